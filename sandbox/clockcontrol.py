"""The programme's clock, moved from the page: the calls come from the program that owns it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandbox.jsonwire import JsonObject

Answer = JsonObject | Awaitable[JsonObject]


@dataclass(slots=True, frozen=True)
class ClockControl:
    """Callables for ``/clock``, plain (run in a thread) or async; each gives a JSON object.

    ``read`` says what time it is, ``advance`` moves on by that many seconds, ``to_next`` moves to
    the next due instant.
    """

    read: Callable[[], Answer]
    advance: Callable[[float], Answer]
    to_next: Callable[[], Answer]

    async def reading(self) -> JsonObject:
        """What the clock shows."""
        return await _settle(self.read)

    async def advanced(self, seconds: float) -> JsonObject:
        """Move on, and what the clock shows then."""
        return await _settle(lambda: self.advance(seconds), self.advance)

    async def moved_to_next(self) -> JsonObject:
        """Move to the next due instant, and what the clock shows then."""
        return await _settle(self.to_next)


async def _settle(work: Callable[[], Answer], kind: Callable[..., Answer] | None = None) -> JsonObject:
    # The owner may call this very server while it moves its clock: never block the loop on it.
    if inspect.iscoroutinefunction(kind or work):
        answer = work()
    else:
        answer = await asyncio.to_thread(work)
    if inspect.isawaitable(answer):
        return await answer
    return answer
