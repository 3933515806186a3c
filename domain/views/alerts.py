"""Screens of alerts: the alert itself, its files, what the leader hears, the queue, what staff are told."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.action_plan import Constraint
from domain.alert import AlertState, AlertStep
from domain.answer import AttachmentKind, CallWish


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """A blocked action as its consultant sees it; edited as it goes on. `files` are the kinds that came with it."""

    alert_id: int
    state: AlertState
    cooperative: str
    title: str
    responsible: str
    deadline: date
    reason: Constraint
    note: str
    files: tuple[AttachmentKind, ...]
    call: CallWish | None
    reported_by: str
    phone: str
    opened_at: datetime
    seen_by: str = ""
    resolution: str = ""
    corrected: bool = False
    still_blocked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFileView:
    """A voice note, photo or document of an alert, sent in reply to it. `file_id` is Telegram's."""

    cooperative: str
    title: str
    kind: AttachmentKind
    file_id: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertStepView:
    """What the leader hears: seen, or resolved with a note."""

    step: AlertStep
    title: str
    consultant: str
    note: str = ""


class StaffNoticeKind(StrEnum):
    """Why staff are told."""

    ALERT_UNSEEN = "alert_unseen"
    STILL_BLOCKED = "still_blocked"
    CALL_OVERDUE = "call_overdue"
    TWO_MISSES = "two_misses"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNoticeView:
    """Something that staff must know; `title` and `reason` are set for alerts."""

    kind: StaffNoticeKind
    cooperative: str
    consultant: str
    since: date
    title: str = ""
    reason: Constraint | None = None
    alert_id: int | None = None


@dataclass(frozen=True, slots=True)
class AlertQueueView:
    """All open alerts of a consultant (or of the programme, for staff), oldest first."""

    alerts: tuple[AlertView, ...]


@dataclass(frozen=True, slots=True)
class ResolutionAskedView:
    """*Resolved* was tapped: how? The next text closes the alert."""

    alert_id: int
    cooperative: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A leader's message that answered nothing asked, passed on to the consultant; or the consultant's answer back."""

    from_name: str
    cooperative: str
    text: str
    phone: str = ""
    kind: AttachmentKind | None = None
    file_id: str = ""
    file_name: str = ""
    about_title: str = ""
