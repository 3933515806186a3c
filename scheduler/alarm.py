"""The alarm clock: APScheduler fires at short real intervals; what is due is found in the tables."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.failure import failure_place

log = structlog.get_logger(__name__)

#: Without a ring for so many intervals the clock must have been set back.
_SILENT_INTERVALS = 3


@dataclass(slots=True)
class Alarm:
    """Rings one at a time. A ring that fails is told of, and the next one comes all the same."""

    ring: Callable[[], Awaitable[None]]
    rings: int = 0
    under_way: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def go_off(self) -> None:
        """One ring, unless one is under way."""
        if self.under_way.locked():
            return
        async with self.under_way:
            self.rings += 1
            try:
                await self.ring()
            except Exception as error:  # noqa: BLE001 - told of, as said above
                log.error("ring failed", reason=failure_place(error))

    async def watch(self, job: Job, seconds: float) -> None:
        """Sets the job anew whenever it has gone silent.

        The scheduler waits for a time of day: where the machine's clock is set back by an hour, it would wait for an
        hour. The event loop's own clock cannot be set.
        """
        while True:
            heard = self.rings
            await asyncio.sleep(_SILENT_INTERVALS * seconds)
            if self.rings == heard and not self.under_way.locked():
                job.reschedule("interval", seconds=seconds)


@asynccontextmanager
async def ringing(ring: Callable[[], Awaitable[None]], seconds: float) -> AsyncIterator[Job]:
    """Rings every so many seconds while the block runs; at its end the ring under way is waited for.

    Rings missed are made up for by one.
    """
    alarm = Alarm(ring)
    scheduler = AsyncIOScheduler(timezone="UTC")
    # Two, of which one rings: the library warns each time that it may not start another.
    job = scheduler.add_job(
        alarm.go_off, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=2
    )
    scheduler.start()
    watch = asyncio.create_task(alarm.watch(job, seconds), name="alarm watch")
    try:
        yield job
    finally:
        watch.cancel()
        # The scheduler's own end would cut a ring off in the middle, and log that as a failure.
        scheduler.pause()
        await asyncio.sleep(0)  # one that was set off just now takes its place
        async with alarm.under_way:
            scheduler.shutdown(wait=False)
