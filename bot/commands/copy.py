"""`copy`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, database_at, settings_of

if TYPE_CHECKING:
    from storage.copying import TableCopy


def copy(
    target: Annotated[str, typer.Argument(metavar="URL", help="An empty database, sqlite:/// or postgresql://.")],
    source: Annotated[
        str, typer.Option("--from", metavar="URL", help="The database to copy; that of the settings if not given.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="What was copied as JSON.")] = False,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Copy the whole programme into another database, from SQLite to PostgreSQL or back, all or nothing."""
    from bot.clock import real_now
    from bot.commands.database import copied, shown

    settings = settings_of(config)
    before = settings.model_copy(update={"database": database_at(source)}) if source else settings
    after = settings.model_copy(update={"database": database_at(target)})
    copies = copied(before, after, real_now())
    if as_json:
        typer.echo(json.dumps(_as_json(copies), indent=2))
    else:
        _print(copies, shown(before), shown(after), settings.files.folder)


def _as_json(copies: Sequence["TableCopy"]) -> dict[str, object]:
    return {
        "rows": sum(one.rows for one in copies),
        "tables": {one.table: {"rows": one.rows, "sha256": one.digest} for one in copies},
    }


def _print(copies: Sequence["TableCopy"], source: str, target: str, files: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("table", "rows")
    for one in copies:
        if one.rows:
            table.add_row(one.table, str(one.rows))
    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(table)
    console.print(f"{sum(one.rows for one in copies)} rows of {source} are in {target}, each table read back the same.")
    console.print(f"The files that people sent are not part of it: they stay in {files}.")
    console.print("Next: write the new address into database.url, then start the bot.")
