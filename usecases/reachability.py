"""Out of reach: who blocked the bot, or whose account or chat is gone, is a state of the person and a task for whoever
follows them. Nothing is tried again.
"""

from datetime import timedelta

from domain.actor import Actor
from domain.check_in import CheckInState
from domain.outgoing import Lane, OutgoingKind
from domain.people import Person, Reachability, Role
from domain.rules import Moment
from storage import check_ins, outbox, people, remarks
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases.calling import open_call_task
from usecases.following import concerned_with
from usecases.handing_over import hand_over
from usecases.returning import LOST, hear_from, notice_key
from usecases.speaking import tell

_NOTICE_VALID_FOR = timedelta(days=7)


def note_block(uow: UnitOfWork, moment: Moment, actor: Actor, *, blocked: bool) -> None:
    """Telegram tells that somebody blocked the bot, or let it in again."""
    if actor.person is None:
        return
    if blocked:
        lose(uow, moment, actor.person, Reachability.BLOCKED)
    else:
        hear_from(uow, moment, actor.person)


def lose(
    uow: UnitOfWork, moment: Moment, person: Person, found: Reachability, *, refused: OutboxRow | None = None
) -> None:
    """A person can no longer be written to, whoever finds it out; `refused` is the message by which it came out.

    The first to find out makes the task. What waits for the person is withdrawn; what a consultant would have been
    told goes to staff. Whoever has stopped the messages has still stopped them when the bot is let in again.
    """
    was = person.reachability
    if was is not Reachability.STOPPED and was is not found:
        people.set_reachability(uow, person.id, found)
        deed = f"still {LOST}" if was.is_lost else LOST
        loss_id = remarks.record(uow, at=moment.at, deed=deed, ids={"how": found}, person_id=person.id)
        if not was.is_lost:
            _make_task(uow, moment, person, loss_id)
    waiting = outbox.waiting_for(uow, person.id)
    if person.role is Role.CONSULTANT:
        unheard = waiting if refused is None else (refused, *waiting)
        hand_over(uow, moment, person.cooperative_ids, unheard=unheard)
    outbox.withdraw(uow, [one.id for one in waiting], f"the person is {found}")


def _make_task(uow: UnitOfWork, moment: Moment, person: Person, loss_id: int) -> None:
    """Whoever is concerned is told once; a call task says it too, so who gets one hears nothing more."""
    asked_to_phone = set[int]()
    if person.role is Role.LEADER:
        for cooperative_id in person.cooperative_ids:
            asked_to_phone |= {one.id for one in _ask_for_call(uow, moment, cooperative_id)}
    for to in concerned_with(uow, person):
        if to.id not in asked_to_phone:
            tell(
                uow,
                moment,
                to,
                OutgoingKind.OUT_OF_REACH,
                key=notice_key(loss_id, to),
                lane=Lane.ALERT,
                valid_for=_NOTICE_VALID_FOR,
                about={"person": person.id},
            )


def _ask_for_call(uow: UnitOfWork, moment: Moment, cooperative_id: int) -> tuple[Person, ...]:
    """Opens the call task of a check-in that nobody can answer any more, without waiting for its day."""
    check_in = check_ins.latest_started(uow, cooperative_id)
    if check_in is None or check_in.state is not CheckInState.OPEN:
        return ()
    if any(one.can_be_asked for one in people.leaders_of(uow, cooperative_id)):
        return ()
    return open_call_task(uow, moment, check_in)
