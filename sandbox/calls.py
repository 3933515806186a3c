"""The log of Bot API calls, for drivers that count and check them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from sandbox.jsonwire import JsonObject


@dataclass(slots=True, frozen=True)
class CallRecord:
    """One call: when (server's time, seconds), what was asked, what came back, how long it took.

    ``answer`` is the JSON body as sent; its ``ok`` is ``None`` when the call never arrived.
    """

    time: float
    bot_id: int
    method: str
    parameters: JsonObject
    answer: JsonObject
    seconds: float
    fault: str | None

    def public(self, seq: int) -> JsonObject:
        """The record as the control API gives it, under its number in the log.

        ``parameters`` are the call's own; those of a refusal are ``answer_parameters``.
        """
        answer = {"answer_parameters" if name == "parameters" else name: value for name, value in self.answer.items()}
        return {
            "seq": seq,
            "time": self.time,
            "bot": self.bot_id,
            "method": self.method,
            "parameters": self.parameters,
            **answer,
            "seconds": round(self.seconds, 6),
            "fault": self.fault,
        }


class CallLog:
    """The latest calls, numbered from 1; older ones fall off at ``kept``."""

    def __init__(self, kept: int) -> None:
        """Keep at most ``kept`` calls."""
        self._calls: deque[CallRecord] = deque(maxlen=kept)
        self.seq = 0

    def add(self, record: CallRecord) -> None:
        """Record a call."""
        self.seq += 1
        self._calls.append(record)

    def after(self, seq: int, method: str = "") -> list[JsonObject]:
        """The kept calls later than ``seq``, in order, of one method (lower case) when named."""
        calls = list(self._calls)
        first = max(seq, self.seq - len(calls))
        wanted = calls[len(calls) - (self.seq - first) :] if first < self.seq else []
        return [
            record.public(number)
            for number, record in enumerate(wanted, first + 1)
            if not method or record.method.lower() == method
        ]
