"""The alarm clock: APScheduler fires at short real intervals; what is due is found in the tables."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def alarm(ring: Callable[[], Awaitable[None]], seconds: float) -> AsyncIOScheduler:
    """A scheduler, not yet started, that rings every so many seconds; rings missed are made up for by one."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(ring, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1)
    return scheduler


@asynccontextmanager
async def ringing(ring: Callable[[], Awaitable[None]], seconds: float) -> AsyncIterator[None]:
    """Rings every so many seconds while the block runs; at its end the ring under way is waited for."""
    under_way = asyncio.Lock()

    async def one() -> None:
        async with under_way:
            await ring()

    scheduler = alarm(one, seconds)
    scheduler.start()
    try:
        yield
    finally:
        # The scheduler's own end would cut a ring off in the middle, and log that as a failure.
        scheduler.pause()
        await asyncio.sleep(0)  # one that was set off just now takes its place
        async with under_way:
            scheduler.shutdown(wait=False)
