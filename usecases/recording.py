"""Recording an answer, and all that follows from it: the plan, the indicator, the alert, the check-in's state."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.answer import Answer, Ask, Given
from domain.check_in import AgendaItem, CheckIn, CheckInState
from domain.dialogue import ItemAnswers, effective_answers, item_version, outcome
from domain.outgoing import Lane, OutgoingKind
from domain.people import Channel, Person, Role
from domain.replay import percent_said
from domain.rules import Moment
from storage import answers as stored_answers
from storage import call_tasks, check_ins, people, plan
from storage.unit_of_work import UnitOfWork
from usecases import alerting, calling
from usecases.asking import Sheet, sheet_of
from usecases.speaking import tell

#: A recap that could not be shown for so long is of yesterday: the next check-in says the same.
_RECAP_VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an answer comes from: the thumb that typed it, and the Telegram message it came in, if it is one."""

    person: Person
    chat_id: int | None = None
    message_id: int | None = None


def record(
    uow: UnitOfWork,
    moment: Moment,
    sheet: Sheet,
    item: AgendaItem | None,
    given: Given,
    origin: Origin,
    *,
    is_remark: bool = False,
    replaces: Answer | None = None,
) -> Answer:
    """Stores an answer and lets it take effect; gives it with its id.

    A remark (one more voice note about a blockage, say) is no step of the dialogue: buttons already shown stay good.
    """
    version = item_version(sheet.answers, item.id) if item else 0
    by_leader = origin.person.role is Role.LEADER
    answer = stored_answers.add(
        uow,
        Answer(
            id=0,
            check_in_id=sheet.check_in.id,
            item_id=item.id if item else None,
            version=max(version - 1, 0) if is_remark or replaces else version,
            given=given,
            answered_by=origin.person.id if by_leader else _on_the_line(uow, sheet.check_in),
            typed_by=origin.person.id,
            channel=Channel.TELEGRAM if by_leader else Channel.PHONE,
            at=moment.at,
            late=sheet.check_in.closed_at is not None,
            replaces=replaces.id if replaces else None,
            chat_id=origin.chat_id,
            message_id=origin.message_id,
        ),
    )
    if item is not None:
        _take_effect(uow, moment, replace(sheet, answers=(*sheet.answers, answer)), item, origin.person)
    return answer


def record_all_unchanged(
    uow: UnitOfWork, moment: Moment, sheet: Sheet, items: tuple[AgendaItem, ...], given: Given, origin: Origin
) -> None:
    """One answer for each of the items, marked as such."""
    for item in items:
        record(uow, moment, sheet_of(uow, sheet.check_in), item, replace(given, in_bulk=True), origin)


def _on_the_line(uow: UnitOfWork, check_in: CheckIn) -> int | None:
    task = call_tasks.of_check_in(uow, check_in.id)
    return task.spoke_with if task else None


def _take_effect(uow: UnitOfWork, moment: Moment, sheet: Sheet, item: AgendaItem, by: Person) -> None:
    given = effective_answers(sheet.answers, item.id)
    _move_action(uow, moment, sheet, item, given)
    alerting.follow_answers(uow, moment, sheet, item, given, by)
    _settle(uow, moment, sheet, by)


def _move_action(uow: UnitOfWork, moment: Moment, sheet: Sheet, item: AgendaItem, given: ItemAnswers) -> None:
    indicator = sheet.indicator_of(item)
    on = moment.local_day(given.status.at) if given.status else moment.today
    result = outcome(item, given, on, percent_said(given, indicator))
    plan.set_outcome(
        uow,
        item.action_id,
        result,
        deadline=result.new_deadline or _deadline_without(sheet, item),
        last_news_on=on if given.has_news else item.last_news_before,
    )
    if indicator is None:
        return
    source = given.followed.get(Ask.VALUE) or given.followed.get(Ask.PROGRESS)
    reading = (source.id, result.number, on) if source is not None and result.number is not None else None
    plan.set_reading(uow, indicator_id=indicator.id, item_id=item.id, reading=reading)


def _deadline_without(sheet: Sheet, item: AgendaItem) -> date:
    """The deadline when these answers name no new date: what an earlier answer of this item moved is moved back."""
    deadline = sheet.actions[item.action_id].deadline
    moved = any(one.item_id == item.id and one.given.new_date == deadline for one in sheet.answers)
    return item.deadline_before if moved else deadline


def _settle(uow: UnitOfWork, moment: Moment, sheet: Sheet, by: Person) -> None:
    """A check-in is complete once nothing is left to ask and at least one action has news."""
    if sheet.check_in.state is not CheckInState.OPEN or sheet.question is not None:
        return
    if any(effective_answers(sheet.answers, item.id).has_news for item in sheet.items if item.asked):
        check_ins.set_state(uow, sheet.check_in.id, CheckInState.COMPLETE, completed_at=moment.at)
        calling.settle_call(uow, moment, sheet.check_in, by)
        if by.role is not Role.LEADER:
            _show_leaders(uow, moment, sheet.check_in)


def _show_leaders(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    """What was entered by phone is shown to the leaders who can be reached: they may change it."""
    for leader in people.leaders_of(uow, check_in.cooperative_id):
        if leader.can_be_asked:
            tell(
                uow,
                moment,
                leader,
                OutgoingKind.RECAP,
                key=f"phone-recap:{check_in.id}:{leader.id}",
                lane=Lane.CHECK_IN,
                valid_for=_RECAP_VALID_FOR,
                about={"check_in": check_in.id},
            )
