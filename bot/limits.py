"""How fast the bot may speak (docs/architecture.md, "Limits").

The global rate binds the bulk lanes and has no starting burst; answers to people obey Telegram's `retry_after` alone;
a chat may burst a few messages and then gets one a second.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from domain.outgoing import Lane

#: Lanes whose messages are many and can wait.
BULK = frozenset({Lane.CHECK_IN, Lane.REPORT})
URGENT = frozenset(Lane) - BULK
_REMEMBERED_CHATS = 10_000
#: Places that were missed by a busy machine are made up for, so many at most: with them any second still holds fewer
#: than the thirty messages that Telegram bears.
_MISSED_PLACES = 4


@dataclass(slots=True)
class Limits:
    """All times are monotonic seconds. `per_second` None switches the global rate and the chats' pace off."""

    per_second: float | None = 25.0
    chat_burst: int = 3
    chat_per_second: float = 1.0
    _next_bulk: float = 0.0
    _halted_until: float = 0.0
    #: What a chat has left of its burst, and since when.
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    #: The chats that have nothing left, and when each may be written to again.
    _spent: dict[int, float] = field(default_factory=dict)

    def wait(self, lane: Lane, chat_id: int, at: float) -> float:
        """Seconds until a message of this lane may go to this chat; 0 takes the place at once."""
        seconds = max(self._halted_until - at, 0.0)
        if self.per_second is not None:
            seconds = max(seconds, self._spent.get(chat_id, at) - at)
            if lane in BULK:
                seconds = max(seconds, self._next_bulk - at)
        if seconds == 0.0:
            self._take(lane, chat_id, at)
        return seconds

    def halt(self, seconds: float, at: float) -> None:
        """Telegram asked for silence; nothing shortens it."""
        self._halted_until = max(self._halted_until, at + seconds)

    def is_halted(self, at: float) -> bool:
        """Whether nothing may go at all."""
        return self._halted_until > at

    def spent_chats(self, at: float) -> Collection[int]:
        """The chats that may not be written to yet."""
        self._spent = {chat: again for chat, again in self._spent.items() if again > at}
        return self._spent.keys()

    def bulk_room(self, at: float, most: int) -> int:
        """How many bulk messages may go now, `most` at most."""
        if self.per_second is None:
            return most
        if self._next_bulk > at:
            return 0
        missed = int((at - self._next_bulk) * self.per_second)
        return min(most, 1 + missed if missed <= _MISSED_PLACES else 1)

    def pause(self, at: float, longest: float) -> float:
        """Seconds until something that has to wait now may go, `longest` at most."""
        halted = self._halted_until - at
        if halted > 0:
            return min(halted, longest)
        ends = [one - at for one in (self._next_bulk, *self._spent.values()) if one > at]
        return min([*ends, longest])

    def _take(self, lane: Lane, chat_id: int, at: float) -> None:
        if self.per_second is None:
            return
        tokens, since = self._chats.pop(chat_id, (float(self.chat_burst), at))
        tokens = min(self.chat_burst, tokens + (at - since) * self.chat_per_second) - 1
        self._chats[chat_id] = (tokens, at)
        if len(self._chats) > _REMEMBERED_CHATS:
            self._chats.pop(next(iter(self._chats)))
        if tokens < 1:
            self._spent[chat_id] = at + (1 - tokens) / self.chat_per_second
        if lane in BULK:
            self._next_bulk = self._following_bulk(at, 1 / self.per_second)

    def _following_bulk(self, at: float, gap: float) -> float:
        """A place taken a little late keeps the pace; an idle spell saves nothing up."""
        late = at - self._next_bulk
        return (self._next_bulk if 0 <= late < (_MISSED_PLACES + 1) * gap else at) + gap
