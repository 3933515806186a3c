"""`deadletters`: what could not be processed, and another try. `u12` is a received update, `m7` a message to send."""

from typing import Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of
from bot.commands.refusal import RefusalError

_UPDATE, _MESSAGE = "u", "m"

deadletters = typer.Typer(no_args_is_help=True, help="What could not be processed: list it, or try it again.")


@deadletters.command("list")
def list_dead_letters(config: ConfigFile = DEFAULT_FILE) -> None:
    """List updates and messages that were set aside, with the reason."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.commands.database import looking
    from bot.redaction import redact
    from storage import inbox, outbox

    with looking(settings_of(config)) as uow:
        updates, messages = inbox.dead(uow), outbox.failed(uow)
    if not updates and not messages:
        typer.echo("Nothing is set aside.")
        return
    rows = [(f"{_UPDATE}{key}", at, "update", reason) for key, at, reason in updates]
    rows += [(f"{_MESSAGE}{key}", at, f"message: {kind}", reason) for key, at, kind, reason in messages]
    table = Table("ID", "since (UTC)", "what", "reason")
    for key, at, what, reason in rows:
        table.add_row(key, f"{at:%Y-%m-%d %H:%M}", what, Text(redact(reason)))
    Console(soft_wrap=True).print(table)


@deadletters.command("replay")
def replay(
    key: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it.", show_default=False)],
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Try one again: the running bot takes it up."""
    from bot.commands.database import writing
    from storage import inbox, outbox

    again = {_UPDATE: inbox.replay, _MESSAGE: outbox.replay}.get(key[:1])
    if again is None or not key[1:].isdecimal():
        raise typer.BadParameter(f"{key} is no ID of `deadletters list`, such as u12 or m7")
    with writing(settings_of(config)) as uow:
        found = again(uow, int(key[1:]))
    if not found:
        raise RefusalError(f"nothing is set aside under {key}")
    typer.echo(f"{key} will be tried again.")
