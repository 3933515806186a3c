"""What the programme's clock will ring for next, in the words of the phones page (French, as its people's labels)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.check_in import CheckInState, Rung
from storage import alerts, call_tasks, check_ins, sending
from storage.unit_of_work import UnitOfWork

_RUNGS: Mapping[Rung, str] = {
    Rung.EVE: "Annonce de la veille",
    Rung.OPENING: "Ouverture du point de suivi",
    Rung.FIRST_REMINDER: "Rappel 24 h",
    Rung.SECOND_REMINDER: "Rappel 72 h",
    Rung.CALL_TASK: "Appels à passer",
    Rung.CLOSING: "Clôture",
}
_UNSEEN_ALERT = "Alerte non vue, équipe avertie"
_OVERDUE_CALL = "Appel non passé, équipe avertie"
_WAITING_MESSAGES = "Messages en attente"
#: More check-ins than any programme of the demo has.
_ALL = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is the programme's instant (UTC), `what` a few French words."""

    at: datetime
    what: str


def coming_up(uow: UnitOfWork, after: datetime) -> Event | None:
    """The next thing that happens by itself, None if nothing will; of several at one instant the check-ins' first."""
    found = (
        _check_ins(uow, after),
        _event(alerts.next_escalation_at(uow, after), _UNSEEN_ALERT),
        _event(call_tasks.next_escalation_at(uow, after), _OVERDUE_CALL),
        _event(sending.next_due_at(uow, after), _WAITING_MESSAGES),
    )
    return min((one for one in found if one is not None), key=lambda one: one.at, default=None)


def _event(at: datetime | None, what: str) -> Event | None:
    return None if at is None else Event(at, what)


def _check_ins(uow: UnitOfWork, after: datetime) -> Event | None:
    at = check_ins.next_due_at(uow, after)
    if at is None:
        return None
    due = [one for one in check_ins.due(uow, at, _ALL) if one.next_at == at]
    rungs = {one.next_rung for one in due if one.next_rung is not None}
    waiting = sum(one.state in {CheckInState.PLANNED, CheckInState.OPEN} for one in due)
    words = ", ".join(_RUNGS[rung] for rung in Rung if rung in rungs)
    return Event(at, f"{words} ({waiting} coopérative{'s' if waiting > 1 else ''})")
