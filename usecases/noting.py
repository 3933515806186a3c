"""Notes: a leader's message that answered nothing asked goes to the consultant; the consultant's reply comes back."""

from domain.actor import Actor
from domain.answer import Attachment
from domain.outgoing import Lane, OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import alerts, people, remarks
from storage.unit_of_work import UnitOfWork
from usecases.following import followers_of
from usecases.speaking import reply, tell


def keep(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, text: str, attachment: Attachment | None
) -> None:
    """Keeps a message and passes a leader's on to whoever follows the first cooperative."""
    cooperative_id = next(iter(person.cooperative_ids), None) if person.role is Role.LEADER else None
    consultant_id = people.cooperative(uow, cooperative_id).consultant_id if cooperative_id is not None else None
    note_id = remarks.add_note(
        uow,
        person_id=person.id,
        to_id=consultant_id,
        cooperative_id=cooperative_id,
        alert_id=None,
        text=text,
        attachment_id=attachment.id if attachment else None,
        at=moment.at,
    )
    followers = followers_of(uow, cooperative_id) if cooperative_id is not None else ()
    if not followers:
        reply(uow, moment, actor, OutgoingKind.HOME)
        return
    for one in followers:
        _pass_on(uow, moment, one, note_id)
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NOTE_PASSED_ON)


def answer_leader(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    alert_id: int,
    text: str,
    attachment: Attachment | None,
) -> None:
    """A reply to an alert reaches the leader who raised it (or all leaders of the cooperative)."""
    alert = alerts.by_id(uow, alert_id)
    if alert is None or not person.may_see_cooperative(alert.cooperative_id):
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NOT_YOURS)
        return
    leaders = people.leaders_of(uow, alert.cooperative_id)
    meant = [one for one in leaders if one.id == alert.reported_by] or list(leaders)
    note_id = remarks.add_note(
        uow,
        person_id=person.id,
        to_id=alert.reported_by,
        cooperative_id=alert.cooperative_id,
        alert_id=alert_id,
        text=text,
        attachment_id=attachment.id if attachment else None,
        at=moment.at,
    )
    in_reach = [one for one in meant if one.can_be_asked]
    for leader in in_reach:
        _pass_on(uow, moment, leader, note_id)
    text = SimpleText.NOTE_PASSED_ON if in_reach else SimpleText.NOTE_NOT_PASSED_ON
    reply(uow, moment, actor, OutgoingKind.TOLD, text=text)


def _pass_on(uow: UnitOfWork, moment: Moment, to: Person, note_id: int) -> None:
    tell(uow, moment, to, OutgoingKind.NOTE, key=f"note:{note_id}:{to.id}", lane=Lane.ALERT, about={"note": note_id})
