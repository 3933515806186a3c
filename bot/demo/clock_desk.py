"""The desk at which the programme's clock is read and moved: ticks and moves never run over each other."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.demo.coming_up import Event, coming_up
from bot.service import Service
from bot.stepping import advance
from sandbox import ClockControl

#: The furthest a single move goes: a programme lasts six months.
_FURTHEST = timedelta(days=366)

Reading = dict[str, Any]


@dataclass(slots=True)
class ClockDesk:
    """Lives in the bot's event loop; `control` gives the callables for the local Telegram's, which is another one."""

    service: Service
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ring(self) -> None:
        """Lets the ticks do what is due; while the clock is being moved, the move does it."""
        if not self._turn.locked():
            async with self._turn:
                await self.service.tick()

    async def read(self) -> Reading:
        """The programme's local time and what comes next."""
        following = await self._following()
        zone = self.service.rules.zone
        return {
            "now": self.service.clock.now().astimezone(zone).isoformat(timespec="seconds"),
            "timezone": zone.key,
            "next": None
            if following is None
            else {"at": following.at.astimezone(zone).isoformat(timespec="seconds"), "what": following.what},
        }

    async def advance(self, seconds: float) -> Reading:
        """Moves on by that many seconds, with all that falls due on the way."""
        await self._move(lambda: self._later(timedelta(seconds=min(seconds, _FURTHEST.total_seconds()))))
        return await self.read()

    async def to_next(self) -> Reading:
        """Moves on to the next thing that happens by itself, and lets it happen."""
        await self._move(self._next_instant)
        return await self.read()

    def control(self, loop: asyncio.AbstractEventLoop) -> ClockControl:
        """The callables for `/clock`; `loop` is the one the bot runs in."""
        return ClockControl(_across(loop, self.read), _across(loop, self.advance), _across(loop, self.to_next))

    async def _following(self) -> Event | None:
        return await self.service.readers.run(lambda uow: coming_up(uow, self.service.clock.now()))

    async def _later(self, by: timedelta) -> datetime:
        return self.service.clock.now() + by

    async def _next_instant(self) -> datetime:
        following = await self._following()
        now = self.service.clock.now()
        return now if following is None else max(following.at, now)

    async def _move(self, target: Callable[[], Awaitable[datetime]]) -> None:
        async with self._turn:
            with self._without_limits():
                await advance(self.service, await target())

    @contextmanager
    def _without_limits(self) -> Iterator[None]:
        # A day passes in a moment here: at the real rate its messages alone would take a minute.
        limits = self.service.delivery.limits
        usual, limits.per_second = limits.per_second, None
        try:
            yield
        finally:
            limits.per_second = usual


def _across(
    loop: asyncio.AbstractEventLoop, call: Callable[..., Awaitable[Reading]]
) -> Callable[..., Awaitable[Reading]]:
    """The same call for another event loop in another thread."""

    async def here(*arguments: Any) -> Reading:
        async def there() -> Reading:
            return await call(*arguments)

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(there(), loop))

    return here
