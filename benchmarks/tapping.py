"""People who tap now and then while the bot is busy, and how long each waits to be answered."""

import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.walker import Walker
from sandbox.bots import Tap
from sandbox.state import State

#: So long somebody looks at a question before tapping: a chat's own pace never makes them wait then.
_READING_SECONDS = 4.0
#: How long the last ones are waited for.
_PATIENCE_SECONDS = 10.0


@dataclass(slots=True)
class Tapping:
    """Times are in seconds. `notice`: from the tap to its answer; `question`: from the tap to the next message."""

    state: State
    walkers: dict[int, Walker]
    notice: list[float] = field(default_factory=list)
    question: list[float] = field(default_factory=list)
    _reading: dict[int, float] = field(default_factory=dict)
    _waiting: dict[int, float] = field(default_factory=dict)
    _reached: set[int] = field(default_factory=set)
    _random: Random = field(default_factory=lambda: Random(1))
    _seen: int = 0

    async def go(self, seconds: float, rate: float) -> dict[str, Any]:
        """Taps at that rate (taps a second, at random intervals), looks for so long, and waits for the last answers."""
        began = time.perf_counter()
        self._look(began)
        first = len(self._reached)
        next_tap = began
        while (now := time.perf_counter()) < began + seconds:
            await self._pause(next_tap - now)
            self._look(time.perf_counter())
            if time.perf_counter() >= next_tap:
                self._tap_one(time.perf_counter())
                next_tap += self._random.expovariate(rate)
        reached, took = len(self._reached) - first, time.perf_counter() - began
        await self._wait_for_the_last()
        return {
            "notice": self.notice,
            "question": self.question,
            "unanswered": len(self._waiting),
            "reached": reached,
            "seconds": took,
            "refused": self.state.limits.refused if self.state.limits is not None else 0,
        }

    async def _wait_for_the_last(self) -> None:
        until = time.perf_counter() + _PATIENCE_SECONDS
        while self._waiting and time.perf_counter() < until:
            await self._pause(0.1)
            self._look(time.perf_counter())

    async def _pause(self, seconds: float) -> None:
        """Until something changes on a phone, so long at most."""
        await self.state.changed.wait(max(0.0, min(seconds, 0.5)))

    def _look(self, now: float) -> None:
        """Notes who has got something new to tap."""
        touched, self._seen = self.state.touched_after(self._seen), self.state.revision
        for user_id in touched:
            if user_id not in self.walkers or self.walkers[user_id].newest_button() is None:
                continue
            self._reached.add(user_id)
            if user_id in self._waiting:
                self.question.append(now - self._waiting.pop(user_id))
            self._reading.setdefault(user_id, now)

    def _tap_one(self, now: float) -> None:
        """Whoever has been looking at a question for long enough and longest taps."""
        user_id, since = next(iter(self._reading.items()), (0, now))
        if now - since < _READING_SECONDS:
            return
        del self._reading[user_id]
        tap = self.walkers[user_id].act()
        if tap is not None:
            self._waiting[user_id] = now
            self._listen(tap, now)

    def _listen(self, tap: Tap, since: float) -> None:
        assert tap.answer is not None
        tap.answer.add_done_callback(lambda _: self.notice.append(time.perf_counter() - since))
