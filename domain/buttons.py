"""The taps people can give, as values. `domain/button_codec.py` turns them into the 64 bytes Telegram carries.

A button that answers a question carries the agenda item and its version, the number of answers stored for it when
the question was asked: a tap on an old button is thus recognised and changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.action_plan import Constraint
from domain.answer import Ask, CallWish, Status
from domain.people import Language, Slot
from domain.period import Month
from domain.programme import Axis


class Task(StrEnum):
    """The tasks on everybody's home screen; each role sees its own."""

    CHECK_IN = "ci"
    PLAN = "pl"
    VIDEOS = "vi"
    GUIDE = "gu"
    CALL_ME = "cm"
    ALERTS = "al"
    PORTFOLIO = "po"
    CALLS = "ca"
    SUMMARY = "su"
    RESPONSE = "re"
    LANGUAGE = "la"
    HELP = "he"
    HOME = "ho"


class DocumentFormat(StrEnum):
    """The documents a summary is given in."""

    PDF = "pdf"
    JSON = "json"


class CallFailure(StrEnum):
    """Why a phone call did not reach anybody."""

    NO_ANSWER = "n"
    WRONG_NUMBER = "w"
    LATER = "l"


@dataclass(frozen=True, slots=True)
class OpenTask:
    task: Task


@dataclass(frozen=True, slots=True)
class GiveConsent:
    agreed: bool


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: Language


@dataclass(frozen=True, slots=True)
class ChooseSlot:
    slot: Slot


@dataclass(frozen=True, slots=True)
class GiveStatus:
    item_id: int
    version: int
    status: Status


@dataclass(frozen=True, slots=True)
class AllOthersUnchanged:
    item_id: int
    version: int


@dataclass(frozen=True, slots=True)
class GivePercent:
    item_id: int
    version: int
    percent: int


@dataclass(frozen=True, slots=True)
class GiveTarget:
    """The indicator has reached its target."""

    item_id: int
    version: int


@dataclass(frozen=True, slots=True)
class GiveReason:
    item_id: int
    version: int
    reason: Constraint


@dataclass(frozen=True, slots=True)
class GiveCall:
    item_id: int
    version: int
    call: CallWish


@dataclass(frozen=True, slots=True)
class GiveNewDate:
    """A new planned date, so many days from today."""

    item_id: int
    version: int
    days: int


@dataclass(frozen=True, slots=True)
class SkipQuestion:
    """Pass over a question that follows the status."""

    item_id: int
    version: int
    ask: Ask


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Ask again about an action already answered, or one that was left out of the agenda."""

    item_id: int


@dataclass(frozen=True, slots=True)
class Confirm:
    check_in_id: int


@dataclass(frozen=True, slots=True)
class SayMore:
    """*Anything else?* beside *confirm*: the next text, voice or photo is taken as such."""

    check_in_id: int


@dataclass(frozen=True, slots=True)
class ShowCheckIn:
    """Give the current question of a check-in (to resume, or to choose among several)."""

    check_in_id: int


@dataclass(frozen=True, slots=True)
class WishCall:
    """*Call me*, outside any check-in."""

    call: CallWish


@dataclass(frozen=True, slots=True)
class SeeAlert:
    alert_id: int


@dataclass(frozen=True, slots=True)
class ResolveAlert:
    alert_id: int


@dataclass(frozen=True, slots=True)
class ShowAlert:
    alert_id: int


@dataclass(frozen=True, slots=True)
class StartPhoneEntry:
    """The consultant has this leader on the line and fills the check-in in."""

    call_task_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReportCallFailure:
    call_task_id: int
    failure: CallFailure


@dataclass(frozen=True, slots=True)
class ShowPlan:
    cooperative_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowAction:
    action_id: int


@dataclass(frozen=True, slots=True)
class ShowPortfolio:
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowVideos:
    axis: Axis


@dataclass(frozen=True, slots=True)
class ShowVideo:
    code: str


@dataclass(frozen=True, slots=True)
class ShowGuideAxis:
    axis: Axis


@dataclass(frozen=True, slots=True)
class ShowGuideSection:
    code: str


@dataclass(frozen=True, slots=True)
class SearchGuide:
    pass


@dataclass(frozen=True, slots=True)
class ShowSummary:
    """The summary of a month; `cooperative_id` 0 is the whole programme."""

    month: Month
    cooperative_id: int


@dataclass(frozen=True, slots=True)
class GetSummaryFile:
    month: Month
    cooperative_id: int
    format: DocumentFormat
    language: Language


Button = (
    OpenTask
    | GiveConsent
    | ChooseLanguage
    | ChooseSlot
    | GiveStatus
    | AllOthersUnchanged
    | GivePercent
    | GiveTarget
    | GiveReason
    | GiveCall
    | GiveNewDate
    | SkipQuestion
    | ChangeAnswer
    | Confirm
    | SayMore
    | ShowCheckIn
    | WishCall
    | SeeAlert
    | ResolveAlert
    | ShowAlert
    | StartPhoneEntry
    | ReportCallFailure
    | ShowPlan
    | ShowAction
    | ShowPortfolio
    | ShowVideos
    | ShowVideo
    | ShowGuideAxis
    | ShowGuideSection
    | SearchGuide
    | ShowSummary
    | GetSummaryFile
)
