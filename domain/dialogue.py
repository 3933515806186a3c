"""The dialogue of a check-in as a pure function of its agenda and its stored answers (docs/rules.md, "Dialogue").

Nothing else is remembered: whoever resumes, on whatever day, gets the same next question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.action_plan import ActionState, Constraint
from domain.answer import Answer, Ask, Status
from domain.check_in import AgendaItem, AgendaReason
from domain.people import Channel

_FULL_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswers:
    """What counts among the answers about one item: the last status, and what followed it.

    Details are several: a voice note, a photo and a text may all be sent about one blockage.
    """

    status: Answer | None = None
    followed: Mapping[Ask, Answer] = field(default_factory=dict)
    details: tuple[Answer, ...] = ()

    @property
    def said(self) -> Status | None:
        return self.status.given.status if self.status else None

    @property
    def reason(self) -> Constraint | None:
        """The constraint that was named; OTHER when the question was passed over; None while it is not answered."""
        answer = self.followed.get(Ask.REASON)
        if answer is None:
            return None
        return Constraint.OTHER if answer.given.reason is None else answer.given.reason

    @property
    def new_deadline(self) -> date | None:
        answer = self.followed.get(Ask.NEW_DATE)
        return answer.given.new_date if answer else None

    @property
    def number(self) -> Decimal | None:
        """The indicator's value that came with *done* or *moving on*; None when nobody gave one."""
        answer = self.followed.get(Ask.VALUE) or self.followed.get(Ask.PROGRESS)
        return answer.given.number if answer else None

    @property
    def has_news(self) -> bool:
        return self.said not in {None, Status.SKIPPED}

    def all(self) -> tuple[Answer, ...]:
        """Every answer that counts, in no particular order."""
        return (*([self.status] if self.status else []), *self.followed.values(), *self.details)

    @property
    def assisted(self) -> bool:
        """Somebody else typed it, or it came by another way than the leader's own chat."""
        return any(one.typed_by != one.answered_by or one.channel is not Channel.TELEGRAM for one in self.all())


@dataclass(frozen=True, slots=True)
class Question:
    """A question about an item, with the item's version: the number of steps stored for it so far."""

    item_id: int
    ask: Ask
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What the dialogue must know of an item's action beside the agenda."""

    has_indicator: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """Where an action stands after a check-in's answers about it."""

    state: ActionState
    percent: int | None
    reason: Constraint | None
    blocked_on: date | None
    done_on: date | None
    new_deadline: date | None
    number: Decimal | None


def effective_answers(answers: Iterable[Answer], item_id: int) -> ItemAnswers:
    """What counts of an item's answers: corrections win over what they replace, a new status clears what followed."""
    status: Answer | None = None
    followed: dict[Ask, Answer] = {}
    details: list[Answer] = []
    for answer in answers:
        if answer.item_id != item_id:
            continue
        ask = answer.given.ask
        if ask is Ask.STATUS:
            status, followed, details = answer, {}, []
        elif ask is Ask.DETAIL:
            details = [one for one in details if one.id != answer.replaces]
            details.append(answer)
            followed[Ask.DETAIL] = answer
        else:
            followed[ask] = answer
    return ItemAnswers(status=status, followed=followed, details=tuple(details))


def item_version(answers: Iterable[Answer], item_id: int) -> int:
    """How many steps are stored for an item; a remark added to an answered question is no step."""
    return max((one.version + 1 for one in answers if one.item_id == item_id), default=0)


def next_ask(given: ItemAnswers, facts: ItemFacts) -> Ask | None:
    """The next thing to ask about one item, None when it is through."""
    if given.said is None:
        return Ask.STATUS
    wanted: tuple[Ask, ...] = ()
    if given.said is Status.DONE:
        wanted = (Ask.VALUE, Ask.PROOF) if facts.has_indicator else (Ask.PROOF,)
    elif given.said is Status.MOVING:
        wanted = (Ask.PROGRESS,)
    elif given.said is Status.BLOCKED:
        wanted = (Ask.REASON, Ask.DETAIL, Ask.CALL)
    elif given.said is Status.NOT_STARTED and facts.late:
        wanted = (Ask.NEW_DATE,)
    return next((ask for ask in wanted if ask not in given.followed), None)


def next_question(
    items: Sequence[AgendaItem], answers: Sequence[Answer], facts: Mapping[int, ItemFacts]
) -> Question | None:
    """The current question of a check-in, None when only the recap is left. `facts` are by item id."""
    for item in items:
        given = effective_answers(answers, item.id)
        if not item.asked and given.said is None:
            continue
        ask = next_ask(given, facts[item.id])
        if ask is not None:
            return Question(item.id, ask, item_version(answers, item.id))
    return None


def unanswered(items: Iterable[AgendaItem], answers: Sequence[Answer]) -> tuple[AgendaItem, ...]:
    """The asked items that have no status yet, in order."""
    return tuple(one for one in items if one.asked and effective_answers(answers, one.id).said is None)


def offers_all_unchanged(items: Sequence[AgendaItem], answers: Sequence[Answer]) -> bool:
    """Whether *all others unchanged* may be said: two or more are left, none of them blocked or late."""
    left = unanswered(items, answers)
    urgent = {AgendaReason.BLOCKED, AgendaReason.LATE}
    return len(left) > 1 and not any(one.reason in urgent for one in left)


def status_choices(item: AgendaItem) -> tuple[Status, ...]:
    """The statuses offered for an action, by the state it was in when the agenda was frozen."""
    if item.state_before is ActionState.BLOCKED:
        return (Status.DONE, Status.MOVING, Status.BLOCKED, Status.SKIPPED)
    if item.state_before is ActionState.NOT_STARTED:
        return (Status.DONE, Status.MOVING, Status.BLOCKED, Status.NOT_STARTED, Status.SKIPPED)
    return (Status.DONE, Status.MOVING, Status.UNCHANGED, Status.BLOCKED, Status.SKIPPED)


def outcome(item: AgendaItem, given: ItemAnswers, answered_on: date, percent: int | None) -> ActionOutcome:
    """Where the action stands after these answers, starting from where it stood when the agenda was frozen.

    `answered_on` is the local day of the status; `percent` what the progress answer comes to (None: nothing said).
    Computed from the agenda each time, so that a correction undoes what it corrects.
    """
    state, reason, blocked_on = item.state_before, item.blocked_by_before, item.blocked_on_before
    progress, done_on = item.progress_before_percent, None
    if given.said is Status.DONE:
        state, progress, done_on = ActionState.DONE, _FULL_PERCENT, answered_on
    elif given.said is Status.MOVING:
        state, progress = ActionState.IN_PROGRESS, progress if percent is None else percent
    elif given.said is Status.BLOCKED:
        blocked_on = blocked_on if state is ActionState.BLOCKED and blocked_on else answered_on
        state, reason = ActionState.BLOCKED, given.reason
    elif given.said is Status.NOT_STARTED:
        state = ActionState.NOT_STARTED
    blocked = state is ActionState.BLOCKED
    return ActionOutcome(
        state=state,
        percent=progress,
        reason=reason if blocked else None,
        blocked_on=blocked_on if blocked else None,
        done_on=done_on,
        new_deadline=given.new_deadline,
        number=given.number,
    )
