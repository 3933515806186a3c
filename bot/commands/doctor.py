"""`doctor`."""

from typing import TYPE_CHECKING

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings


def doctor(config: ConfigFile = DEFAULT_FILE) -> None:
    """Check what the bot needs to run, a line each."""
    from bot.settings import SettingsError

    try:
        settings = settings_of(config)
    except SettingsError as error:
        _tell("settings", str(error), well=False)
        raise typer.Exit(1) from error
    _tell("settings", str(config) if config.exists() else "the defaults and the environment", well=True)
    if not _all_well(settings):
        raise typer.Exit(1)


def _all_well(settings: "Settings") -> bool:
    from bot.commands.checks import CHECKS
    from bot.commands.refusal import RefusalError, one_line

    well = True
    for name, check in CHECKS.items():
        try:
            _tell(name, check(settings), well=True)
        except RefusalError as error:
            _tell(name, one_line(error), well=False)
            well = False
    return well


def _tell(name: str, found: str, *, well: bool) -> None:
    typer.echo(f"{'✓' if well else '✗'} {name}: {found}")
