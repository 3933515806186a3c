"""Named queries on the inbox: updates are stored as they came, then worked off in order of arrival."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, func, select, update

from storage.insert_once import insert_once
from storage.statement import Query, Statement
from storage.tables.transport import inbox as t
from storage.transport_states import InboxState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class RawUpdate:
    """An update as Telegram gave it: its number, its JSON text, and who sent it if that could be told."""

    update_id: int
    payload: str
    sender_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """A stored update; `id` is its place in the order of arrival."""

    id: int
    update_id: int
    sender_id: int | None
    payload: str
    attempts: int
    received_at: datetime


_AT = bindparam("at", type_=t.c.next_try_at.type)
_PARKED = select(t.c.sender_id).where(t.c.state == InboxState.NEW, t.c.next_try_at > _AT, t.c.sender_id.is_not(None))
#: Asked for each batch: put together once.
_NEXT = Query(
    InboxRow,
    select(*(t.c[one.name] for one in fields(InboxRow)))
    .where(
        t.c.state == InboxState.NEW,
        t.c.next_try_at.is_(None) | (t.c.next_try_at <= _AT),
        t.c.sender_id.is_(None) | t.c.sender_id.not_in(_PARKED),
    )
    .order_by(t.c.id)
    .limit(bindparam("limit", type_=Integer)),
)


# Built once: building a statement costs more than running it.
_FINISH = Statement(
    update(t)
    .where(t.c.id == bindparam("row_id"))
    .values(state=bindparam("state"), done_at=bindparam("done_at"), error=bindparam("error"))
)


def store(uow: UnitOfWork, updates: Sequence[RawUpdate], at: datetime) -> int:
    """Stores a batch durably, each update once; gives how many were new."""
    return insert_once(
        uow,
        t,
        [
            {
                "update_id": one.update_id,
                "digest": hashlib.sha256(one.payload.encode()).hexdigest(),
                "sender_id": one.sender_id,
                "payload": one.payload,
                "state": InboxState.NEW,
                "received_at": at,
                "attempts": 0,
                "error": "",
            }
            for one in updates
        ],
    )


def next_batch(uow: UnitOfWork, at: datetime, limit: int) -> tuple[InboxRow, ...]:
    """The next updates in order of arrival, leaving out senders one of whose earlier updates waits to be retried."""
    return _NEXT.values(uow, at=at, limit=limit)


def finish(uow: UnitOfWork, row_id: int, state: InboxState, at: datetime, error: str = "") -> None:
    """The end of an update: done, ignored, or set aside (dead)."""
    _FINISH.run(uow, row_id=row_id, state=state, done_at=at, error=error)


def retry_later(uow: UnitOfWork, row_id: int, attempts: int, next_try_at: datetime, error: str) -> None:
    """A failed update waits; its sender's later ones wait with it."""
    uow.connection.execute(
        update(t).where(t.c.id == row_id).values(attempts=attempts, next_try_at=next_try_at, error=error)
    )


def replay(uow: UnitOfWork, row_id: int) -> bool:
    """Puts a dead update back into the queue; False if it is none."""
    done = uow.connection.execute(
        update(t)
        .where(t.c.id == row_id, t.c.state == InboxState.DEAD)
        .values(state=InboxState.NEW, attempts=0, next_try_at=None, done_at=None)
    )
    return done.rowcount > 0


def next_try_at(uow: UnitOfWork) -> datetime | None:
    """When the next failed update is tried again, None if none waits."""
    return uow.connection.execute(select(func.min(t.c.next_try_at)).where(t.c.state == InboxState.NEW)).scalar()


def depths(uow: UnitOfWork) -> dict[InboxState, int]:
    """How many updates are in each state."""
    query = select(t.c.state, func.count()).group_by(t.c.state)
    return {row[0]: row[1] for row in uow.connection.execute(query)}


def dead(uow: UnitOfWork) -> tuple[tuple[int, datetime, str], ...]:
    """The updates that were set aside: (id, received, error)."""
    query = select(t.c.id, t.c.received_at, t.c.error).where(t.c.state == InboxState.DEAD).order_by(t.c.id)
    return tuple((row[0], row[1], row[2]) for row in uow.connection.execute(query))


def purge(uow: UnitOfWork, before: datetime) -> int:
    """Forgets updates received before that time and worked off; gives how many."""
    return uow.connection.execute(delete(t).where(t.c.received_at < before, t.c.state != InboxState.NEW)).rowcount
