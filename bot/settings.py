"""The settings: a TOML file, overridden by the environment (`SUIVI_SECTION__KEY`); config.example.toml explains each.

Unknown keys are refused. Whatever is wrong becomes one line that names the key and where it was set, never its secret.
"""

import os
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings_faults import KnownKeys, unknown_variables, validation_faults

#: The most seconds Telegram holds a poll open.
_LONGEST_POLL_SECONDS = 50
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class SettingsError(Exception):
    """The settings cannot be used, with the reasons in one line."""


class LogLevel(StrEnum):
    """Events below it are not written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """Lines for people, or a JSON object a line."""

    CONSOLE = "console"
    JSON = "json"


def _token(value: SecretStr) -> SecretStr:
    number, colon, rest = value.get_secret_value().partition(":")
    if value.get_secret_value() and not (number.isdecimal() and colon and rest.isascii() and rest.strip()):
        raise ValueError("no bot token: BotFather gives one such as 123456789:AAE…")
    return value


def _server(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("the root of a Bot API server begins with https:// or http://")
    return value.rstrip("/")


def _database(value: SecretStr) -> SecretStr:
    url = value.get_secret_value()
    if not url.startswith(_DATABASES) or url in {"sqlite:///", "sqlite:///:memory:"}:
        raise ValueError("write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    # SQLAlchemy takes the plain name for an older driver.
    return SecretStr(url.replace("postgresql://", "postgresql+psycopg://", 1))


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no time zone: write a name such as Africa/Casablanca") from error
    return value


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TelegramSettings(_Section):
    """`base_url` is the root of the Bot API server, without a slash at its end."""

    token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    base_url: Annotated[str, AfterValidator(_server)] = "https://api.telegram.org"


class DatabaseSettings(_Section):
    """The address is a secret: it may hold a password."""

    url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite:///var/suivi.db")


class ProgrammeSettings(_Section):
    """`content_folder` holds the files that the workbook names."""

    time_zone: Annotated[str, AfterValidator(_zone)] = "Africa/Casablanca"
    content_folder: Path = Path("content")


class LimitSettings(_Section):
    """Messages a second, over all chats and in one chat."""

    per_second: float = Field(default=25, gt=0)
    chat_burst: int = Field(default=3, ge=1)
    chat_per_second: float = Field(default=1, gt=0)


class PollingSettings(_Section):
    """`seconds` a poll is held open by Telegram when there is nothing new."""

    seconds: int = Field(default=25, ge=1, le=_LONGEST_POLL_SECONDS)


class FileSettings(_Section):
    """Where copies of what people send are kept, and how much of it."""

    folder: Path = Path("var/files")
    most_megabytes: int = Field(default=5000, ge=0)

    @property
    def most_bytes(self) -> int:
        return self.most_megabytes * 1_000_000


class LogSettings(_Section):
    """What is written to the standard error stream."""

    level: LogLevel = LogLevel.INFO
    format: LogFormat = LogFormat.CONSOLE


class Settings(BaseSettings):
    """All settings; `load_settings` makes one."""

    model_config = SettingsConfigDict(
        env_prefix="SUIVI_", env_nested_delimiter="__", env_ignore_empty=True, extra="forbid", frozen=True
    )

    telegram: TelegramSettings = TelegramSettings()
    database: DatabaseSettings = DatabaseSettings()
    programme: ProgrammeSettings = ProgrammeSettings()
    limits: LimitSettings = LimitSettings()
    polling: PollingSettings = PollingSettings()
    files: FileSettings = FileSettings()
    logs: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment comes before the file, which is handed to the constructor."""
        return env_settings, init_settings


def load_settings(file: Path, *, may_be_missing: bool = False, needs_token: bool = False) -> Settings:
    """The settings of a file and the environment, else of the environment alone where the file may be missing.

    Raises SettingsError; a missing token is one only where `needs_token` says so.
    """
    known = known_keys()
    faults = unknown_variables(known, os.environ)
    try:
        settings = Settings(**_read(file, may_be_missing=may_be_missing))
    except ValidationError as error:
        faults += validation_faults(error, known, file, os.environ)
    if faults:
        raise SettingsError("; ".join(faults))
    if needs_token and not settings.telegram.token.get_secret_value():
        raise SettingsError(_missing_token(file))
    return settings


def known_keys() -> KnownKeys:
    """Every setting there is, by section."""
    return {
        name: tuple(section.annotation.model_fields)
        for name, section in Settings.model_fields.items()
        if section.annotation is not None and issubclass(section.annotation, BaseModel)
    }


def _read(file: Path, *, may_be_missing: bool) -> dict[str, Any]:
    if may_be_missing and not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: is no TOML file: it is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: is no TOML file: {error}") from error


def _missing_token(file: Path) -> str:
    how = "write it there" if file.exists() else f"copy config.example.toml to {file} and write it there"
    return f"{file}: telegram.token is missing: get one from @BotFather and {how}, or set SUIVI_TELEGRAM__TOKEN"
