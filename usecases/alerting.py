"""Alerts on blocked actions: raised the moment the reason is known, followed until they are solved."""

from datetime import timedelta
from functools import partial

from domain.action_plan import Constraint
from domain.alert import Alert, AlertEvent, AlertState, AlertStep
from domain.answer import Answer, Ask, Status
from domain.calendar import add_working_days
from domain.check_in import AgendaItem
from domain.dialogue import ItemAnswers
from domain.outgoing import Lane, OutgoingKind
from domain.people import Person
from domain.rules import Moment
from domain.ticks import TickName
from domain.views.alerts import StaffNoticeKind
from storage import alerts, people
from storage.unit_of_work import UnitOfWork
from usecases.asking import Sheet
from usecases.each_due import each_due
from usecases.following import followers_of
from usecases.speaking import tell

#: Working days a consultant has to see an alert before staff are told.
DAYS_TO_SEE = 2
#: Alerts told of in one transaction; the rest follows in the next.
BATCH = 50
#: What could not be delivered for so long is left to the queues and lists: it is visible there.
ALERT_VALID_FOR = timedelta(days=7)


def follow_answers(
    uow: UnitOfWork, moment: Moment, sheet: Sheet, item: AgendaItem, given: ItemAnswers, by: Person
) -> None:
    """Brings the alert of an item's action in line with what counts of its answers; without news it stays as it is."""
    if not given.has_news:
        return
    alert = alerts.open_of_action(uow, item.action_id)
    if given.said is Status.BLOCKED and given.reason is not None:
        if alert is None:
            alert = _raise(uow, moment, sheet, item, given, given.reason)
        else:
            _go_on(uow, moment, alert, item, given, given.reason)
        _add_details(uow, moment, alert, given, by)
    elif alert is not None and given.said is not Status.BLOCKED:
        _solved_by_leader(uow, moment, alert, item, by)


def raise_without_reason(uow: UnitOfWork, moment: Moment, sheet: Sheet, item: AgendaItem, given: ItemAnswers) -> None:
    """An action was said to be blocked and the reason never came: the consultant must know all the same."""
    if alerts.open_of_action(uow, item.action_id) is None:
        _raise(uow, moment, sheet, item, given, Constraint.OTHER)


def announce(uow: UnitOfWork, moment: Moment, alert: Alert) -> None:
    """Shows an alert and its files, once each, to whoever follows the cooperative now."""
    for person in followers_of(uow, alert.cooperative_id):
        tell(
            uow,
            moment,
            person,
            OutgoingKind.ALERT,
            key=alert_key(alert.id, person),
            lane=Lane.ALERT,
            valid_for=ALERT_VALID_FOR,
            about={"alert": alert.id},
        )
        for attachment_id in alert.attachment_ids:
            _show_file(uow, moment, alert, attachment_id, person)


def refresh(uow: UnitOfWork, moment: Moment, alert_id: int, step: str) -> None:
    """Edits the alert's messages to what it has become; `step` makes the change happen once."""
    alert = alerts.by_id(uow, alert_id)
    if alert is None:
        return
    for person in followers_of(uow, alert.cooperative_id):
        root = alert_key(alert_id, person)
        tell(
            uow,
            moment,
            person,
            OutgoingKind.ALERT,
            key=f"{root}:{step}",
            lane=Lane.ALERT,
            replaces=root,
            valid_for=ALERT_VALID_FOR,
            about={"alert": alert_id},
        )


def alert_key(alert_id: int, person: Person) -> str:
    """The key of the message that shows an alert to a person."""
    return f"alert:{alert_id}:{person.id}"


def tell_staff(
    uow: UnitOfWork, moment: Moment, kind: OutgoingKind, why: StaffNoticeKind, *, key: str, **ids: int | str
) -> None:
    """Tells all staff once."""
    for person in people.all_staff(uow):
        tell(
            uow,
            moment,
            person,
            kind,
            key=f"{key}:{person.id}",
            lane=Lane.ALERT,
            valid_for=ALERT_VALID_FOR,
            about={"why": why, **ids},
        )


def escalate_unseen(uow: UnitOfWork, moment: Moment) -> int:
    """Tells staff of the alerts that nobody has seen in time; gives how many."""
    unseen = alerts.to_escalate(uow, moment.at, BATCH)
    return each_due(uow, moment, TickName.UNSEEN_ALERTS, map(str, unseen), partial(_escalate, uow, moment))


def _escalate(uow: UnitOfWork, moment: Moment, alert_id: str) -> None:
    alert = alerts.by_id(uow, int(alert_id))
    if alert is None or alert.escalate_at is None:
        return
    alerts.set_told(uow, alert.id)
    alerts.add_event(uow, AlertEvent(alert.id, AlertStep.ESCALATED, moment.at, None))
    tell_staff(
        uow,
        moment,
        OutgoingKind.ALERT_UNSEEN,
        StaffNoticeKind.ALERT_UNSEEN,
        key=f"alert-unseen:{alert.id}",
        alert=alert.id,
    )


def _raise(
    uow: UnitOfWork, moment: Moment, sheet: Sheet, item: AgendaItem, given: ItemAnswers, reason: Constraint
) -> Alert:
    cooperative = people.cooperative(uow, sheet.check_in.cooperative_id)
    status = given.status
    alert_id = alerts.add(
        uow,
        {
            "cooperative_id": cooperative.id,
            "action_id": item.action_id,
            "check_in_id": sheet.check_in.id,
            "item_id": item.id,
            "reason": reason,
            "state": AlertState.OPEN,
            "opened_at": moment.at,
            "owner_id": cooperative.consultant_id,
            "reported_by": status.answered_by if status else None,
            "escalate_at": add_working_days(moment.at, DAYS_TO_SEE, moment.rules),
        },
    )
    reporter = status.answered_by if status else None
    alerts.add_event(uow, AlertEvent(alert_id, AlertStep.OPENED, moment.at, reporter))
    alert = alerts.by_id(uow, alert_id)
    assert alert is not None  # noqa: S101 - just added
    announce(uow, moment, alert)
    return alert


def _go_on(
    uow: UnitOfWork, moment: Moment, alert: Alert, item: AgendaItem, given: ItemAnswers, reason: Constraint
) -> None:
    """An alert that is open already: a corrected reason, or still blocked at a later check-in."""
    if reason is not alert.reason:
        alerts.set_reason(uow, alert.id, reason)
        alerts.add_event(uow, AlertEvent(alert.id, AlertStep.REASON_CHANGED, moment.at, None))
        refresh(uow, moment, alert.id, f"reason:{_last_id(given)}")
    if alert.item_id == item.id or any(
        one.step is AlertStep.STILL_BLOCKED and one.note == str(item.id) for one in alerts.events(uow, alert.id)
    ):
        return
    alerts.add_event(uow, AlertEvent(alert.id, AlertStep.STILL_BLOCKED, moment.at, None, str(item.id)))
    refresh(uow, moment, alert.id, f"still:{item.id}")
    tell_staff(
        uow,
        moment,
        OutgoingKind.ALERT_STILL_BLOCKED,
        StaffNoticeKind.STILL_BLOCKED,
        key=f"still-blocked:{alert.id}:{item.id}",
        alert=alert.id,
    )


def _add_details(uow: UnitOfWork, moment: Moment, alert: Alert, given: ItemAnswers, by: Person) -> None:
    """The note, voice or photo that follows is added to the alert's message, or sent in reply to it."""
    note = "\n".join(one.given.text for one in given.details if one.given.text)
    if note and note != alert.note:
        alerts.set_note(uow, alert.id, note)
        alerts.add_event(uow, AlertEvent(alert.id, AlertStep.DETAILED, moment.at, by.id))
        refresh(uow, moment, alert.id, f"note:{_last_id(given)}")
    for detail in given.details:
        if detail.given.attachment_id is not None and detail.given.attachment_id not in alert.attachment_ids:
            _add_file(uow, moment, alert, detail)
    call = given.followed.get(Ask.CALL)
    if call is not None and call.given.call is not None and call.given.call is not alert.call:
        alerts.set_call(uow, alert.id, call.given.call)
        refresh(uow, moment, alert.id, f"call:{call.id}")


def _add_file(uow: UnitOfWork, moment: Moment, alert: Alert, detail: Answer) -> None:
    attachment_id = detail.given.attachment_id
    assert attachment_id is not None  # noqa: S101 - the caller has looked
    alerts.attach(uow, alert.id, attachment_id)
    refresh(uow, moment, alert.id, f"file:{attachment_id}")
    for person in followers_of(uow, alert.cooperative_id):
        _show_file(uow, moment, alert, attachment_id, person)


def _show_file(uow: UnitOfWork, moment: Moment, alert: Alert, attachment_id: int, person: Person) -> None:
    tell(
        uow,
        moment,
        person,
        OutgoingKind.ALERT_FILE,
        key=f"alert-file:{alert.id}:{attachment_id}:{person.id}",
        lane=Lane.ALERT,
        valid_for=ALERT_VALID_FOR,
        about={"alert": alert.id, "attachment": attachment_id, "reply_to_key": alert_key(alert.id, person)},
    )


def _solved_by_leader(uow: UnitOfWork, moment: Moment, alert: Alert, item: AgendaItem, by: Person) -> None:
    """A correction in the same check-in, or "it is solved" in a later one, closes the alert."""
    step = AlertStep.CORRECTED if alert.item_id == item.id else AlertStep.RESOLVED
    alerts.set_resolved(uow, alert.id, moment.at, "")
    alerts.add_event(uow, AlertEvent(alert.id, step, moment.at, by.id))
    refresh(uow, moment, alert.id, f"closed:{item.id}")


def _last_id(given: ItemAnswers) -> int:
    return max((one.id for one in given.all()), default=0)
