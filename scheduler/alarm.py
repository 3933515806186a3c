"""The alarm clock: it rings at short intervals; what is due is found in the tables.

It goes by the event loop's own clock, which nobody can set (docs/decisions/0006-ticks-by-the-loop.md).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from domain.failure import failure_place

log = structlog.get_logger(__name__)


@asynccontextmanager
async def ringing(ring: Callable[[], Awaitable[None]], seconds: float) -> AsyncIterator[None]:
    """Rings every so many seconds while the block runs, one ring at a time; at its end the one under way is waited for.

    A ring that fails is told of, and the next one comes all the same.
    """
    is_over = asyncio.Event()
    rings = asyncio.create_task(_ring_until(is_over, ring, seconds), name="alarm")
    try:
        yield
    finally:
        is_over.set()
        await rings


async def _ring_until(is_over: asyncio.Event, ring: Callable[[], Awaitable[None]], seconds: float) -> None:
    while not is_over.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await is_over.wait()
        if is_over.is_set():
            return
        try:
            await ring()
        except Exception as error:  # noqa: BLE001 - told of, as said above
            log.error("ring failed", reason=failure_place(error))
