"""The rates of sending Telegram bears, when a driver asks for them.

Facts from Telegram's bots FAQ: about one message a second in a chat, short bursts tolerated; about
30 a second over all chats. The true limits are not published; these are token buckets on them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import too_many_requests
from sandbox.jsonwire import JsonObject

_SEND = "send"
_FREE = frozenset({"sendchataction"})


@dataclass(slots=True)
class _Bucket:
    """Permissions left at a time, in seconds; they come back at a rate."""

    left: float
    at: float


class RateLimits:
    """Refuses messages that come faster than this. Rates are messages a second, 0 is no limit."""

    def __init__(
        self,
        now: Callable[[], float],
        *,
        global_per_second: float = 30.0,
        chat_per_second: float = 1.0,
        chat_burst: float = 3.0,
    ) -> None:
        """Start with all buckets full."""
        self._now = now
        self._global_rate = global_per_second
        self._chat_rate = chat_per_second
        self._chat_burst = max(1.0, chat_burst)
        self._global = _Bucket(max(1.0, global_per_second), now())
        self._chats: dict[str, _Bucket] = {}
        self.refused = 0

    def check(self, method: str, chat_id: object) -> None:
        """Count a call, named in lower case. Raises ``ApiError`` 429 when it comes too soon."""
        if not method.startswith(_SEND) or method in _FREE:
            return
        now = self._now()
        chat = self._chats.setdefault(str(chat_id), _Bucket(self._chat_burst, now))
        _refill(self._global, now, self._global_rate, max(1.0, self._global_rate))
        _refill(chat, now, self._chat_rate, self._chat_burst)
        wait = max(_wait(self._global, self._global_rate), _wait(chat, self._chat_rate))
        if wait > 0:
            self.refused += 1
            raise too_many_requests(math.ceil(wait))
        self._global.left -= 1
        chat.left -= 1

    def public(self) -> JsonObject:
        """The limits as the control API gives them, with how many calls they refused."""
        return {
            "global_per_second": self._global_rate,
            "chat_per_second": self._chat_rate,
            "chat_burst": self._chat_burst,
            "refused": self.refused,
        }


def _refill(bucket: _Bucket, now: float, rate: float, most: float) -> None:
    bucket.left = min(most, bucket.left + (now - bucket.at) * rate)
    bucket.at = now


def _wait(bucket: _Bucket, rate: float) -> float:
    if rate <= 0 or bucket.left >= 1:
        return 0.0
    return (1 - bucket.left) / rate
