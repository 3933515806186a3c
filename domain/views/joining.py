"""Screens of joining: invitation, consent, language, welcome, home, help."""

from dataclasses import dataclass
from enum import StrEnum

from domain.buttons import Task
from domain.notices import TapNotice
from domain.people import Language, Role, Slot


class SimpleText(StrEnum):
    """Messages that need no data but their name."""

    NOT_INVITED = "not_invited"
    GROUP_REFUSED = "group_refused"
    CONSENT_DECLINED = "consent_declined"
    STOPPED = "stopped"
    SEARCH_ASKED = "search_asked"
    NOTE_PASSED_ON = "note_passed_on"
    NOTE_NOT_PASSED_ON = "note_not_passed_on"
    NOTE_KEPT = "note_kept"
    NOT_YOURS = "not_yours"
    NO_OPEN_CHECK_IN = "no_open_check_in"
    NUMBER_NOT_UNDERSTOOD = "number_not_understood"
    DATE_NOT_UNDERSTOOD = "date_not_understood"
    FILE_TOO_LARGE = "file_too_large"
    UNKNOWN_COMMAND = "unknown_command"
    RESOLUTION_NOTED = "resolution_noted"
    EDIT_TAKEN = "edit_taken"
    MONTH_NOT_UNDERSTOOD = "month_not_understood"
    NO_SUCH_COOPERATIVE = "no_such_cooperative"
    NOT_PROCESSED = "not_processed"


class InvitationFault(StrEnum):
    """Why an invitation was refused."""

    USED = "used"
    EXPIRED = "expired"
    FOREIGN = "foreign"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class SimpleView:
    text: SimpleText


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice that came too late to be shown over the chat."""

    notice: TapNotice


@dataclass(frozen=True, slots=True)
class InvitationRefusedView:
    fault: InvitationFault


@dataclass(frozen=True, slots=True)
class ConsentView:
    """Who asks, why, what is kept, who sees it, how long, the rights; in both languages until one is chosen."""

    programme: str
    controller: str
    person_name: str
    cndp_number: str = ""


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """The same notice, to read again at any time."""

    programme: str
    controller: str
    contact: str


@dataclass(frozen=True, slots=True)
class LanguageView:
    """Shown in Arabic and French at once; `current` is empty before the first choice."""

    current: Language | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeView:
    person_name: str
    role: Role
    cooperatives: tuple[str, ...]
    consultant: str
    tasks: tuple[Task, ...]
    slot: Slot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The task buttons of the role; `open_check_ins` and `open_alerts` are counts for their labels."""

    role: Role
    tasks: tuple[Task, ...]
    open_check_ins: int = 0
    open_alerts: int = 0
    open_calls: int = 0


@dataclass(frozen=True, slots=True)
class HelpView:
    role: Role
    consultant: str
    consultant_phone: str
    tasks: tuple[Task, ...]
