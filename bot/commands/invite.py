"""`invite`."""

from typing import Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of
from bot.commands.refusal import RefusalError
from domain.people import Role


def invite(
    role: Annotated[Role, typer.Argument(help="What the person will be.", show_default=False)],
    cooperative: Annotated[str | None, typer.Option(metavar="CODE", help="The cooperative of a leader.")] = None,
    person: Annotated[str | None, typer.Option(metavar="CODE", help="A person of the workbook.")] = None,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Print a link that lets one person join, once, within a week."""
    import asyncio

    from bot.clock import real_now
    from bot.commands.bot_account import bot_account
    from bot.commands.database import writing
    from usecases import joining

    settings = settings_of(config, needs_token=True)
    # First, so that no invitation is left behind when Telegram cannot be reached.
    account = asyncio.run(bot_account(settings))
    try:
        with writing(settings) as uow:
            token = joining.invite(uow, role=role, cooperative_code=cooperative, person_code=person, at=real_now())
    except joining.InvitationError as error:
        raise RefusalError(str(error)) from error
    typer.echo(f"https://t.me/{account.username}?start={token}")
