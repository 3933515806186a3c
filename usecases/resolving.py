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
from storage import alerts, outbox, people, remarks
from storage.unit_of_work import UnitOfWork
from usecases.alerting import ALERT_VALID_FOR, alert_key, refresh
from usecases.membership import for_members, refuse_task
from usecases.speaking import reply, tell

_NOTE_LIMIT = 1000
_FOCUS_LASTS = timedelta(hours=12)


@for_members
def see(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
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
    _show_in(uow, moment, actor, person, alert.id, _shown_under(uow, actor))
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
    about: dict[str, int | str] = {"alert": alert.id, "shown": _shown_under(uow, actor)}
    focus = Focus(FocusKind.RESOLUTION, about, moment.at + _FOCUS_LASTS)
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
    focus = remarks.focus_of(uow, person.id, moment.at)
    remarks.set_focus(uow, person.id, None)
    refresh(uow, moment, alert.id, "resolved")
    if focus is not None and focus.kind is FocusKind.RESOLUTION and focus.ids["alert"] == alert.id:
        _show_in(uow, moment, actor, person, alert.id, str(focus.ids.get("shown", "")))
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.RESOLUTION_NOTED)
    _tell_leaders(uow, moment, alert, AlertStep.RESOLVED)
    return True


@for_members
def show_alerts(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person) -> TapNotice | None:
    """/alertes: the queue."""
    if person.role is Role.LEADER:
        return refuse_task(uow, moment, actor)
    reply(uow, moment, actor, OutgoingKind.ALERTS)
    return None


@for_members
def show_alert(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, alert_id: int) -> TapNotice | None:
    """One alert of the queue, with its buttons and files."""
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


def _shown_under(uow: UnitOfWork, actor: Actor) -> str:
    """The key of the alert's message under which a button was tapped, empty if it was another kind of message."""
    row = outbox.of_message(uow, actor.chat_id, actor.message_id) if actor.message_id is not None else None
    return row.replaces or row.key if row is not None and row.kind is OutgoingKind.ALERT else ""


def _show_in(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, alert_id: int, shown: str) -> None:
    """Brings a copy of the alert, as the queue gives it, up to date; `refresh` does so for the alert's own message."""
    if shown and shown != alert_key(alert_id, person):
        reply(uow, moment, actor, OutgoingKind.ALERT, replaces=shown, alert=alert_id)


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
            valid_for=ALERT_VALID_FOR,
            about={"alert": alert.id, "step": step},
        )
