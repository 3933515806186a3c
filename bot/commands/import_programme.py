"""`import`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.workbook.sheets import ProgrammeSheets
    from usecases.programme_changes import Changes


def import_programme(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The programme's workbook.")],
    apply: Annotated[bool, typer.Option("--apply", help="Write the changes, all or nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The faults and changes as JSON.")] = False,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Check a programme workbook: every fault with its cell and mend, or what it would change."""
    from rich.console import Console

    from bot.import_report import print_report
    from storage.workbook.read import read_workbook
    from usecases.import_programme import changes_as_json

    settings = settings_of(config)
    reading = read_workbook(file)
    changes = None if reading.content is None else _changes(settings, reading.content, apply=apply)
    if as_json:
        typer.echo(json.dumps(changes_as_json(changes, reading.faults), ensure_ascii=False, indent=2))
    else:
        print_report(Console(), reading.faults, changes, applied=apply)
    if reading.faults:
        raise typer.Exit(1)


def _changes(settings: "Settings", content: "ProgrammeSheets", *, apply: bool) -> "Changes":
    from bot.commands.database import looking_or_empty, writing
    from bot.commands.moment import moment_now
    from usecases.import_programme import apply_import, plan_import, tell_new_consultants

    if apply:
        moment = moment_now(settings)
        with writing(settings) as uow:
            changes = apply_import(uow, content, at=moment.at)
            tell_new_consultants(uow, moment, changes)
            return changes
    with looking_or_empty(settings) as uow:
        return plan_import(uow, content)
