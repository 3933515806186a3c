"""Works the inbox off in order of arrival: one transaction a batch, one savepoint an update.

The library's dispatcher swallows exceptions and unmatched updates; both are told here by the turn. An update that
fails is tried again and parks its sender's later ones, until it succeeds or is set aside.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot.clock import monotonic, real_now
from bot.outage import Outage
from bot.payload import content_of
from bot.taps import TapAnswers
from bot.turn import Turn, current_turn
from bot.waiting import wait_for_event
from bot.writer import Batch, Writer
from domain.failure import failure_place
from domain.rules import Moment
from domain.tries import OWN_FAILURES, Tries
from storage import inbox
from storage.availability import unavailability
from storage.inbox import InboxRow
from storage.transport_states import InboxState
from storage.unit_of_work import UnitOfWork
from usecases.apologising import apologise_for_update

log = structlog.get_logger(__name__)

BATCH = 50
#: A batch is committed after so long, so that taps are answered and others can write.
_BATCH_SECONDS = 0.25
#: The longest the worker waits without being woken.
_IDLE_SECONDS = 1.0


@dataclass(slots=True)
class InboxWorker:
    """`tries` is shortened in tests; the real clock decides when a failed update is due again."""

    application: Application[Any, Any, Any, Any, Any, Any]
    writer: Writer
    taps: TapAnswers
    moment: Callable[[], Moment]
    tries: Tries = OWN_FAILURES
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    outage: Outage = field(default_factory=lambda: Outage("inbox"))
    _stopping: bool = False
    _working: bool = False

    @property
    def is_busy(self) -> bool:
        """Whether a batch is being worked off, or somebody has just told of new updates."""
        return self._working or self.wake.is_set()

    async def run(self) -> None:
        """Works until stopped; woken by the intake."""
        while not self._stopping:
            self.wake.clear()
            self._working = True
            more = await self._work_off_or_wait()
            self._working = False
            if not more:
                await wait_for_event(self.wake, _IDLE_SECONDS)

    def end(self) -> None:
        """`run` comes back after its batch."""
        self._stopping = True
        self.wake.set()

    async def _work_off_or_wait(self) -> bool:
        try:
            more = await self.work_off()
        except Exception as error:  # noqa: BLE001 - raised if it is not the database's own
            await self.outage.outlast(error)
            return True
        self.outage.end()
        return more

    async def work_off(self) -> bool:
        """One batch; gives whether more may be waiting.

        Where the database fails on the way, nothing of the batch has happened, and all of it is done another time.
        """
        turns: list[Turn] = []
        try:
            async with self.writer.batch() as batch:
                rows = await self._handle_batch(batch, turns)
        except BaseException:
            for turn in turns:
                self._let_wait_no_longer(turn)
            raise
        for turn in turns:
            self._answer(turn)
        return len(rows) == BATCH or len(turns) < len(rows)

    async def _handle_batch(self, batch: Batch, turns: list[Turn]) -> Sequence[InboxRow]:
        now, until = real_now(), monotonic() + _BATCH_SECONDS
        rows = await batch.run(lambda uow: inbox.next_batch(uow, now, BATCH))
        parked: set[int] = set()
        for row in rows:
            if row.sender_id is not None and row.sender_id in parked:
                continue
            turn = Turn(row, batch, self.moment, self.taps)
            turns.append(turn)
            await self._handle(turn)
            if turn.failure is not None and not turn.performed and row.sender_id is not None:
                parked.add(row.sender_id)
            if monotonic() > until:
                break
        return rows

    async def _handle(self, turn: Turn) -> None:
        row = turn.row
        current_turn.set(turn)
        try:
            update = Update.de_json(content_of(row.payload), self.application.bot)
            turn.tap_id = update.callback_query.id if update.callback_query is not None else ""
            await self.application.process_update(update)
        except Exception as error:  # noqa: BLE001 - one bad update never stops the others
            turn.failure = error
        if turn.failure is not None and unavailability(turn.failure) is not None:
            # Says nothing about this update; what is left of the transaction is not to be relied on.
            raise turn.failure
        if not turn.performed:
            await turn.batch.run(lambda uow: self._put_away(uow, turn))
        elif turn.failure is not None:
            # It has taken effect, and takes effect once: nothing is tried again.
            log.error("handler failed when all was done", update=row.update_id, reason=failure_place(turn.failure))

    def _answer(self, turn: Turn) -> None:
        if turn.tap_held:
            self.taps.give(turn.tap_id, turn.notice, turn.language)
        elif turn.tap_id and (turn.performed or turn.failure is None):
            self.taps.let_go(turn.tap_id)

    def _let_wait_no_longer(self, turn: Turn) -> None:
        """What a held tap would have been told is told by a message once it has happened."""
        if turn.tap_held:
            self.taps.let_go_for_now(turn.tap_id)

    def _put_away(self, uow: UnitOfWork, turn: Turn) -> None:
        """Nothing came of an update: nobody handles its kind, or it is tried again, or set aside."""
        row, now = turn.row, real_now()
        if turn.failure is None:
            inbox.finish(uow, row.id, InboxState.IGNORED, now)
            return
        reason, failures = failure_place(turn.failure), row.attempts + 1
        later = self.tries.next_at(failures, now)
        if later is not None:
            log.warning("update failed", update=row.update_id, attempt=failures, reason=reason)
            inbox.retry_later(uow, row.id, failures, later, reason)
        else:
            log.error("update set aside", update=row.update_id, reason=reason)
            inbox.finish(uow, row.id, InboxState.DEAD, now, reason)
            apologise_for_update(uow, self.moment(), row.id, row.sender_id, was_tap=bool(turn.tap_id))
