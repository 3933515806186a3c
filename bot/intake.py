"""Intake: stores the raw batch durably, only then asks with a higher offset."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.clock import real_now
from bot.polling import Poller, PollingError, Received
from bot.taps import TapAnswers
from bot.writer import Writer
from storage import inbox, leases
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

LAST_POLL = "last poll"


@dataclass(slots=True)
class Intake:
    """`stored` is told of each batch that has been committed."""

    poller: Poller
    writer: Writer
    taps: TapAnswers
    stored: Callable[[], None]
    polled: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Takes updates in until cancelled; what is being stored then is stored."""
        while True:
            try:
                updates = await self.poller.next()
            except PollingError as error:
                log.warning("no updates", reason=str(error), conflict=error.conflict)
                await asyncio.sleep(max(error.retry_after, 0.5))
                continue
            self.polled.set()
            await self._store(updates)
            self.poller.confirm(updates)

    async def _store(self, updates: list[Received]) -> None:
        now = real_now()

        def step(uow: UnitOfWork) -> None:
            inbox.store(uow, [one.update for one in updates], now)
            leases.beat(uow, LAST_POLL, now)

        await self.writer.run(step)
        for one in updates:
            if one.tap_id:
                self.taps.expect(one.tap_id)
        if updates:
            self.stored()
