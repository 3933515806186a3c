"""`deadletters`: what could not be processed, and another try.

`u12` is a received update, `m7` a message to send, `d3` something that fell due by itself.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from storage.unit_of_work import UnitOfWork

_UPDATE, _MESSAGE, _DUE = "u", "m", "d"

deadletters = typer.Typer(no_args_is_help=True, help="What could not be processed: list it, or try it again.")


@dataclass(frozen=True, slots=True)
class _DeadLetter:
    """`cause` names the kind and the place of the failure, or what Telegram said; nobody's words."""

    key: str
    since: "datetime"
    what: str
    cause: str


@deadletters.command("list")
def list_dead_letters(
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """List what was set aside, with the cause: updates (u), messages (m), and what fell due by itself (d)."""
    from bot.commands.database import looking

    with looking(settings_of(config)) as uow:
        found = _set_aside(uow)
    if as_json:
        rows = [{"id": one.key, "since": one.since.isoformat(), "what": one.what, "cause": one.cause} for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif found:
        _print(found)
    else:
        typer.echo("Nothing is set aside.")


@deadletters.command("replay")
def replay(
    key: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it.", show_default=False)],
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Try one again: the running bot takes it up. A message or a reminder that is no longer due is dropped."""
    from bot.commands.database import writing
    from bot.commands.refusal import RefusalError
    from storage import due_failures, inbox, outbox

    again = {_UPDATE: inbox.replay, _MESSAGE: outbox.replay, _DUE: due_failures.replay}.get(key[:1])
    if again is None or not key[1:].isdecimal():
        raise typer.BadParameter(f"{key} is no ID of `deadletters list`, such as u12, m7 or d3")
    with writing(settings_of(config)) as uow:
        # Looked up as it is shown: an engine may refuse a number that no row could have.
        found = key in {one.key for one in _set_aside(uow)} and again(uow, int(key[1:]))
    if not found:
        raise RefusalError(f"nothing is set aside under {key}")
    typer.echo(f"{key} will be tried again.")


def _set_aside(uow: "UnitOfWork") -> list[_DeadLetter]:
    from bot.redaction import redact
    from storage import due_failures, inbox, outbox

    found = [_DeadLetter(f"{_UPDATE}{key}", at, "update", cause) for key, at, cause in inbox.dead(uow)]
    found += [_DeadLetter(f"{_MESSAGE}{key}", at, f"message: {kind}", why) for key, at, kind, why in outbox.failed(uow)]
    for one in due_failures.dead(uow):
        what = f"due: {one.tick}, {one.subject}" if one.subject else f"due: {one.tick}, as a whole"
        found.append(_DeadLetter(f"{_DUE}{one.id}", one.failed_at, what, one.cause))
    return [_DeadLetter(one.key, one.since, one.what, redact(one.cause)) for one in found]


def _print(found: list[_DeadLetter]) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    table = Table("ID", "since (UTC)", "what", Column("cause", overflow="fold"))
    for one in found:
        table.add_row(one.key, f"{one.since:%Y-%m-%d %H:%M}", one.what, Text(one.cause))
    Console(soft_wrap=True).print(table)
