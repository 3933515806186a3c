"""A phone call that silence asks for: the consultant fills the check-in in, it does not beg for a click."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallTaskState(StrEnum):
    """`DROPPED`: the leaders answered themselves, or the check-in was closed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTask:
    """One a check-in at most. `escalate_at`: when staff are told that nobody has phoned."""

    id: int
    check_in_id: int
    consultant_id: int | None
    state: CallTaskState
    opened_at: datetime
    done_at: datetime | None = None
    failures: int = 0
    #: The leader who was on the line.
    spoke_with: int | None = None
    escalate_at: datetime | None = None
