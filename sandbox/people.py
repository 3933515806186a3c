"""The people with a phone."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.jsonwire import JsonObject


@dataclass(slots=True)
class User:
    """A person with a Telegram account; ``role``, ``label`` and ``tags`` are only shown."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    role: str | None = None
    label: str | None = None
    tags: list[str] = field(default_factory=list)
    deactivated: bool = False

    def public(self) -> JsonObject:
        """The ``User`` object a bot sees in ``from``."""
        seen = self._named({"id": self.id, "is_bot": False, "first_name": self.first_name})
        if self.language_code:
            seen["language_code"] = self.language_code
        return seen

    def private_chat(self) -> JsonObject:
        """The ``Chat`` object of the person's private chat with a bot."""
        return self._named({"id": self.id, "type": "private", "first_name": self.first_name})

    def _named(self, seen: JsonObject) -> JsonObject:
        if self.last_name:
            seen["last_name"] = self.last_name
        if self.username:
            seen["username"] = self.username
        return seen
