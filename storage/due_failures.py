"""Named queries on what a tick found due and could not do: it is tried again from here, then set aside here.

A due item that has a row here is left out by the scan of its tick (`unrecorded`): its tries are counted here alone.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update

from domain.ticks import TickName
from storage.insert_once import insert_once
from storage.rows import as_value
from storage.tables.transport import due_failure as t
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFailure:
    """`subject` names the item within its tick, and is empty for the tick as a whole; times are real.

    `next_try_at` is None for what has been set aside.
    """

    id: int
    tick: str
    subject: str
    attempts: int
    failed_at: datetime
    next_try_at: datetime | None
    cause: str


def record(
    uow: UnitOfWork,
    tick: str,
    subject: str,
    *,
    attempts: int,
    failed_at: datetime,
    next_try_at: datetime | None,
    cause: str,
) -> None:
    """Writes down the newest failure of an item: how often it has failed by now, and when it is tried again."""
    values = {"attempts": attempts, "failed_at": failed_at, "next_try_at": next_try_at, "cause": cause}
    if not insert_once(uow, t, [{"tick": tick, "subject": subject, **values}]):
        uow.connection.execute(update(t).where(t.c.tick == tick, t.c.subject == subject).values(values))


def clear(uow: UnitOfWork, tick: str, subject: str) -> None:
    """It could be done after all."""
    uow.connection.execute(delete(t).where(t.c.tick == tick, t.c.subject == subject))


def to_retry(uow: UnitOfWork, tick: str, at: datetime, limit: int) -> tuple[DueFailure, ...]:
    """The failed items of a tick whose next try has come, the longest due first."""
    query = select(t).where(t.c.tick == tick, t.c.subject != "", t.c.next_try_at <= at)
    rows = uow.connection.execute(query.order_by(t.c.next_try_at, t.c.id).limit(limit))
    return tuple(as_value(DueFailure, row) for row in rows)


def subjects(uow: UnitOfWork, tick: str) -> set[str]:
    """The items of a tick that failed and could not be done yet."""
    return set(uow.connection.execute(select(t.c.subject).where(t.c.tick == tick)).scalars())


def unrecorded(tick: TickName, subject: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition, for a tick's scan, that a due item has not failed; `subject` names it as the tick does."""
    return ~exists().where(t.c.tick == tick.value, t.c.subject == subject)


def dead(uow: UnitOfWork) -> tuple[DueFailure, ...]:
    """What was set aside."""
    query = select(t).where(t.c.next_try_at.is_(None)).order_by(t.c.id)
    return tuple(as_value(DueFailure, row) for row in uow.connection.execute(query))


def replay(uow: UnitOfWork, row_id: int) -> bool:
    """Lets what was set aside be tried again at the next tick; False if it is none."""
    done = uow.connection.execute(
        update(t).where(t.c.id == row_id, t.c.next_try_at.is_(None)).values(attempts=0, next_try_at=t.c.failed_at)
    )
    return done.rowcount > 0


def purge(uow: UnitOfWork, before: datetime) -> int:
    """Forgets what was set aside before that time; gives how many."""
    return uow.connection.execute(delete(t).where(t.c.next_try_at.is_(None), t.c.failed_at < before)).rowcount
