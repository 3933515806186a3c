"""A conversation between one person and one bot, with all its messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.jsonwire import JsonObject


class Side(StrEnum):
    """Who wrote a message."""

    BOT = "bot"
    USER = "user"


@dataclass(slots=True)
class Entry:
    """A message with what Telegram knows of it.

    ``message`` is replaced, never changed in place, so that a snapshot taken from another thread
    sees either the old or the new one. ``born`` is the server's own time, in seconds.
    """

    message: JsonObject
    side: Side
    born: float
    seq: int = 0
    deleted: bool = False
    edits: list[JsonObject] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Chat:
    """One chat. ``started`` once somebody wrote; ``keyboard`` is the reply keyboard.

    ``tapped`` holds message id and data of the taps made, ``seq`` the revision of the last change.
    """

    id: int
    public: JsonObject
    started: bool = False
    blocked: bool = False
    keyboard: JsonObject | None = None
    action: str | None = None
    action_until: float = 0.0
    seq: int = 0
    tapped: set[tuple[int, str]] = field(default_factory=set)
    entries: dict[int, Entry] = field(default_factory=dict)
    _order: dict[int, None] = field(default_factory=dict)

    def live(self, message_id: int) -> Entry | None:
        """The entry of a message still there, else ``None``."""
        entry = self.entries.get(message_id)
        return None if entry is None or entry.deleted else entry

    def put(self, message_id: int, entry: Entry, seq: int) -> None:
        """Add or renew an entry at revision ``seq``."""
        self.entries[message_id] = entry
        entry.seq = self.seq = seq
        self._order.pop(message_id, None)
        self._order[message_id] = None

    def changed_after(self, seq: int) -> Iterator[tuple[int, Entry]]:
        """Message id and entry of everything changed after ``seq``, latest change first."""
        for message_id in reversed(list(self._order)):
            entry = self.entries[message_id]
            if entry.seq <= seq:
                return
            yield message_id, entry
