"""The calendar and the ladder of silence: check-ins are planned, opened, reminded of, phoned about, closed.

Each rung happens once: it is taken off the check-in in the transaction that performs it. After an outage what is no
longer due is dropped with a record, never sent in a burst. A rung that was set aside does not hold up the next one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from domain.agenda import choose_agenda
from domain.answer import Status
from domain.calendar import check_in_day, periods_of
from domain.check_in import CheckIn, CheckInState, Rung
from domain.dialogue import effective_answers
from domain.ladder import next_rung, rung_at, rungs
from domain.outgoing import Lane, OutgoingKind
from domain.people import Channel, Person
from domain.period import Period
from domain.quiet_hours import slot_start
from domain.rules import Moment
from domain.ticks import TickName
from domain.views.alerts import StaffNoticeKind
from domain.views.check_in import Preface
from storage import check_ins, due_failures, people, plan, remarks
from storage.unit_of_work import UnitOfWork
from usecases import alerting, calling
from usecases.asking import Sheet, focus_on, sheet_of
from usecases.each_due import each_due
from usecases.speaking import tell

#: Check-ins planned in one transaction, and rungs climbed in one: some 20 ms each. The rest follows in the next, so
#: that in a wave of thousands nobody who taps waits for more than that.
PLANNED_AT_ONCE = 500
BATCH = 10
#: A reminder this soon after the opening would be a burst, not a reminder.
_REST_AFTER_OPENING = timedelta(hours=12)
_MISSES_TO_TELL = 2
_REMINDERS = {Rung.FIRST_REMINDER, Rung.SECOND_REMINDER}


def plan_check_ins(uow: UnitOfWork, moment: Moment) -> int:
    """Plans check-ins for every cooperative and period of the programme still to come, a batch at a time.

    Gives how many are new. A period for which there is no day keeps the others from nothing.
    """
    programme = people.programme(uow)
    if programme is None:
        return 0
    periods = {str(one): one for one in periods_of(programme)}
    new: list[int] = []

    def plan_period(name: str) -> None:
        if name in periods:
            new.append(_plan(uow, moment, periods[name], PLANNED_AT_ONCE - sum(new)))

    failed = due_failures.subjects(uow, TickName.PLANNING)
    each_due(uow, moment, TickName.PLANNING, (one for one in periods if one not in failed), plan_period)
    return sum(new)


def _plan(uow: UnitOfWork, moment: Moment, period: Period, limit: int) -> int:
    on = check_in_day(period, moment.rules)
    first = next_rung(None, on, moment.rules)
    if on < moment.today or first is None:
        return 0
    rung, at = first
    unplanned = check_ins.unplanned(uow, period, limit)
    check_ins.plan(uow, unplanned, period=period, on=on, next_at=at, rung=rung)
    return len(unplanned)


def climb_due_rungs(uow: UnitOfWork, moment: Moment) -> int:
    """Performs the rungs that are due, each apart: one that fails waits, the others are climbed. Gives how many."""
    due = check_ins.due_rungs(uow, moment.at, BATCH)
    return each_due(
        uow, moment, TickName.LADDER, due, partial(_climb, uow, moment), partial(_go_on_without, uow, moment)
    )


def _climb(uow: UnitOfWork, moment: Moment, due_rung: str) -> None:
    check_in, rung = _parsed(uow, due_rung)
    following = _take_off(uow, moment, check_in, rung)
    too_late = following is not None and following[1] <= moment.at
    if too_late and rung not in {Rung.OPENING, Rung.CLOSING}:
        _drop(uow, moment, check_in, rung)
    elif check_in.state is CheckInState.PLANNED and rung is not Rung.EVE:
        # Also in place of a later rung, where the opening was set aside: late is better than never.
        _open(uow, moment, check_in)
    else:
        _PERFORM[rung](uow, moment, check_in)


def _go_on_without(uow: UnitOfWork, moment: Moment, due_rung: str) -> None:
    """A rung was set aside: the ladder is climbed on without it."""
    check_in, rung = _parsed(uow, due_rung)
    _take_off(uow, moment, check_in, rung)
    ids: dict[str, int | str] = {"check_in": check_in.id, "rung": rung}
    remarks.record(uow, at=moment.at, deed="rung set aside", ids=ids, person_id=None)


def _parsed(uow: UnitOfWork, due_rung: str) -> tuple[CheckIn, Rung]:
    check_in_id, _, rung = due_rung.partition(":")
    check_in = check_ins.by_id(uow, int(check_in_id))
    if check_in is None:
        raise LookupError(f"no check-in {check_in_id}")
    return check_in, Rung(rung)


def _take_off(uow: UnitOfWork, moment: Moment, check_in: CheckIn, rung: Rung) -> tuple[Rung, datetime] | None:
    """The rung that follows, which is the check-in's next one from now on if it has not gone further already."""
    following = next_rung(rung, check_in.on, moment.rules)
    if check_in.next_rung is rung:
        check_ins.set_rung(uow, check_in.id, *(following or (None, None)))
    return following


def _eve(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    opening = rung_at(Rung.OPENING, check_in.on, moment.rules)
    for leader in _askable(uow, check_in):
        tell(
            uow,
            moment,
            leader,
            OutgoingKind.EVE,
            key=_key(check_in, Rung.EVE, leader),
            lane=Lane.CHECK_IN,
            valid_for=opening - moment.at,
            about={"check_in": check_in.id},
        )


def _open(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    if check_in.state is not CheckInState.PLANNED:
        return
    if rung_at(Rung.CLOSING, check_in.on, moment.rules) <= moment.at:
        _excuse(uow, moment, check_in, "never opened")
        return
    _close_earlier(uow, moment, check_in)
    actions = plan.actions_of(uow, check_in.cooperative_id)
    asked = check_ins.asked_in_month(uow, check_in.cooperative_id, check_in.period.month)
    agenda = choose_agenda(actions, on=check_in.on, period=check_in.period, asked_this_month=asked, rules=moment.rules)
    if not agenda:
        _excuse(uow, moment, check_in, "no open action")
        return
    check_ins.freeze_agenda(uow, check_in.id, agenda)
    plan.mark_asked(uow, [one.action.id for one in agenda if one.asked], check_in.on)
    check_ins.mark_open(uow, check_in.id, moment.at)
    _invite_leaders(uow, moment, check_in)


def _invite_leaders(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    """The first message is the first question, in each leader's part of the day."""
    closing = rung_at(Rung.CLOSING, check_in.on, moment.rules)
    leaders = _askable(uow, check_in)
    for leader in leaders:
        start = max(slot_start(check_in.on, leader.slot, moment.rules), moment.at)
        focus_on(uow, moment, leader, check_in.id)
        tell(
            uow,
            moment,
            leader,
            OutgoingKind.QUESTION,
            key=_key(check_in, Rung.OPENING, leader),
            lane=Lane.CHECK_IN,
            not_before=start,
            valid_for=closing - start,
            about={"check_in": check_in.id, "preface": Preface.OPENING},
        )
    cooperative = people.cooperative(uow, check_in.cooperative_id)
    if not leaders or cooperative.channel is Channel.PHONE:
        calling.open_call_task(uow, moment, check_in)


def _remind(uow: UnitOfWork, moment: Moment, check_in: CheckIn, rung: Rung, preface: Preface) -> None:
    if check_in.state is not CheckInState.OPEN:
        return
    if check_in.opened_at is not None and moment.at - check_in.opened_at < _REST_AFTER_OPENING:
        _drop(uow, moment, check_in, rung)
        return
    sheet = sheet_of(uow, check_in)
    following = next_rung(rung, check_in.on, moment.rules)
    for leader in _to_remind(sheet, _askable(uow, check_in)):
        focus_on(uow, moment, leader, check_in.id)
        tell(
            uow,
            moment,
            leader,
            OutgoingKind.QUESTION,
            key=_key(check_in, rung, leader),
            lane=Lane.CHECK_IN,
            valid_for=following[1] - moment.at if following else None,
            about={"check_in": check_in.id, "preface": preface},
        )


def _to_remind(sheet: Sheet, leaders: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those who have not answered; of those who began, the one who stopped in the middle."""
    began = {one.typed_by for one in sheet.answers}
    last = sheet.answers[-1].typed_by if sheet.answers else None
    return tuple(one for one in leaders if one.id not in began or one.id == last)


def will_remind(uow: UnitOfWork, moment: Moment, check_in: CheckIn, leader: Person, until: datetime) -> bool:
    """Whether a reminder that falls due from now until then will ask this leader, as things stand."""
    if check_in.state is not CheckInState.OPEN or check_in.opened_at is None:
        return False
    earliest = max(moment.at, check_in.opened_at + _REST_AFTER_OPENING)
    coming = (one for one in rungs(check_in.on, moment.rules) if one in _REMINDERS)
    if not any(earliest <= rung_at(one, check_in.on, moment.rules) <= until for one in coming):
        return False
    return leader.id in {one.id for one in _to_remind(sheet_of(uow, check_in), _askable(uow, check_in))}


def _phone(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    if check_in.state is CheckInState.OPEN:
        calling.open_call_task(uow, moment, check_in)


def _close(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    if check_in.state is CheckInState.OPEN:
        sheet = sheet_of(uow, check_in)
        state = CheckInState.PARTIAL if sheet.answers else CheckInState.MISSED
        check_ins.set_state(uow, check_in.id, state, closed_at=moment.at)
        _alert_unexplained(uow, moment, sheet)
        calling.drop_call(uow, moment, check_in)
        _tell_of_misses(uow, moment, check_in)
    elif check_in.state is CheckInState.COMPLETE:
        check_ins.set_state(uow, check_in.id, check_in.state, closed_at=moment.at)
        _alert_unexplained(uow, moment, sheet_of(uow, check_in))


def _close_earlier(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    """Two check-ins of a cooperative are never open at once, however close the calendar puts them."""
    earlier = check_ins.latest_started(uow, check_in.cooperative_id)
    if earlier is not None and earlier.closed_at is None:
        check_ins.set_rung(uow, earlier.id, None, None)
        _close(uow, moment, earlier)


def _alert_unexplained(uow: UnitOfWork, moment: Moment, sheet: Sheet) -> None:
    for item in sheet.items:
        given = effective_answers(sheet.answers, item.id)
        if given.said is Status.BLOCKED and given.reason is None:
            alerting.raise_without_reason(uow, moment, sheet, item, given)


def _tell_of_misses(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    states = check_ins.last_closed_states(uow, check_in.cooperative_id, _MISSES_TO_TELL)
    if states == (CheckInState.MISSED,) * _MISSES_TO_TELL:
        alerting.tell_staff(
            uow,
            moment,
            OutgoingKind.SILENCE,
            StaffNoticeKind.TWO_MISSES,
            key=f"two-misses:{check_in.id}",
            check_in=check_in.id,
        )


def _excuse(uow: UnitOfWork, moment: Moment, check_in: CheckIn, why: str) -> None:
    check_ins.set_rung(uow, check_in.id, None, None)
    check_ins.set_state(uow, check_in.id, CheckInState.EXCUSED, closed_at=moment.at)
    remarks.record(
        uow, at=moment.at, deed="check-in excused", ids={"check_in": check_in.id, "why": why}, person_id=None
    )


def _drop(uow: UnitOfWork, moment: Moment, check_in: CheckIn, rung: Rung) -> None:
    remarks.record(uow, at=moment.at, deed="rung dropped", ids={"check_in": check_in.id, "rung": rung}, person_id=None)


def _askable(uow: UnitOfWork, check_in: CheckIn) -> tuple[Person, ...]:
    return tuple(one for one in people.leaders_of(uow, check_in.cooperative_id) if one.can_be_asked)


def _key(check_in: CheckIn, rung: Rung, leader: Person) -> str:
    return f"rung:{check_in.id}:{rung}:{leader.id}"


def _first_reminder(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    _remind(uow, moment, check_in, Rung.FIRST_REMINDER, Preface.FIRST_REMINDER)


def _second_reminder(uow: UnitOfWork, moment: Moment, check_in: CheckIn) -> None:
    _remind(uow, moment, check_in, Rung.SECOND_REMINDER, Preface.SECOND_REMINDER)


_PERFORM: dict[Rung, Callable[[UnitOfWork, Moment, CheckIn], None]] = {
    Rung.EVE: _eve,
    Rung.OPENING: _open,
    Rung.FIRST_REMINDER: _first_reminder,
    Rung.SECOND_REMINDER: _second_reminder,
    Rung.CALL_TASK: _phone,
    Rung.CLOSING: _close,
}
