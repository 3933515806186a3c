"""Intake: stores the raw batch durably, only then asks with a higher offset."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.clock import monotonic, real_now
from bot.outage import Outage
from bot.polling import MOST_UPDATES, Poller, PollingError, Received
from bot.polling_trouble import PollingTrouble
from bot.taps import TapAnswers
from bot.writer import Writer
from storage import absences, inbox, leases
from storage.unit_of_work import UnitOfWork
from usecases.re_offering import TAPS_KEPT

log = structlog.get_logger(__name__)

LAST_POLL = "last poll"
#: The same updates come again at once as long as none of them can be confirmed.
_UNCONFIRMED_SECONDS = 1.0


@dataclass(slots=True)
class Intake:
    """`stored` is told of each batch that has been committed."""

    poller: Poller
    writer: Writer
    taps: TapAnswers
    stored: Callable[[], None]
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    outage: Outage = field(default_factory=lambda: Outage("intake"))
    trouble: PollingTrouble = field(default_factory=PollingTrouble)
    #: Updates may be waiting at Telegram, and an absence may have ended of which nobody knows yet.
    _behind: bool = True

    async def run(self) -> None:
        """Takes updates in until cancelled; what is being stored then is stored."""
        while True:
            waits = not self._behind
            try:
                updates = await self.poller.next(waits=waits)
            except PollingError as error:
                self._behind = True
                await asyncio.sleep(await self._pause_after(error))
                continue
            self.polled.set()
            self.trouble.end(waited=waits)
            await self._store(updates)
            if not self.poller.confirm(updates) and updates:
                log.error("updates without a number", count=len(updates))
                await asyncio.sleep(_UNCONFIRMED_SECONDS)

    async def _pause_after(self, error: PollingError) -> float:
        """Notes why there are no updates; gives the seconds until the next try."""
        seconds = self.trouble.pause_after(error, monotonic())
        if error.conflict:
            await self._write(lambda uow: leases.beat(uow, leases.FOREIGN_POLLER, real_now()))
        return seconds

    async def _store(self, updates: list[Received]) -> None:
        now = real_now()
        caught_up = len(updates) < MOST_UPDATES

        def step(uow: UnitOfWork) -> None:
            inbox.store(uow, [one.update for one in updates], now)
            if absences.note_poll(uow, LAST_POLL, now, TAPS_KEPT):
                self._behind = True
            if caught_up and self._behind:
                absences.mark_caught_up(uow, now)

        await self._write(step)
        self._behind = self._behind and not caught_up
        for one in updates:
            if one.tap_id:
                self.taps.expect(one.tap_id)
        if updates:
            self.stored()

    async def _write(self, step: Callable[[UnitOfWork], None]) -> None:
        """Comes back when it is on disk, however long the database cannot be used."""
        while True:
            try:
                await self.writer.run(step)
            except Exception as error:  # noqa: BLE001 - raised if it is not the database's own
                await self.outage.outlast(error)
            else:
                return self.outage.end()
