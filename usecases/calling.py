"""Phone calls: the call task of a silent check-in, from which the consultant fills it in; and "call me"."""

from datetime import timedelta
from functools import partial

from domain.actor import Actor
from domain.answer import CallWish
from domain.buttons import CallFailure
from domain.calendar import add_working_days
from domain.call_task import CallTask, CallTaskState
from domain.check_in import CheckIn, CheckInState
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import Lane, OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.ticks import TickName
from domain.views.alerts import StaffNoticeKind
from domain.views.check_in import Preface
from storage import call_tasks, check_ins, people, remarks
from storage.unit_of_work import UnitOfWork
from usecases import alerting
from usecases.asking import ask_next
from usecases.each_due import each_due
from usecases.following import followers_of
from usecases.membership import for_members, refuse_task
from usecases.showing_calls import call_key
from usecases.speaking import reply, tell

#: Working days a call task may wait before staff are told.
DAYS_TO_CALL = 2
#: Calls told of in one transaction; the rest follows in the next.
BATCH = 50
_VALID_FOR = timedelta(days=2)
_WISH_VALID_FOR = timedelta(days=7)


def open_call_task(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> tuple[Person, ...]:
    """Nobody has completed it by day 5, or nobody can any more: the consultant is asked to phone, once a check-in.

    Gives who is asked, nobody where it was asked before.
    """
    if call_tasks.of_check_in(uow, check_in.id) is not None:
        return ()
    task_id = call_tasks.add(
        uow,
        check_in_id=check_in.id,
        consultant_id=people.cooperative(uow, check_in.cooperative_id).consultant_id,
        opened_at=moment.at,
        escalate_at=add_working_days(moment.at, DAYS_TO_CALL, moment.rules),
    )
    return ask_to_phone(uow, moment, task_id, check_in)


def ask_to_phone(uow: UnitOfWork, moment: Moment, call_task_id: int, check_in: CheckIn) -> tuple[Person, ...]:
    """Shows a call task, once each, to whoever follows the cooperative now; gives who that is."""
    callers = followers_of(uow, check_in.cooperative_id)
    for person in callers:
        tell(
            uow,
            moment,
            person,
            OutgoingKind.CALL_TASK,
            key=call_key(call_task_id, person),
            lane=Lane.ALERT,
            valid_for=_VALID_FOR,
            about={"task": call_task_id},
        )
    return callers


@for_members
def start_phone_entry(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, call_task_id: int, leader_id: int
) -> TapNotice | None:
    """The consultant has a leader on the line: the same dialogue opens in the consultant's chat."""
    found = _own_task(uow, person, call_task_id)
    if isinstance(found, TapNotice):
        return found
    task, check_in = found
    if leader_id not in {one.id for one in people.leaders_of(uow, check_in.cooperative_id)}:
        return TapNotice(NoticeKind.NOT_YOURS)
    call_tasks.set_spoke_with(uow, task.id, leader_id)
    ask_next(uow, moment, actor, person, check_in.id, preface=Preface.BY_PHONE)
    return None


@for_members
def report_failure(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, call_task_id: int, failure: CallFailure
) -> TapNotice | None:
    """Nobody was reached: the reason is kept, the task stays."""
    found = _own_task(uow, person, call_task_id)
    if isinstance(found, TapNotice):
        return found
    task, _ = found
    call_tasks.count_failure(uow, task.id)
    remarks.record(uow, at=moment.at, deed=f"call failed: {failure}", ids={"task": task.id}, person_id=person.id)
    reply(uow, moment, actor, OutgoingKind.CALL_TASK, replaces=call_key(task.id, person), task=task.id)
    return TapNotice(NoticeKind.SAVED)


def settle_call(uow: UnitOfWork, moment: Moment, check_in: CheckIn, by: Person) -> None:
    """The check-in is complete: its call task is done, or no longer needed."""
    task = call_tasks.of_check_in(uow, check_in.id)
    if task is None or task.state is not CallTaskState.OPEN:
        return
    done = by.role is not Role.LEADER
    call_tasks.close(uow, task.id, CallTaskState.DONE if done else CallTaskState.DROPPED, moment.at)
    _show_end(uow, moment, task, check_in, by.name if done else "")


def drop_call(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    """The check-in has closed: its call task, if it still waits, is dropped."""
    task = call_tasks.of_check_in(uow, check_in.id)
    if task is not None and task.state is CallTaskState.OPEN:
        call_tasks.close(uow, task.id, CallTaskState.DROPPED, moment.at)
        _show_end(uow, moment, task, check_in, "")


def escalate_overdue(uow: UnitOfWork, moment: Moment) -> int:
    """Tells staff of the call tasks that nobody has taken up in time; gives how many."""
    overdue = call_tasks.to_escalate(uow, moment.at, BATCH)
    return each_due(uow, moment, TickName.OVERDUE_CALLS, map(str, overdue), partial(_escalate, uow, moment))


def _escalate(uow: UnitOfWork, moment: Moment, task_id: str) -> None:
    task = call_tasks.by_id(uow, int(task_id))
    if task is None or task.escalate_at is None or task.state is not CallTaskState.OPEN:
        return
    call_tasks.set_told(uow, task.id)
    alerting.tell_staff(
        uow,
        moment,
        OutgoingKind.SILENCE,
        StaffNoticeKind.CALL_OVERDUE,
        key=f"call-overdue:{task.id}",
        check_in=task.check_in_id,
    )


@for_members
def show_call_tasks(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person) -> TapNotice | None:
    """/appels: all calls that wait."""
    if person.role is Role.LEADER:
        return refuse_task(uow, moment, actor)
    reply(uow, moment, actor, OutgoingKind.CALL_TASKS)
    return None


@for_members
def wish_call(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, call: CallWish | None
) -> TapNotice | None:
    """*Call me*: asks when, then tells the consultant."""
    if person.role is not Role.LEADER:
        return TapNotice(NoticeKind.NOT_YOURS)
    if call is None:
        reply(uow, moment, actor, OutgoingKind.CALL_WISH, asking=1)
        return None
    reply(uow, moment, actor, OutgoingKind.CALL_WISH, call=call)
    if call is CallWish.NO:
        return None
    for cooperative in people.cooperatives(uow, person.cooperative_ids):
        for one in followers_of(uow, cooperative.id):
            tell(
                uow,
                moment,
                one,
                OutgoingKind.CALL_WISH,
                key=f"call-wish:{actor.turn}:{one.id}",
                lane=Lane.ALERT,
                valid_for=_WISH_VALID_FOR,
                about={"call": call, "leader": person.id, "cooperative": cooperative.id},
            )
    remarks.record(uow, at=moment.at, deed="asked for a call", ids={}, person_id=person.id)
    return TapNotice(NoticeKind.SAVED)


def _own_task(uow: UnitOfWork, person: Person, call_task_id: int) -> tuple[CallTask, CheckIn] | TapNotice:
    task = call_tasks.by_id(uow, call_task_id)
    check_in = check_ins.by_id(uow, task.check_in_id) if task else None
    if task is None or check_in is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    if person.role is Role.LEADER or not person.may_see_cooperative(check_in.cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    if task.state is not CallTaskState.OPEN and check_in.state is not CheckInState.OPEN:
        return TapNotice(NoticeKind.CHECK_IN_CLOSED)
    return task, check_in


def _show_end(uow: UnitOfWork, moment: Moment, task: CallTask, check_in: CheckIn, by: str) -> None:
    for person in followers_of(uow, check_in.cooperative_id):
        tell(
            uow,
            moment,
            person,
            OutgoingKind.CALL_TASK_DONE,
            key=f"{call_key(task.id, person)}:done",
            lane=Lane.ALERT,
            replaces=call_key(task.id, person),
            about={"check_in": check_in.id, "by": by},
        )
