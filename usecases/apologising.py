"""Whoever sent what was set aside is told so, kindly, once a day at most, and asked the current question again.

What is broken may be broken here too: each part stands alone, and none fails the caller.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import structlog

from domain.actor import Actor
from domain.check_in import CheckInState
from domain.failure import failure_place
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.check_in import Preface
from storage import outbox, people, remarks
from storage.availability import unavailability
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases.asking import ask_next, open_check_ins

T = TypeVar("T")

log = structlog.get_logger(__name__)

#: Nobody is told twice within that time.
_ONCE_IN = timedelta(days=1)


def apologise_for_update(
    uow: UnitOfWork, moment: Moment, inbox_id: int, sender_id: int | None, *, was_tap: bool
) -> None:
    """An update was set aside: its sender is told, strangers with a plain sentence."""
    if sender_id is None:
        return
    person = _apart(uow, lambda: people.by_telegram_id(uow, sender_id))
    what = {"was_tap": int(was_tap)}
    told = _apart(uow, lambda: _tell(uow, moment, f"u{inbox_id}", sender_id, person, what))
    if told and person is not None:
        _apart(uow, lambda: _ask_again(uow, moment, f"u{inbox_id}", sender_id, person))


def apologise_for_answer(uow: UnitOfWork, moment: Moment, row: OutboxRow) -> None:
    """An answer to somebody was set aside. An apology is never apologised for."""
    chat_id = row.to_chat_id
    waited_for = row.lane is Lane.REPLY and row.replaces is None and not row.initiated
    if chat_id is None or not waited_for or row.kind is OutgoingKind.NOT_PROCESSED:
        return
    person = _apart(uow, lambda: people.by_telegram_id(uow, chat_id))
    _apart(uow, lambda: _tell(uow, moment, f"m{row.id}", chat_id, person, {"only_answer": 1}))


def _tell(
    uow: UnitOfWork, moment: Moment, lost: str, chat_id: int, person: Person | None, what: dict[str, int]
) -> bool:
    if outbox.was_said_since(uow, OutgoingKind.NOT_PROCESSED, chat_id, moment.at - _ONCE_IN):
        return False
    outgoing = Outgoing(
        key=f"not-processed:{lost}",
        kind=OutgoingKind.NOT_PROCESSED,
        lane=Lane.REPLY,
        person_id=person.id if person is not None else None,
        chat_id=chat_id,
        ids={**what},
    )
    return outbox.put(uow, outgoing, moment.at)


def _ask_again(uow: UnitOfWork, moment: Moment, lost: str, chat_id: int, person: Person) -> None:
    """The check-in they were in, or the only one that is open."""
    if person.role is not Role.LEADER or not person.can_be_asked:
        return
    running = [one.id for one in open_check_ins(uow, person.cooperative_ids) if one.state is CheckInState.OPEN]
    focus = remarks.focus_of(uow, person.id, moment.at)
    asked = int(focus.ids.get("check_in", 0)) if focus is not None else 0
    if asked in running or len(running) == 1:
        actor = Actor(turn=f"not-processed:{lost}", telegram_id=chat_id, chat_id=chat_id, person=person)
        check_in_id = asked if asked in running else running[0]
        ask_next(uow, moment, actor, person, check_in_id, preface=Preface.RESUMED)


def _apart(uow: UnitOfWork, step: Callable[[], T]) -> T | None:
    """What a step gives, None if it fails; what the database itself fails with is raised."""
    try:
        with uow.savepoint():
            return step()
    except Exception as error:
        if unavailability(error) is not None:
            raise
        log.error("apology failed", reason=failure_place(error))
        return None
