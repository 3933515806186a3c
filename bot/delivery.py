"""Delivery: takes what is due from the outbox, makes it ready, sends it, and writes down what came of it.

A row is marked *sending* before its call, as many as are made at once: what is marked when the process dies was under
way.
Messages to one chat go one after another, but for what was said there before, which is shown while the next message is
sent; chats go side by side.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot import telegram_channel
from bot.bot_api import BotApi
from bot.claiming import claim, give_back
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
from bot.limits import Limits
from bot.making_ready import MakingReady, Preparation, read_together
from bot.network_silence import NetworkSilence
from bot.outage import Outage
from bot.silence import silence_asked, silence_left
from bot.telegram_channel import Call, Result
from bot.waiting import wait_for_event
from bot.writer import Writer
from domain.failure import failure_place
from domain.outgoing import Postponed, Withdrawn
from domain.rules import Moment
from storage import sending
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.preparing.prepared import Prepared

log = structlog.get_logger(__name__)

#: Calls at a time: fewer than the wire has connections, so that none waits for one, and the answer to a tap finds one.
MOST_UNDER_WAY = 48
_IDLE_SECONDS = 1.0
#: How long the last outcomes are tried to be written down while the database cannot be used.
_PATIENCE_AT_THE_END_SECONDS = 30.0


@dataclass(slots=True)
class Delivery:
    """`moment` gives the programme's time.

    Marks are written in batches, with the next claim; they say the same when they are written twice. Where the database
    cannot be used they wait for it, and nothing new is sent.
    """

    api: BotApi
    writer: Writer
    making_ready: MakingReady
    limits: Limits
    moment: Callable[[], Moment]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    outage: Outage = field(default_factory=lambda: Outage("delivery"))
    #: The chat (`OutboxRow.queue`) of each message under way, by its row.
    _busy: dict[int, int] = field(default_factory=dict)
    _marks: list[Mark] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _network: NetworkSilence = field(default_factory=NetworkSilence)
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

        It was an edit if the message it changes is in the chat it goes to; one that turned out to be gone is forgotten
        before a new one is sent in its place.

        What is left of a silence that Telegram asked it for is kept.
        """

        def step(uow: UnitOfWork) -> float:
            now = real_now()
            for row_id in sending.interrupted(uow):
                edit = sending.interrupted_edit(uow, row_id)
                if edit is not None:
                    sending.try_again(uow, row_id, now, "interrupted", edit.attempts)
                else:
                    sending.mark(uow, row_id, OutboxState.UNKNOWN, "interrupted", now)
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
        most = self._network.most_under_way(MOST_UNDER_WAY)
        free = 0 if self._in_doubt and self._busy else most - len(self._busy)
        clears_up = self._in_doubt and not self._busy
        # As it stands together with the marks: a call that ends meanwhile is still *sending* in the tables.
        busy = frozenset(self._busy.values())
        try:
            rows, more = await self.writer.run(lambda uow: self._claim(uow, marks, free, busy, clears_up=clears_up))
        except BaseException:
            self._marks[:0] = marks
            self._in_doubt = True
            raise
        self._in_doubt = self._in_doubt and not clears_up
        self._busy.update((row.id, row.queue) for row in rows)
        for group in read_together(rows):
            self._start(self._deliver_group(group))
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
        while self._marks or self._in_doubt:
            try:
                await self.writer.run(self._write_last)
            except Exception as error:
                if monotonic() > until:
                    raise
                await self.outage.outlast(error)
            else:
                self._marks, self._in_doubt = [], False

    def _write_last(self, uow: UnitOfWork) -> None:
        _write(uow, self._marks)
        if self._in_doubt:
            give_back(uow)

    def _claim(
        self, uow: UnitOfWork, marks: Sequence[Mark], free: int, busy: frozenset[int], *, clears_up: bool
    ) -> tuple[tuple[OutboxRow, ...], bool]:
        _write(uow, marks)
        if clears_up:
            give_back(uow)
        return claim(uow, self.limits, self.moment().at, free, busy)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_group(self, rows: Sequence[OutboxRow]) -> None:
        prepared = await self.making_ready.prepare(rows)
        for row, one in zip(rows, prepared, strict=True):
            self._start(self._deliver(row, one))

    async def _deliver(self, row: OutboxRow, prepared: Preparation) -> None:
        try:
            mark = await self._outcome(row, prepared)
            self._marks.append(mark)
        finally:
            del self._busy[row.id]
            self.wake.set()

    async def _outcome(self, row: OutboxRow, prepared: Preparation) -> Mark:
        """Sends one message; gives what is to be written down."""
        if isinstance(prepared, Withdrawn):
            return ended(row, OutboxState.WITHDRAWN, prepared.because)
        if isinstance(prepared, Postponed):
            return postponed(row, prepared.until)
        if isinstance(prepared, Exception):
            return self._after_failure(row, prepared)
        try:
            call = await self.making_ready.render(prepared)
        except Exception as error:  # noqa: BLE001 - one bad row never stops the others
            return self._after_failure(row, error)
        try:
            result = await self._call(prepared, call)
            self._heed(result)
            return after_call(row, prepared, call, result, self.moment)
        except Exception as error:  # noqa: BLE001 - as above
            reason = failure_place(error)
            log.error("message lost", row=row.id, kind=row.kind, reason=reason)
            return after_lost_call(row, reason)

    def _after_failure(self, row: OutboxRow, error: Exception) -> Mark:
        """A message that could not be made ready: the database's trouble, or its own."""
        reason = failure_place(error)
        if self.outage.explains(error):
            return unprepared(row, reason)
        log.error("message not prepared", row=row.id, kind=row.kind, attempt=row.failures + 1, reason=reason)
        return after_failed_preparation(row, reason, self.moment)

    async def _call(self, prepared: Prepared, call: Call) -> Result:
        if prepared.edit_message_id is None:
            return await telegram_channel.send(self.api, prepared.chat_id, prepared.reply_to_message_id, call)
        return await telegram_channel.edit(self.api, prepared.chat_id, prepared.edit_message_id, call)

    def _heed(self, result: Result) -> None:
        """Telegram's wish for silence is kept for all; so is ours while the network is away or answers nothing."""
        now = monotonic()
        if result.retry_after:
            self._network.end()
            self.limits.halt(result.retry_after, now)
            self._marks.append(silence_asked(result.retry_after))
        else:
            self.limits.halt(self._network.seconds_after(result.outcome, is_halted=self.limits.is_halted(now)), now)


def _write(uow: UnitOfWork, marks: Sequence[Mark]) -> None:
    for mark in marks:
        mark(uow)
