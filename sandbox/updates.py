"""A bot's queue of updates: numbering, confirmation by offset, and how long Telegram keeps them.

Facts from the Bot API documentation and the server's published source: messages are kept 24 hours,
taps 150 seconds; a later call with a higher offset confirms; identifiers run in sequence from a
random start, and are chosen anew after a week without updates.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from sandbox.jsonwire import JsonObject
from sandbox.signals import Signal

MESSAGE_LIFETIME = 24 * 3600.0
TAP_LIFETIME = 150.0
QUIET_WEEK = 7 * 24 * 3600.0
LIMIT = 100
_FUTURE_SLACK = 10
_FIRST_ID_RANGE = (100_000_000, 900_000_000)


class UpdateKind(StrEnum):
    """The kinds of update a private chat gives."""

    MESSAGE = "message"
    EDITED_MESSAGE = "edited_message"
    CALLBACK_QUERY = "callback_query"
    MY_CHAT_MEMBER = "my_chat_member"


LIFETIMES = dict.fromkeys(UpdateKind, MESSAGE_LIFETIME) | {UpdateKind.CALLBACK_QUERY: TAP_LIFETIME}


@dataclass(slots=True, frozen=True)
class Update:
    """One waiting update; ``expires`` is in seconds of the server's own time."""

    update_id: int
    body: JsonObject
    expires: float

    def public(self) -> JsonObject:
        """The ``Update`` object as a bot gets it."""
        return {"update_id": self.update_id, **self.body}


class UpdateQueue:
    """The updates waiting for one bot, oldest first."""

    def __init__(self, now: Callable[[], float], random: Random) -> None:
        """Start empty, at a random identifier."""
        self._now = now
        self._random = random
        self._waiting: deque[Update] = deque()
        self._earliest_expiry = math.inf
        self.next_id = random.randint(*_FIRST_ID_RANGE)
        self.last_at = now()
        self.allowed: frozenset[UpdateKind] = frozenset(UpdateKind)
        self.arrived = Signal()

    def allow(self, names: Iterable[str]) -> None:
        """Take only these kinds from now on; none named means all of them."""
        named = set(names)
        wanted = frozenset(kind for kind in UpdateKind if kind.value in named)
        self.allowed = wanted or frozenset(UpdateKind)

    def push(self, kind: UpdateKind, payload: JsonObject) -> int | None:
        """Queue an update and give its identifier, or ``None`` when its kind is not wanted."""
        if kind not in self.allowed:
            return None
        return self.push_raw({kind.value: payload}, LIFETIMES[kind])

    def push_raw(self, body: JsonObject, lifetime: float = MESSAGE_LIFETIME) -> int:
        """Queue an update with any body, kept ``lifetime`` seconds, and give its identifier."""
        now = self._now()
        if now - self.last_at > QUIET_WEEK:
            self.next_id = self._random.randint(*_FIRST_ID_RANGE)
        self.last_at = now
        update = Update(self.next_id, body, now + lifetime)
        self.next_id += 1
        self._waiting.append(update)
        self._earliest_expiry = min(self._earliest_expiry, update.expires)
        self.arrived.fire()
        return update.update_id

    def confirm(self, offset: int) -> None:
        """Forget all before ``offset``; a negative one keeps only that many of the latest."""
        self._drop_expired()
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        elif offset <= self.next_id + _FUTURE_SLACK:
            # An offset from before the identifiers were chosen anew lies far ahead of the queue:
            # the server takes no notice of it, and nothing is lost.
            while self._waiting and self._waiting[0].update_id < offset:
                self._waiting.popleft()

    def first(self, limit: int) -> list[JsonObject]:
        """Up to ``limit`` waiting updates, oldest first; they stay until confirmed."""
        self._drop_expired()
        count = min(limit, len(self._waiting))
        return [self._waiting[index].public() for index in range(count)]

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def __len__(self) -> int:
        """How many updates wait and are still kept."""
        self._drop_expired()
        return len(self._waiting)

    def waiting(self) -> list[Update]:
        """All that waits, for a snapshot."""
        return list(self._waiting)

    def restore(self, waiting: Iterable[Update], next_id: int, last_at: float) -> None:
        """Put back what a snapshot held."""
        self._waiting = deque(waiting)
        self._earliest_expiry = min((u.expires for u in self._waiting), default=math.inf)
        self.next_id = next_id
        self.last_at = last_at

    def _drop_expired(self) -> None:
        now = self._now()
        if now < self._earliest_expiry:
            return
        self._waiting = deque(u for u in self._waiting if u.expires > now)
        self._earliest_expiry = min((u.expires for u in self._waiting), default=math.inf)
