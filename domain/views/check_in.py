"""Screens of the check-in: a question at a time, its answered form, the recap; and the call tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.action_plan import ActionState, Constraint
from domain.answer import Ask, CallWish, Status
from domain.people import Reachability, Slot


class Preface(StrEnum):
    """What is said before a question, if anything."""

    NONE = "none"
    OPENING = "opening"
    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    RESUMED = "resumed"
    ALREADY_ANSWERED = "already_answered"
    NOT_SEEN = "not_seen"
    AWAY = "away"
    BY_PHONE = "by_phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class EveView:
    """The evening before: the day, the slot, how many questions, and what the programme's calendar holds next."""

    person_name: str
    cooperative: str
    on: date
    slot: Slot
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSaid:
    """What was known of an action when the agenda was frozen."""

    state: ActionState
    percent: int | None
    reason: Constraint | None
    on: date | None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question about one action; `place` of `total`, counted from 1 ("2/5").

    For STATUS `choices` are the statuses offered, in order; `was_blocked` words it "is it solved?". `offer_unchanged`
    adds *all others unchanged*. For VALUE and PROGRESS the indicator's fields are set (empty `indicator`: it has none).
    `already_by` names who answered meanwhile, with the ALREADY_ANSWERED preface, and `change_item_id` offers *change*.
    """

    ask: Ask
    check_in_id: int
    item_id: int
    version: int
    place: int
    total: int
    preface: Preface
    person_name: str
    cooperative: str
    show_cooperative: bool
    title: str
    responsible: str
    deadline: date
    days_late: int
    last_said: LastSaid
    choices: tuple[Status, ...] = ()
    was_blocked: bool = False
    offer_unchanged: bool = False
    status: Status | None = None
    same_reason: Constraint | None = None
    indicator: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    actual: Decimal | None = None
    already_by: str = ""
    already_title: str = ""
    change_item_id: int | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestionView:
    """A text, voice or photo that answers nothing asked was kept with the check-in; the question follows again."""

    cooperative: str


@dataclass(frozen=True, slots=True)
class SayMoreView:
    """*Anything else?* was tapped: the next text, voice or photo is kept."""

    check_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """An action with all that was answered about it, effective answers only."""

    item_id: int
    title: str
    status: Status | None
    number: Decimal | None = None
    unit: str = ""
    percent: int | None = None
    reason: Constraint | None = None
    note: str = ""
    attachments: int = 0
    call: CallWish | None = None
    new_date: date | None = None
    proof: bool = False
    in_bulk: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredView:
    """A question turned into its answer, without buttons. `ask` says which of the line's fields was just answered.

    `skipped`: the question was passed over.
    """

    ask: Ask
    place: int
    total: int
    line: AnswerLine
    skipped: bool = False
    by_other: str = ""
    typed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapView:
    """The last screen: every line with *change*, what was not asked, "anything else?", *confirm*."""

    check_in_id: int
    cooperative: str
    show_cooperative: bool
    lines: tuple[AnswerLine, ...]
    not_asked: tuple[AnswerLine, ...]
    comments: int
    confirmed: bool
    confirmed_by: str = ""
    closed: bool = False
    typed_by: str = ""
    preface: Preface = Preface.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksView:
    """After *confirm*: thanks, and the day of the next check-in when it is known."""

    person_name: str
    next_on: date | None
    blocked: int
    consultant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInChoice:
    check_in_id: int
    cooperative: str


@dataclass(frozen=True, slots=True)
class AskWhichView:
    """Several check-ins are open in this chat: which one is meant?"""

    choices: tuple[CheckInChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A leader who can be phoned; `reachability` says why the chat was no use, if it was none."""

    person_id: int
    name: str
    function: str
    phone: str
    reachability: Reachability = Reachability.REACHABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaskView:
    """Nobody has answered: phone them. One button a contact: "I have … on the line" (StartPhoneEntry)."""

    call_task_id: int
    cooperative: str
    contacts: tuple[Contact, ...]
    opened_on: date
    due_at: datetime
    answered: int
    total: int
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaskDoneView:
    """A call task turned into its outcome: `by` filled it in, or the leaders answered themselves (empty)."""

    cooperative: str
    by: str


@dataclass(frozen=True, slots=True)
class CallTasksView:
    """All call tasks that wait, oldest first."""

    tasks: tuple[CallTaskView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWishView:
    """For the consultant: a leader wants to be called. For the leader (`to_leader`): it was passed on."""

    to_leader: bool
    asking: bool
    person_name: str
    phone: str
    cooperative: str
    call: CallWish | None
