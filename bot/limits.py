"""How fast the bot may speak (docs/architecture.md, "Limits").

The global rate binds the bulk lanes and has no starting burst; answers to people obey Telegram's `retry_after` alone;
a chat may burst a few messages and then gets one a second.
"""

from dataclasses import dataclass, field

from domain.outgoing import Lane

#: Lanes whose messages are many and can wait.
BULK = frozenset({Lane.CHECK_IN, Lane.REPORT})
_REMEMBERED_CHATS = 10_000


@dataclass(slots=True)
class Limits:
    """All times are monotonic seconds. `per_second` None switches the global rate and the chats' pace off."""

    per_second: float | None = 25.0
    chat_burst: int = 3
    chat_per_second: float = 1.0
    _next_bulk: float = 0.0
    _halted_until: float = 0.0
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)

    def wait(self, lane: Lane, chat_id: int, at: float) -> float:
        """Seconds until a message of this lane may go to this chat; 0 takes the place at once."""
        seconds = self._halted_until - at
        if self.per_second is not None:
            seconds = max(seconds, self._chat_wait(chat_id, at))
            if lane in BULK:
                seconds = max(seconds, self._next_bulk - at)
        if seconds > 0:
            return seconds
        self._take(lane, chat_id, at)
        return 0.0

    def halt(self, seconds: float, at: float) -> None:
        """Telegram asked for silence; nothing shortens it."""
        self._halted_until = max(self._halted_until, at + seconds)

    def _chat_wait(self, chat_id: int, at: float) -> float:
        tokens, since = self._chats.get(chat_id, (float(self.chat_burst), at))
        tokens = min(self.chat_burst, tokens + (at - since) * self.chat_per_second)
        return 0.0 if tokens >= 1 else (1 - tokens) / self.chat_per_second

    def _take(self, lane: Lane, chat_id: int, at: float) -> None:
        if self.per_second is None:
            return
        tokens, since = self._chats.pop(chat_id, (float(self.chat_burst), at))
        tokens = min(self.chat_burst, tokens + (at - since) * self.chat_per_second)
        self._chats[chat_id] = (tokens - 1, at)
        if len(self._chats) > _REMEMBERED_CHATS:
            self._chats.pop(next(iter(self._chats)))
        if lane in BULK:
            # From now, not from the last turn: an idle spell saves nothing up.
            self._next_bulk = max(self._next_bulk, at) + 1 / self.per_second
