"""Named queries on call tasks."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import String, cast, func, insert, select, update

from domain.call_task import CallTask, CallTaskState
from domain.ticks import TickName
from storage.due_failures import unrecorded
from storage.rows import as_value
from storage.tables.check_ins import call_task as t
from storage.tables.check_ins import check_in
from storage.unit_of_work import UnitOfWork


def by_id(uow: UnitOfWork, call_task_id: int) -> CallTask | None:
    """A call task, None if there is none with this id."""
    row = uow.connection.execute(select(t).where(t.c.id == call_task_id)).first()
    return as_value(CallTask, row) if row else None


def of_check_in(uow: UnitOfWork, check_in_id: int) -> CallTask | None:
    """The call task of a check-in, if there is one."""
    row = uow.connection.execute(select(t).where(t.c.check_in_id == check_in_id)).first()
    return as_value(CallTask, row) if row else None


def open_of_cooperatives(uow: UnitOfWork, cooperative_ids: Iterable[int] | None) -> tuple[CallTask, ...]:
    """Calls that wait, of some cooperatives (None: all), oldest first."""
    query = (
        select(t)
        .join(check_in, check_in.c.id == t.c.check_in_id)
        .where(t.c.state == CallTaskState.OPEN)
        .order_by(t.c.id)
    )
    if cooperative_ids is not None:
        query = query.where(check_in.c.cooperative_id.in_(list(cooperative_ids)))
    return tuple(as_value(CallTask, row) for row in uow.connection.execute(query))


def add(
    uow: UnitOfWork, *, check_in_id: int, consultant_id: int | None, opened_at: datetime, escalate_at: datetime
) -> int:
    """A new call task; gives its id. One a check-in at most."""
    key = uow.connection.execute(
        insert(t).values(
            check_in_id=check_in_id,
            consultant_id=consultant_id,
            state=CallTaskState.OPEN,
            opened_at=opened_at,
            escalate_at=escalate_at,
        )
    ).inserted_primary_key
    return int(key[0])  # type: ignore[index] # a row of one


def close(uow: UnitOfWork, call_task_id: int, state: CallTaskState, at: datetime) -> None:
    """Done, or dropped because the leaders answered or the check-in closed."""
    uow.connection.execute(update(t).where(t.c.id == call_task_id).values(state=state, done_at=at, escalate_at=None))


def set_spoke_with(uow: UnitOfWork, call_task_id: int, person_id: int) -> None:
    uow.connection.execute(update(t).where(t.c.id == call_task_id).values(spoke_with=person_id, escalate_at=None))


def count_failure(uow: UnitOfWork, call_task_id: int) -> None:
    uow.connection.execute(update(t).where(t.c.id == call_task_id).values(failures=t.c.failures + 1))


def to_escalate(uow: UnitOfWork, at: datetime, limit: int) -> tuple[int, ...]:
    """Ids of call tasks that have waited too long, but for those of which staff could not be told."""
    condition = unrecorded(TickName.OVERDUE_CALLS, cast(t.c.id, String))
    query = select(t.c.id).where(t.c.escalate_at <= at, t.c.state == CallTaskState.OPEN, condition)
    return tuple(uow.connection.execute(query.order_by(t.c.id).limit(limit)).scalars())


def set_told(uow: UnitOfWork, call_task_id: int) -> None:
    """Staff have been told: it is not told twice."""
    uow.connection.execute(update(t).where(t.c.id == call_task_id).values(escalate_at=None))


def next_escalation_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When the next call task that still waits then goes to staff."""
    query = select(func.min(t.c.escalate_at)).where(t.c.state == CallTaskState.OPEN, t.c.escalate_at > after)
    return uow.connection.execute(query).scalar()
