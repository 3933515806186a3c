"""Intake: stores the raw batch durably, only then asks with a higher offset."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.clock import real_now
from bot.polling import Poller, PollingError
from bot.taps import TapAnswers
from bot.writer import Writer
from storage import inbox, leases
from storage.inbox import RawUpdate
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
        """Takes updates in until cancelled."""
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

    async def _store(self, updates: list[RawUpdate]) -> None:
        now = real_now()

        def step(uow: UnitOfWork) -> None:
            inbox.store(uow, updates, now)
            leases.beat(uow, LAST_POLL, now)

        await self.writer.run(step)
        if not updates:
            return
        for update in updates:
            tap = json.loads(update.payload).get("callback_query")
            if tap is not None:
                self.taps.expect(tap["id"])
        self.stored()
