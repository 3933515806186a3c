"""The checks of `doctor`: each gives what it found, or raises RefusalError."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile

from bot.commands.bot_account import bot_account
from bot.commands.database import check_writing, looking
from bot.commands.moment import moment_now
from bot.commands.refusal import RefusalError
from bot.file_folder import FileFolder, FolderError
from bot.settings import Settings
from messages.documents.summary_pdf import FONTS
from storage import library, people

#: The weights that the documents are set in.
_WEIGHTS = ("Regular", "Medium", "Bold")


def _token(settings: Settings) -> str:
    if not settings.telegram.token.get_secret_value():
        raise RefusalError("telegram.token is missing: get one from @BotFather")
    account = asyncio.run(bot_account(settings))
    return f"@{account.username} ({settings.telegram.base_url})"


def _time_zone(settings: Settings) -> str:
    moment = moment_now(settings)
    return f"{moment.rules.zone.key}, {moment.at.astimezone(moment.rules.zone):%Y-%m-%d %H:%M}"


def _fonts(_settings: Settings) -> str:
    missing = [one for one in _WEIGHTS if not list(FONTS.glob(f"*-{one}.ttf"))]
    if missing:
        raise RefusalError(f"{FONTS} lacks {', '.join(missing)}")
    return f"{len(_WEIGHTS)} weights"


def _write_rights(settings: Settings) -> str:
    folder = check_writing(settings)
    if folder is None:
        return "the database takes writes"
    try:
        with TemporaryFile(dir=folder):
            return f"{folder} takes files"
    except OSError as error:
        raise RefusalError(f"nothing can be written to {folder}: {error.strerror}") from error


def _files(settings: Settings) -> str:
    folder = settings.files.folder
    try:
        FileFolder(folder, settings.files.most_bytes).make()
        with TemporaryFile(dir=folder):
            return f"{folder} takes {settings.files.most_megabytes} MB"
    except (FolderError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise RefusalError(f"nothing can be written to files.folder ({folder}): {reason}") from error


def _programme(settings: Settings) -> str:
    with looking(settings) as uow:
        programme, cooperatives = people.programme(uow), people.cooperatives(uow)
        sources = [one.source for one in library.videos(uow)]
    if programme is None:
        raise RefusalError("none has been imported yet: `import FILE.xlsx --apply`")
    if programme.time_zone != settings.programme.time_zone:
        raise RefusalError(
            f"the workbook says {programme.time_zone}, programme.time_zone {settings.programme.time_zone}"
        )
    _check_videos(settings.programme.content_folder, sources)
    return f"{programme.name}, {len(cooperatives)} cooperatives"


def _check_videos(folder: Path, sources: list[str]) -> None:
    missing = [one for one in sources if not one.startswith("https://") and not (folder / one).is_file()]
    if missing:
        raise RefusalError(f"programme.content_folder ({folder}) lacks {', '.join(missing)}")


CHECKS: Mapping[str, Callable[[Settings], str]] = {
    "token": _token,
    "time zone": _time_zone,
    "fonts": _fonts,
    "write rights": _write_rights,
    "files": _files,
    "programme": _programme,
}
