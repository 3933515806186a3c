"""Coming back: whoever is heard from can be written to again."""

from domain.outgoing import Lane, OutgoingKind
from domain.people import Person, Reachability, Role
from domain.rules import Moment
from storage import people, remarks
from storage.unit_of_work import UnitOfWork
from usecases.following import concerned_with
from usecases.showing_calls import update_shown_calls
from usecases.speaking import tell

#: In the audit trail: who was reachable no longer is.
LOST = "out of reach"


def notice_key(loss_id: int, to: Person) -> str:
    """The key of the message that tells somebody of a loss; `loss_id` is its entry in the audit trail."""
    return f"out-of-reach:{loss_id}:{to.id}"


def hear_from(uow: UnitOfWork, moment: Moment, person: Person) -> None:
    """Somebody writes, taps or joins: Telegram has let the bot in again, though it may not have told so.

    A stop stands until the person takes it back.
    """
    if person.reachability.is_lost:
        take_up_again(uow, moment, person)


def take_up_again(uow: UnitOfWork, moment: Moment, person: Person) -> None:
    """The bot may begin messages to this person again, also after a stop; what was told of the loss is edited."""
    if person.reachability is Reachability.REACHABLE:
        return
    people.set_reachability(uow, person.id, Reachability.REACHABLE)
    return_id = remarks.record(uow, at=moment.at, deed="reachable again", ids={}, person_id=person.id)
    if person.role is Role.LEADER:
        update_shown_calls(uow, moment, person.cooperative_ids, because=f"back:{return_id}")
    loss_id = remarks.latest_entry(uow, person.id, LOST)
    if loss_id is None:
        return
    for to in concerned_with(uow, person):
        told = notice_key(loss_id, to)
        about = {"person": person.id}
        tell(
            uow,
            moment,
            to,
            OutgoingKind.BACK_IN_REACH,
            key=f"{told}:back",
            lane=Lane.ALERT,
            replaces=told,
            about=about,
        )
