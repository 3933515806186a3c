"""Waking those who wait for something to change (long polls)."""

from __future__ import annotations

import asyncio


class Signal:
    """Wakes every waiter at once. To be used from one event loop only."""

    __slots__ = ("_waiters",)

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._waiters: set[asyncio.Future[None]] = set()

    @property
    def waited_for(self) -> bool:
        """Whether somebody waits now."""
        return bool(self._waiters)

    def fire(self) -> None:
        """Wake all who wait now; free when nobody does."""
        if not self._waiters:
            return
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def coming(self) -> asyncio.Future[None]:
        """Done when it is next fired; who has it waits from now on, until it is cancelled."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        waiter.add_done_callback(self._waiters.discard)
        return waiter

    async def wait(self, seconds: float) -> bool:
        """True when fired within ``seconds`` of real time, False otherwise."""
        if seconds <= 0:
            return False
        try:
            async with asyncio.timeout(seconds):
                await self.coming()
        except TimeoutError:
            return False
        return True
