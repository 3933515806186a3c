"""Delivery: takes what is due from the outbox, makes it ready, sends it, and writes down what came of it.

A row is marked *sending* before the call. Messages to one chat go one after another; chats go side by side.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from telegram import Bot

from bot import telegram_channel
from bot.clock import monotonic, real_now
from bot.failure import failure_place
from bot.limits import Limits
from bot.readers import Readers
from bot.telegram_channel import Outcome, Result
from bot.writer import Writer
from domain.outgoing import Postponed, Withdrawn
from domain.people import Reachability
from domain.rendered import Rendered
from domain.rules import Moment
from messages import render
from storage import library, outbox, people
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.preparing import prepare
from usecases.preparing.prepared import Prepared

log = structlog.get_logger(__name__)

_CLAIM = 100
_IDLE_SECONDS = 1.0
#: Seconds before a message that was certainly not sent is tried again, and the longest wait.
_FIRST_RETRY_SECONDS = 1.0
_LONGEST_RETRY_SECONDS = 300.0
_MOST_ATTEMPTS = 12

Mark = Callable[[UnitOfWork], None]


@dataclass(slots=True)
class Delivery:
    """`moment` gives the programme's time; `content_folder` holds the files named in the workbook; marks are written in batches, woken by each finished call."""

    bot: Bot
    writer: Writer
    readers: Readers
    limits: Limits
    moment: Callable[[], Moment]
    content_folder: Path = Path("content")
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: set[int] = field(default_factory=set)
    _marks: list[Mark] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way, or its outcome is not yet written down."""
        return bool(self._busy or self._marks)

    async def recover(self) -> None:
        """What was being sent when the last process ended: edits are repeated, of the others the fate is unknown."""

        def step(uow: UnitOfWork) -> None:
            now = real_now()
            for row in outbox.interrupted(uow):
                if row.replaces is not None:
                    outbox.try_again(uow, row.id, now, "interrupted")
                else:
                    outbox.mark(uow, row.id, OutboxState.UNKNOWN, "interrupted", now)

        await self.writer.run(step)

    async def run(self) -> None:
        """Delivers until cancelled; woken after each commit."""
        while True:
            self.wake.clear()
            if await self.deliver_due() == 0:
                await _wait(self.wake, _IDLE_SECONDS)

    async def deliver_due(self) -> int:
        """Writes down what has come of earlier calls, and starts the calls that are due; gives how many."""
        marks, self._marks = self._marks, []
        rows = await self.writer.run(lambda uow: self._claim(uow, marks))
        chats: dict[int, list[OutboxRow]] = defaultdict(list)
        for row in rows:
            chats[row.to_chat_id or 0].append(row)
        for chat_id, messages in chats.items():
            self._busy.add(chat_id)
            task = asyncio.get_running_loop().create_task(self._deliver_chat(chat_id, messages))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(rows) + len(marks)

    async def stop(self) -> None:
        """Waits for the calls under way and writes down what came of them."""
        while self._tasks:
            await asyncio.gather(*tuple(self._tasks), return_exceptions=True)
        marks, self._marks = self._marks, []
        if marks:
            await self.writer.run(lambda uow: _write(uow, marks))

    def _claim(self, uow: UnitOfWork, marks: Sequence[Mark]) -> tuple[OutboxRow, ...]:
        _write(uow, marks)
        rows = outbox.due(uow, programme_at=self.moment().at, real_at=real_now(), limit=_CLAIM, but_not=self._busy)
        if rows:
            outbox.mark_sending(uow, [row.id for row in rows])
        return rows

    async def _deliver_chat(self, chat_id: int, rows: Sequence[OutboxRow]) -> None:
        try:
            for place, row in enumerate(rows):
                if not await self._deliver(row):
                    # Order within a chat: what comes after a message that must wait, waits with it.
                    for later in rows[place + 1 :]:
                        self._mark(_again(later, "behind an earlier message", 0.0))
                    break
        finally:
            self._busy.discard(chat_id)
            self.wake.set()

    async def _deliver(self, row: OutboxRow) -> bool:
        """One message; False if it has to wait and holds up those after it."""
        try:
            prepared, rendered = await self.readers.run(lambda uow: self._ready(uow, row))
        except Exception as error:  # noqa: BLE001 - one bad row never stops the others
            reason = failure_place(error)
            log.error("message set aside", row=row.id, kind=row.kind, reason=reason)
            self._mark(_end(row, OutboxState.FAILED, f"cannot be prepared: {reason}"))
            return True
        if isinstance(prepared, Withdrawn):
            self._mark(_end(row, OutboxState.WITHDRAWN, prepared.because))
            return True
        if isinstance(prepared, Postponed):
            until = prepared.until
            self._mark(lambda uow: outbox.postpone(uow, row.id, until))
            return True
        assert rendered is not None  # noqa: S101 - _ready renders what it prepares
        result = await self._call(row, prepared, rendered)
        self._mark(self._result_mark(row, prepared, rendered, result))
        if result.outcome is Outcome.AGAIN:
            if result.retry_after:
                self.limits.halt(result.retry_after, monotonic())
            return False
        return True

    def _ready(self, uow: UnitOfWork, row: OutboxRow) -> tuple[Prepared | Withdrawn | Postponed, Rendered | None]:
        moment = self.moment()
        prepared = prepare(uow, moment, row)
        if not isinstance(prepared, Prepared):
            return prepared, None
        zone: ZoneInfo = moment.rules.zone
        return prepared, render(prepared.view, prepared.language, zone)

    async def _call(self, row: OutboxRow, prepared: Prepared, rendered: Rendered) -> Result:
        while seconds := self.limits.wait(row.lane, prepared.chat_id, monotonic()):  # noqa: ASYNC110 - a limit is a time
            await asyncio.sleep(seconds)
        if prepared.edit_message_id is not None:
            edited = await telegram_channel.edit(self.bot, prepared.chat_id, prepared.edit_message_id, rendered)
            if edited.outcome is not Outcome.NOT_EDITABLE:
                return edited
        return await telegram_channel.send(
            self.bot, prepared.chat_id, rendered, prepared.reply_to_message_id, self.content_folder
        )

    def _mark(self, mark: Mark) -> None:
        self._marks.append(mark)
        self.wake.set()

    def _result_mark(self, row: OutboxRow, prepared: Prepared, rendered: Rendered, result: Result) -> Mark:
        now = real_now()
        if result.outcome is Outcome.SENT:
            code = rendered.file.content_code if rendered.file is not None and not rendered.file.file_id else ""

            def sent(uow: UnitOfWork) -> None:
                outbox.mark_sent(
                    uow,
                    row.id,
                    chat_id=prepared.chat_id,
                    message_id=result.message_id,
                    at=now,
                    ids=prepared.ids,
                )
                if code and result.file_id:
                    library.set_file_id(uow, code, result.file_id)

            return sent
        if result.outcome is Outcome.AGAIN and row.attempts < _MOST_ATTEMPTS:
            return _again(row, result.note, result.retry_after)
        if result.outcome is Outcome.UNKNOWN:
            return _end(row, OutboxState.UNKNOWN, result.note)
        if result.outcome is Outcome.GONE and row.person_id is not None:
            person_id = row.person_id

            def gone(uow: UnitOfWork) -> None:
                outbox.mark(uow, row.id, OutboxState.FAILED, result.note, now)
                people.set_reachability(uow, person_id, Reachability.BLOCKED)

            return gone
        return _end(row, OutboxState.FAILED, result.note)


def _write(uow: UnitOfWork, marks: Sequence[Mark]) -> None:
    for mark in marks:
        mark(uow)


def _end(row: OutboxRow, state: OutboxState, note: str) -> Mark:
    now = real_now()
    return lambda uow: outbox.mark(uow, row.id, state, note, now)


def _again(row: OutboxRow, note: str, retry_after: float) -> Mark:
    pause = min(_FIRST_RETRY_SECONDS * 2 ** max(row.attempts - 1, 0), _LONGEST_RETRY_SECONDS)
    seconds = max(retry_after, pause) if note != "behind an earlier message" else 0.0
    later = real_now() + timedelta(seconds=seconds)
    return lambda uow: outbox.try_again(uow, row.id, later, note)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    # Not wait_for: in Python 3.11 it loses a cancellation that comes in the same turn of the loop as the event.
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
