"""Delivery: takes what is due from the outbox, makes it ready, sends it, and writes down what came of it.

A row is marked *sending* before the call, one a chat at a time: what is marked when the process dies was under way.
Messages to one chat go one after another; chats go side by side.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot import telegram_channel
from bot.bot_api import BotApi
from bot.clock import monotonic, real_now
from bot.delivery_marks import (
    Mark,
    after_call,
    after_failed_preparation,
    after_lost_call,
    ended,
    postponed,
    unprepared,
)
from bot.limits import BULK, URGENT, Limits
from bot.outage import Outage
from bot.readers import Readers
from bot.silence import silence_asked, silence_left
from bot.telegram_channel import Call, Outcome, Result
from bot.waiting import wait_for_event
from bot.writer import Writer
from domain.failure import failure_place
from domain.outgoing import Lane, Postponed, Withdrawn
from domain.rules import Moment
from messages import render
from storage import outbox
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.preparing import prepare
from usecases.preparing.prepared import Prepared

log = structlog.get_logger(__name__)

#: Calls at a time: fewer than the wire has connections, so that none waits for one, and the answer to a tap finds one.
MOST_UNDER_WAY = 48
_IDLE_SECONDS = 1.0
#: Seconds of silence while Telegram cannot be reached: the first, doubled each time, and the longest.
_FIRST_SILENCE_SECONDS, _LONGEST_SILENCE_SECONDS = 1.0, 15.0
#: How long the last outcomes are tried to be written down while the database cannot be used.
_PATIENCE_AT_THE_END_SECONDS = 30.0


@dataclass(slots=True)
class Delivery:
    """`moment` gives the programme's time; `content_folder` holds the files named in the workbook.

    Marks are written in batches, with the next claim; they say the same when they are written twice. Where the database
    cannot be used they wait for it, and nothing new is sent.
    """

    api: BotApi
    writer: Writer
    readers: Readers
    limits: Limits
    moment: Callable[[], Moment]
    content_folder: Path = Path("content")
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    outage: Outage = field(default_factory=lambda: Outage("delivery"))
    _busy: set[int] = field(default_factory=set)
    _marks: list[Mark] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _silence: float = _FIRST_SILENCE_SECONDS
    _stopping: bool = False
    _claiming: bool = False
    #: The last claim failed, perhaps after its commit: rows may be marked *sending* that nobody sends.
    _in_doubt: bool = False

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way, its outcome not yet written down, or somebody has just told of new messages."""
        return bool(self._claiming or self._busy or self._marks or self.wake.is_set())

    async def recover(self) -> None:
        """What was being sent when the last process ended: edits are repeated, of the others the fate is unknown.

        What is left of a silence that Telegram asked it for is kept.
        """

        def step(uow: UnitOfWork) -> float:
            now = real_now()
            for row in outbox.interrupted(uow):
                if row.replaces is not None and outbox.sent_message(uow, row.replaces) is not None:
                    outbox.try_again(uow, row.id, now, "interrupted", row.attempts)
                else:
                    outbox.mark(uow, row.id, OutboxState.UNKNOWN, "interrupted", now)
            return silence_left(uow)

        self.limits.halt(await self.writer.run(step), monotonic())

    async def run(self) -> None:
        """Delivers until stopped; woken after each commit."""
        while not self._stopping:
            self.wake.clear()
            self._claiming = True
            more = await self._deliver_due_or_wait()
            self._claiming = False
            if not more:
                await wait_for_event(self.wake, self.limits.pause(monotonic(), _IDLE_SECONDS))

    async def _deliver_due_or_wait(self) -> bool:
        try:
            more = await self.deliver_due()
        except Exception as error:  # noqa: BLE001 - raised if it is not the database's own
            await self.outage.outlast(error)
            return True
        self.outage.end()
        return more

    async def deliver_due(self) -> bool:
        """Writes down what has come of earlier calls, and starts the calls that are due; gives whether more may be.

        What is due behind a call under way need not be looked for: it is told of when the call ends.
        """
        marks, self._marks = self._marks, []
        free = 0 if self._in_doubt and self._busy else MOST_UNDER_WAY - len(self._busy)
        clears_up = self._in_doubt and not self._busy
        try:
            rows, more = await self.writer.run(lambda uow: self._claim(uow, marks, free, clears_up=clears_up))
        except BaseException:
            self._marks[:0] = marks
            self._in_doubt = True
            raise
        self._in_doubt = self._in_doubt and not clears_up
        for row in rows:
            self._busy.add(row.queue)
            task = asyncio.get_running_loop().create_task(self._deliver(row))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return more

    def end(self) -> None:
        """No new call is started; `run` comes back."""
        self._stopping = True
        self.wake.set()

    async def finish(self) -> None:
        """Waits for the calls under way and writes down what came of them."""
        while self._tasks:
            await asyncio.gather(*tuple(self._tasks), return_exceptions=True)
        until = monotonic() + _PATIENCE_AT_THE_END_SECONDS
        while self._marks:
            try:
                await self.writer.run(lambda uow: _write(uow, self._marks))
            except Exception as error:
                if monotonic() > until:
                    raise
                await self.outage.outlast(error)
            else:
                self._marks = []

    def _claim(
        self, uow: UnitOfWork, marks: Sequence[Mark], free: int, *, clears_up: bool
    ) -> tuple[tuple[OutboxRow, ...], bool]:
        _write(uow, marks)
        if clears_up:
            _give_back(uow)
        now = monotonic()
        if free <= 0 or self.limits.is_halted(now):
            return (), False
        claimed: dict[int, OutboxRow] = {}
        more = False
        for lanes, room in self._rooms(now, free):
            due = self._due(uow, lanes, room, now, claimed) if room else ()
            more = more or len(due) == free
            for row in due:
                if row.queue not in claimed and not self.limits.wait(row.lane, row.queue, now):
                    claimed[row.queue] = row
        rows = tuple(claimed.values())
        if rows:
            outbox.mark_sending(uow, [row.id for row in rows])
        return rows, more and bool(rows)

    def _rooms(self, now: float, free: int) -> tuple[tuple[frozenset[Lane], int], ...]:
        """How many messages of which lanes may go; all in one look where no rate binds the bulk."""
        bulk = self.limits.bulk_room(now, free)
        return ((URGENT | BULK, free),) if bulk == free else ((URGENT, free), (BULK, bulk))

    def _due(
        self, uow: UnitOfWork, lanes: frozenset[Lane], limit: int, now: float, claimed: dict[int, OutboxRow]
    ) -> tuple[OutboxRow, ...]:
        but_not = {*self._busy, *claimed, *self.limits.spent_chats(now)}
        at, real_at = self.moment().at, real_now()
        try:
            return outbox.due(uow, programme_at=at, real_at=real_at, limit=limit, lanes=lanes, but_not=but_not)
        except outbox.UNREADABLE:
            if not outbox.set_aside_unreadable(uow, real_at):
                raise
            return outbox.due(uow, programme_at=at, real_at=real_at, limit=limit, lanes=lanes, but_not=but_not)

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            mark = await self._outcome(row)
            self._marks.append(mark)
        finally:
            self._busy.discard(row.queue)
            self.wake.set()

    async def _outcome(self, row: OutboxRow) -> Mark:
        """Makes one message ready and sends it; gives what is to be written down."""
        try:
            ready = await self.readers.run(lambda uow: self._make_ready(uow, row))
        except Exception as error:  # noqa: BLE001 - one bad row never stops the others
            reason = failure_place(error)
            if self.outage.explains(error):
                return unprepared(row, reason)
            log.error("message not prepared", row=row.id, kind=row.kind, attempt=row.failures + 1, reason=reason)
            return after_failed_preparation(row, reason, self.moment)
        if isinstance(ready, Withdrawn):
            return ended(row, OutboxState.WITHDRAWN, ready.because)
        if isinstance(ready, Postponed):
            return postponed(row, ready.until)
        prepared, call = ready
        try:
            result = await self._call(prepared, call)
        except Exception as error:  # noqa: BLE001 - as above
            reason = failure_place(error)
            log.error("message lost", row=row.id, kind=row.kind, reason=reason)
            return after_lost_call(row, reason)
        self._heed(result)
        return after_call(row, prepared, call, result, self.moment)

    def _make_ready(self, uow: UnitOfWork, row: OutboxRow) -> tuple[Prepared, Call] | Withdrawn | Postponed:
        moment = self.moment()
        prepared = prepare(uow, moment, row)
        if not isinstance(prepared, Prepared):
            return prepared
        rendered = render(prepared.view, prepared.language, moment.rules.zone)
        return prepared, telegram_channel.call_of(rendered, self.content_folder)

    async def _call(self, prepared: Prepared, call: Call) -> Result:
        if prepared.edit_message_id is not None:
            edited = await telegram_channel.edit(self.api, prepared.chat_id, prepared.edit_message_id, call)
            if edited.outcome is not Outcome.NOT_EDITABLE or prepared.only_edits:
                return edited
        return await telegram_channel.send(self.api, prepared.chat_id, prepared.reply_to_message_id, call)

    def _heed(self, result: Result) -> None:
        """Telegram's wish for silence is kept for all chats; so is one of ours while the network is away."""
        now = monotonic()
        if result.retry_after:
            self.limits.halt(result.retry_after, now)
            self._marks.append(silence_asked(result.retry_after))
        elif result.outcome is Outcome.UNREACHED:
            if not self.limits.is_halted(now):
                self.limits.halt(self._silence, now)
                self._silence = min(2 * self._silence, _LONGEST_SILENCE_SECONDS)
        else:
            self._silence = _FIRST_SILENCE_SECONDS


def _write(uow: UnitOfWork, marks: Sequence[Mark]) -> None:
    for mark in marks:
        mark(uow)


def _give_back(uow: UnitOfWork) -> None:
    """No call is under way: what is marked *sending* was claimed by a commit whose answer was lost, and never sent."""
    for row in outbox.interrupted(uow):
        outbox.try_again(uow, row.id, real_now(), "claimed and not sent", max(row.attempts - 1, 0))
