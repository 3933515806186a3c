"""Faults a driver asks for: what the network and Telegram do on bad days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from sandbox.errors import ApiError, bad_request, chat_migrated, forbidden, too_many_requests
from sandbox.jsonwire import JsonObject

ANY_METHOD = "*"
DOWNLOAD = "download"
# Struck only when named: a fault "on the next call" is meant for calls that do something.
_BY_NAME_ONLY = frozenset({"getupdates", DOWNLOAD})
_MIGRATED_TO = -1001234567890


class FaultKind(StrEnum):
    """What goes wrong."""

    TOO_MANY = "429"
    SERVER_ERROR = "500"
    FORBIDDEN = "403"
    CHAT_NOT_FOUND = "chat_not_found"
    MIGRATED = "migrated"
    DELAY = "delay"
    DROP = "drop"
    DELIVER_TIMEOUT = "deliver_timeout"


@dataclass(slots=True)
class Fault:
    """One fault. ``methods`` are lower-case names, none meaning all but the long poll and
    downloads (named ``download``).

    ``left`` counts down to 0, ``None`` is until deleted; ``seconds`` is the wait it makes or asks.
    Of the calls it is meant for, each ``every``-th is struck.
    """

    kind: FaultKind
    methods: frozenset[str]
    left: int | None
    seconds: float
    chat_id: int | None = None
    every: int = 1
    passed: int = 0

    def hits(self, method: str, chat_id: object) -> bool:
        """Whether it strikes this call."""
        if self.chat_id is not None and str(chat_id) != str(self.chat_id):
            return False
        if self.methods:
            return ANY_METHOD in self.methods or method in self.methods
        return method not in _BY_NAME_ONLY

    def is_next(self) -> bool:
        """Whether enough calls have passed since the last that was struck."""
        self.passed = (self.passed + 1) % self.every
        return self.passed == 0

    def refuse(self) -> None:
        """Raise the ``ApiError`` this fault answers with, if it is one of those."""
        if self.kind is FaultKind.TOO_MANY:
            raise too_many_requests(max(1, round(self.seconds)))
        if self.kind is FaultKind.FORBIDDEN:
            raise forbidden("bot was blocked by the user")
        if self.kind is FaultKind.CHAT_NOT_FOUND:
            raise bad_request("chat not found")
        if self.kind is FaultKind.MIGRATED:
            raise chat_migrated(_MIGRATED_TO)
        if self.kind is FaultKind.SERVER_ERROR:
            raise ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")

    def public(self) -> JsonObject:
        """The fault as the control API gives it."""
        return {
            "kind": self.kind.value,
            "method": sorted(self.methods) or None,
            "times": self.left,
            "seconds": self.seconds,
            "chat_id": self.chat_id,
            "every": self.every,
        }


class Faults:
    """The faults in force, first come first struck."""

    def __init__(self) -> None:
        """Start without any."""
        self.active: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put one in force."""
        self.active.append(fault)

    def clear(self) -> None:
        """All is well again."""
        self.active.clear()

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """The fault for this call, counted down, or ``None``."""
        for fault in self.active:
            if fault.hits(method, chat_id) and fault.is_next():
                self._count(fault)
                return fault
        return None

    def _count(self, fault: Fault) -> None:
        if fault.left is None:
            return
        fault.left -= 1
        if fault.left <= 0:
            self.active.remove(fault)
