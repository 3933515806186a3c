"""The option that most commands share, and the settings it leads to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import DatabaseSettings, Settings

DEFAULT_FILE = Path("config.toml")


def _nearest(context: typer.Context, given: Path) -> Path:
    """The file named after the command, else the one named before it."""
    before: Path = context.find_root().params["config"]
    return before if given == DEFAULT_FILE else given


ConfigFile = Annotated[Path, typer.Option("--config", metavar="FILE", help="The settings.", callback=_nearest)]


def settings_of(config: Path, *, needs_token: bool = False) -> "Settings":
    """The settings, with the logs set up as they say; raises SettingsError. Only the default file may be missing."""
    from bot.logs import configure_logs
    from bot.settings import load_settings

    settings = load_settings(config, may_be_missing=config == DEFAULT_FILE, needs_token=needs_token)
    configure_logs(settings.logs.level, settings.logs.format)
    return settings


def database_at(url: str) -> "DatabaseSettings":
    """The database at an address given on the command line, which is not repeated if wrong: it may hold a password."""
    from pydantic import ValidationError

    from bot.settings import DatabaseSettings

    try:
        return DatabaseSettings.model_validate({"url": url})
    except ValidationError as error:
        raise typer.BadParameter("write sqlite:///FILE or postgresql://USER@HOST/NAME") from error
