"""The alarm clock: APScheduler fires at short real intervals; what is due is found in the tables."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def alarm(ring: Callable[[], Awaitable[None]], seconds: float) -> AsyncIOScheduler:
    """A scheduler, not yet started, that rings every so many seconds; rings missed are made up for by one."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(ring, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1)
    return scheduler
