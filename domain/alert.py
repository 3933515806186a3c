"""Alerts on blocked actions: one open alert an action at most, every step an event with author and time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.action_plan import Constraint
from domain.answer import CallWish


class AlertState(StrEnum):
    """Where an alert stands; snoozing and reopening come from the consultant's queue."""

    OPEN = "open"
    SEEN = "seen"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    REOPENED = "reopened"

    @property
    def is_open(self) -> bool:
        return self is not AlertState.RESOLVED


class AlertStep(StrEnum):
    """What happened to an alert."""

    OPENED = "opened"
    DETAILED = "detailed"
    REASON_CHANGED = "reason_changed"
    STILL_BLOCKED = "still_blocked"
    SEEN = "seen"
    RESOLVED = "resolved"
    CORRECTED = "corrected"
    REOPENED = "reopened"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A blocked action that waits for a consultant. `check_in_id` is the check-in in which it was raised."""

    id: int
    cooperative_id: int
    action_id: int
    check_in_id: int
    item_id: int
    reason: Constraint
    state: AlertState
    opened_at: datetime
    owner_id: int | None
    reported_by: int | None
    note: str = ""
    attachment_ids: tuple[int, ...] = ()
    call: CallWish | None = None
    seen_at: datetime | None = None
    resolved_at: datetime | None = None
    resolution: str = ""
    #: When staff are to be told if it is still unseen; None once seen, resolved or told.
    escalate_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """One step of an alert's life."""

    alert_id: int
    step: AlertStep
    at: datetime
    by: int | None
    note: str = ""
