"""Named queries on all that was set aside, and on what may or may not have arrived: how much of it there is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, func, select, type_coerce

from domain.outgoing import Lane
from storage.tables.transport import due_failure, inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork

_UNKNOWN = (OutboxState.UNKNOWN, OutboxState.UNKNOWN_ASKED_AGAIN)


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """How many updates, messages and due items were set aside."""

    updates: int
    messages: int
    dues: int


def count(uow: UnitOfWork, since: datetime | None = None) -> DeadLetters:
    """What is set aside now, all of it or what was set aside since then (real time)."""
    return DeadLetters(
        updates=_count(uow, [inbox.c.state == InboxState.DEAD], inbox.c.done_at, since),
        messages=_count(uow, [outbox.c.state == OutboxState.FAILED], outbox.c.sent_at, since),
        dues=_count(uow, [due_failure.c.next_try_at.is_(None)], due_failure.c.failed_at, since),
    )


def unknown(uow: UnitOfWork) -> dict[str, int]:
    """How many messages of each kind may or may not have arrived."""
    kind = type_coerce(outbox.c.kind, String)
    query = select(kind, func.count()).where(outbox.c.state.in_(_UNKNOWN)).group_by(outbox.c.kind).order_by(kind)
    return {row[0]: row[1] for row in uow.connection.execute(query)}


def begun_and_unknown(uow: UnitOfWork, since: datetime) -> int:
    """How many check-ins, reminders and alerts may or may not have arrived since then (real time)."""
    begun = [outbox.c.state.in_(_UNKNOWN), outbox.c.initiated, outbox.c.lane.in_([Lane.ALERT, Lane.CHECK_IN])]
    return _count(uow, begun, outbox.c.sent_at, since)


def _count(
    uow: UnitOfWork, conditions: list[ColumnElement[bool]], at: ColumnElement[datetime], since: datetime | None
) -> int:
    wanted = conditions if since is None else [*conditions, at > since]
    return uow.connection.execute(select(func.count()).where(*wanted)).scalar_one()
