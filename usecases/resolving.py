"""What a consultant does with an alert: see it, resolve it with a note; the leader hears both."""

from datetime import timedelta

from domain.actor import Actor
from domain.alert import Alert, AlertEvent, AlertState, AlertStep
from domain.focus import Focus, FocusKind
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import Lane, OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import alerts, people, remarks
from storage.unit_of_work import UnitOfWork
from usecases.alerting import alert_key, refresh
from usecases.membership import for_members
from usecases.speaking import reply, tell

_NOTE_LIMIT = 1000
_FOCUS_LASTS = timedelta(hours=12)


@for_members
def see(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,  # noqa: ARG001 - one shape
    person: Person,
    *,
    alert_id: int,
) -> TapNotice | None:
    """*Seen*: staff need not be told, and the leader hears it."""
    alert = _own_alert(uow, person, alert_id)
    if isinstance(alert, TapNotice):
        return alert
    if alert.state is not AlertState.OPEN and alert.state is not AlertState.REOPENED:
        return _done_already(uow, alert)
    alerts.set_seen(uow, alert.id, moment.at)
    alerts.add_event(uow, AlertEvent(alert.id, AlertStep.SEEN, moment.at, person.id))
    refresh(uow, moment, alert.id, "seen")
    _tell_leaders(uow, moment, alert, AlertStep.SEEN)
    return TapNotice(NoticeKind.ALERT_SEEN)


@for_members
def ask_resolution(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, alert_id: int) -> TapNotice | None:
    """*Resolved*: asks how; the next text closes the alert."""
    alert = _own_alert(uow, person, alert_id)
    if isinstance(alert, TapNotice):
        return alert
    if alert.state is AlertState.RESOLVED:
        return _done_already(uow, alert)
    focus = Focus(FocusKind.RESOLUTION, {"alert": alert.id}, moment.at + _FOCUS_LASTS)
    remarks.set_focus(uow, person.id, focus)
    reply(uow, moment, actor, OutgoingKind.RESOLUTION_ASKED, alert=alert.id)
    return None


def resolve(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, alert_id: int, note: str) -> bool:
    """Closes an alert with its note; False if there is nothing to close (the message is then about something else)."""
    alert = _own_alert(uow, person, alert_id)
    if isinstance(alert, TapNotice) or alert.state is AlertState.RESOLVED or not note.strip():
        return False
    alerts.set_resolved(uow, alert.id, moment.at, note.strip()[:_NOTE_LIMIT])
    alerts.add_event(uow, AlertEvent(alert.id, AlertStep.RESOLVED, moment.at, person.id, note.strip()[:_NOTE_LIMIT]))
    remarks.set_focus(uow, person.id, None)
    refresh(uow, moment, alert.id, "resolved")
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.RESOLUTION_NOTED)
    _tell_leaders(uow, moment, alert, AlertStep.RESOLVED)
    return True


@for_members
def show_alerts(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person) -> TapNotice | None:
    """/alertes: the queue."""
    if person.role is Role.LEADER:
        return TapNotice(NoticeKind.NOT_YOURS)
    reply(uow, moment, actor, OutgoingKind.ALERTS)
    return None


@for_members
def show_alert(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, alert_id: int) -> TapNotice | None:
    """One alert of the queue, with its buttons and files; it becomes the message that later steps edit."""
    alert = _own_alert(uow, person, alert_id)
    if isinstance(alert, TapNotice):
        return alert
    reply(uow, moment, actor, OutgoingKind.ALERT, alert=alert.id)
    for attachment_id in alert.attachment_ids:
        reply(uow, moment, actor, OutgoingKind.ALERT_FILE, alert=alert.id, attachment=attachment_id)
    return None


def _own_alert(uow: UnitOfWork, person: Person, alert_id: int) -> Alert | TapNotice:
    alert = alerts.by_id(uow, alert_id)
    if alert is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    if person.role is Role.LEADER or not person.may_see_cooperative(alert.cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    return alert


def _done_already(uow: UnitOfWork, alert: Alert) -> TapNotice:
    """Somebody was faster: their name, where one is known."""
    by = [one.by for one in alerts.events(uow, alert.id) if one.by is not None]
    return TapNotice(NoticeKind.ALERT_ALREADY, name=people.by_id(uow, by[-1]).name if by else "")


def _tell_leaders(uow: UnitOfWork, moment: Moment, alert: Alert, step: AlertStep) -> None:
    """The leader who raised it hears it; when that is not known, all leaders of the cooperative do."""
    leaders = people.leaders_of(uow, alert.cooperative_id)
    for leader in [one for one in leaders if one.id == alert.reported_by] or leaders:
        tell(
            uow,
            moment,
            leader,
            OutgoingKind.ALERT_STEP,
            key=f"{alert_key(alert.id, leader)}:{step}",
            lane=Lane.ALERT,
            about={"alert": alert.id, "step": step},
        )
