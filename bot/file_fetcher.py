"""Fetches the bytes of what people sent, in the background: the file's id has long gone on to whom it concerns.

A file is marked kept once it is on disk for good. Whoever is killed before fetches it again: that replaces it.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import structlog
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.bot_api import BotApi
from bot.clock import monotonic, real_now
from bot.delivery_marks import Mark
from bot.file_folder import FileFolder, FolderError, name_of, write
from bot.limits import Limits
from bot.outage import Outage
from bot.readers import Readers
from bot.silence import silence_asked
from bot.telegram_channel import seconds_of
from bot.waiting import wait_for_event
from bot.wire import NotDeliveredError, TooLargeError
from bot.writer import Writer
from domain.failure import failure_place
from domain.tries import DOWNLOAD_FAILURES, Tries
from storage import file_copies
from storage.file_copies import WaitingFile
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

#: What a bot may fetch (Bot API, getFile). The size that was promised is not believed.
MOST_BYTES = 20 * 1024 * 1024
#: Downloads at a time.
AT_ONCE = 2
_IDLE_SECONDS = 2.0
#: Seconds of rest while the network is away or the folder cannot be used: the first, doubled each time, the longest.
_FIRST_REST_SECONDS, _LONGEST_REST_SECONDS = 1.0, 60.0
#: While there is no room left, this often is looked whether there is again.
_FULL_SECONDS = 60.0
#: What Telegram says of a file that it may give another time.
_TEMPORARILY = "temporarily unavailable"


@dataclass(slots=True)
class FileFetcher:
    """`wake` spares the wait for the next look at what has come."""

    api: BotApi
    writer: Writer
    readers: Readers
    limits: Limits
    folder: FileFolder
    tries: Tries = DOWNLOAD_FAILURES
    most_bytes: int = MOST_BYTES
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    outage: Outage = field(default_factory=lambda: Outage("files"))
    _rest: float = _FIRST_REST_SECONDS
    _is_resting: bool = False
    _is_prepared: bool = False
    _is_full: bool = False
    #: That the folder cannot be used is told once, until a file has been kept again.
    _is_folder_told: bool = False

    async def run(self) -> None:
        """Fetches until cancelled. What is under way then is fetched again another time."""
        while True:
            self.wake.clear()
            try:
                seconds = await self.fetch_due()
                self.outage.end()
            except Exception as error:  # noqa: BLE001 - raised if it is not the database's own
                await self.outage.outlast(error)
                continue
            if seconds:
                await wait_for_event(self.wake, seconds)

    async def fetch_due(self) -> float:
        """Fetches the next files, side by side; gives the seconds until it is worth to look again."""
        if self.limits.is_halted(monotonic()):
            return self.limits.pause(monotonic(), _IDLE_SECONDS)
        if not await self._prepare():
            return self._next_rest()
        files, kept = await self.readers.run(_look)
        if not files:
            return _IDLE_SECONDS
        if not self._has_room(kept):
            return _FULL_SECONDS
        self._is_resting = False
        ended = await asyncio.gather(*(self._fetch(one) for one in files), return_exceptions=True)
        for failure in ended:
            if failure is not None:
                raise failure
        return self._next_rest() if self._is_resting else 0.0

    async def _prepare(self) -> bool:
        """The folder is made ready once; False while it cannot be."""
        if not self._is_prepared:
            try:
                await asyncio.to_thread(self.folder.prepare)
            except FolderError as error:
                self._tell_of_folder(error)
                return False
            self._is_prepared = True
        return True

    def _has_room(self, kept: int) -> bool:
        was_full, self._is_full = self._is_full, kept >= self.folder.most_bytes
        if self._is_full and not was_full:
            log.warning("no more files are fetched: files.most_megabytes is reached", kept_bytes=kept)
        return not self._is_full

    async def _fetch(self, file: WaitingFile) -> None:
        mark = await self._outcome(file)
        if mark is not None:
            await self.writer.run(mark)

    async def _outcome(self, file: WaitingFile) -> Mark | None:
        """Fetches a file; gives what is to be written down, None where it simply waits."""
        try:
            mark = await self._download(file)
        except RetryAfter as error:
            seconds = seconds_of(error.retry_after)
            self.limits.halt(seconds, monotonic())
            return silence_asked(seconds)
        except (NotDeliveredError, InvalidToken) as error:
            # The network or the token: this says nothing about the file.
            log.warning("no files can be fetched, trying again", reason=type(error).__name__)
            self._is_resting = True
            return None
        except FolderError as error:
            self._tell_of_folder(error)
            self._is_prepared, self._is_resting = False, True
            return None
        except TooLargeError:
            return _given_up(file, f"larger than {self.most_bytes} bytes")
        except BadRequest as error:
            note = f"BadRequest: {error.message[:160]}"
            return self._again(file, note) if _TEMPORARILY in error.message.lower() else _given_up(file, note)
        except TelegramError as error:
            return self._again(file, f"{type(error).__name__}: {error.message[:160]}")
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            return self._again(file, failure_place(error))
        self._rest, self._is_folder_told = _FIRST_REST_SECONDS, False
        return mark

    async def _download(self, file: WaitingFile) -> Mark:
        """Brings a file onto the disk. The disk is used in threads: nobody waits for it."""
        name = name_of(file.attachment_id, file.mime_type)
        target = self.folder.begin(file.attachment_id)
        size = 0

        async def take(part: bytes) -> None:
            nonlocal size
            size += len(part)
            await asyncio.to_thread(write, target, part)

        try:
            await self.api.download(file.file_id, take, self.most_bytes)
        except BaseException:
            with suppress(FolderError):
                self.folder.drop(target)
            raise
        await asyncio.to_thread(self.folder.keep, target, name)
        return partial(file_copies.mark_kept, attachment_id=file.attachment_id, path=name, size_bytes=size)

    def _again(self, file: WaitingFile, note: str) -> Mark:
        failures = file.attempts + 1
        later = self.tries.next_at(failures, real_now())
        if later is None:
            return _given_up(file, f"{note} ({failures} tries)")
        log.warning("file not fetched, trying again", attachment=file.attachment_id, attempt=failures, reason=note)
        return partial(
            file_copies.try_again,
            attachment_id=file.attachment_id,
            attempts=failures,
            next_try_at=later,
            note=note,
        )

    def _tell_of_folder(self, error: FolderError) -> None:
        was_told, self._is_folder_told = self._is_folder_told, True
        if not was_told:
            folder, reason = str(self.folder.path), str(error)
            log.error("the folder of files cannot be used, trying again", folder=folder, reason=reason)

    def _next_rest(self) -> float:
        seconds = self._rest
        self._rest = min(2 * seconds, _LONGEST_REST_SECONDS)
        return seconds


def _look(uow: UnitOfWork) -> tuple[tuple[WaitingFile, ...], int]:
    """The files that are due, and how many bytes are kept."""
    files = file_copies.due(uow, real_now(), AT_ONCE)
    return files, file_copies.kept_bytes(uow) if files else 0


def _given_up(file: WaitingFile, note: str) -> Mark:
    log.warning("file not available", attachment=file.attachment_id, reason=note)
    return partial(file_copies.give_up, attachment_id=file.attachment_id, note=note)
