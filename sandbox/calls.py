"""The log of Bot API calls, for drivers that count and check them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from sandbox.jsonwire import JsonObject


@dataclass(slots=True, frozen=True)
class CallRecord:
    """One call: when (server's time, seconds), what was asked, what came back, how long it took."""

    seq: int
    time: float
    bot_id: int
    method: str
    parameters: JsonObject
    answer: JsonObject
    seconds: float
    fault: str | None

    def public(self) -> JsonObject:
        """The record as the control API gives it."""
        return {
            "seq": self.seq,
            "time": self.time,
            "bot": self.bot_id,
            "method": self.method,
            "parameters": self.parameters,
            **self.answer,
            "seconds": round(self.seconds, 6),
            "fault": self.fault,
        }


class CallLog:
    """The latest calls; older ones fall off at ``kept``."""

    def __init__(self, kept: int) -> None:
        """Keep at most ``kept`` calls."""
        self._calls: deque[CallRecord] = deque(maxlen=kept)
        self.seq = 0

    def add(
        self,
        time: float,
        bot_id: int,
        method: str,
        parameters: JsonObject,
        answer: JsonObject,
        seconds: float,
        fault: str | None,
    ) -> None:
        """Record a call that is over."""
        self.seq += 1
        record = CallRecord(self.seq, time, bot_id, method, parameters, answer, seconds, fault)
        self._calls.append(record)

    def after(self, seq: int) -> list[CallRecord]:
        """The kept calls later than ``seq``, in order."""
        wanted = min(len(self._calls), max(0, self.seq - seq))
        first = len(self._calls) - wanted
        return [self._calls[index] for index in range(first, len(self._calls))]
