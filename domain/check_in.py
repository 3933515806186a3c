"""A check-in: one cooperative, one period, a frozen agenda, shared by its leaders."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.action_plan import ActionState, Constraint
from domain.period import Period


class CheckInState(StrEnum):
    """Planned, open, then one of four final states."""

    PLANNED = "planned"
    OPEN = "open"
    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSED = "missed"
    EXCUSED = "excused"

    @property
    def is_final(self) -> bool:
        return self not in {CheckInState.PLANNED, CheckInState.OPEN}


class Rung(StrEnum):
    """The ladder of silence, in order (docs/rules.md, "Ladder")."""

    EVE = "eve"
    OPENING = "opening"
    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    CALL_TASK = "call_task"
    CLOSING = "closing"

    def next(self) -> "Rung | None":
        """The rung after, None after the closing."""
        rungs = list(Rung)
        place = rungs.index(self) + 1
        return rungs[place] if place < len(rungs) else None


class AgendaReason(StrEnum):
    """Why an action is on the agenda, most urgent first."""

    BLOCKED = "blocked"
    LATE = "late"
    DUE_SOON = "due_soon"
    IN_PROGRESS = "in_progress"
    LONGEST_UNASKED = "longest_unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """`on` is the local day it opens; `next_rung` falls due at `next_at` (UTC), both None once it is closed."""

    id: int
    cooperative_id: int
    period: Period
    on: date
    state: CheckInState
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    next_rung: Rung | None = Rung.EVE
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An action as it stood when the agenda was frozen. `asked` is false for what was left out."""

    id: int
    check_in_id: int
    position: int
    action_id: int
    reason: AgendaReason
    asked: bool
    state_before: ActionState
    progress_before_percent: int | None
    deadline_before: date
    blocked_by_before: Constraint | None
    blocked_on_before: date | None
    last_news_before: date | None = None
