"""Named queries on alerts and their events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, bindparam, cast, func, insert, select, update

from domain.action_plan import Constraint
from domain.alert import Alert, AlertEvent, AlertState
from domain.answer import CallWish
from domain.ticks import TickName
from storage.due_failures import unrecorded
from storage.rows import as_value
from storage.statement import Statement
from storage.tables import alerts as t
from storage.unit_of_work import UnitOfWork

_OPEN_OF_ACTION = Statement(
    select(t.alert.c.id).where(t.alert.c.action_id == bindparam("action"), t.alert.c.state != AlertState.RESOLVED)
)


def by_id(uow: UnitOfWork, alert_id: int) -> Alert | None:
    """An alert, None if there is none with this id."""
    found = _alerts(uow, t.alert.c.id == alert_id)
    return found[0] if found else None


def open_of_action(uow: UnitOfWork, action_id: int) -> Alert | None:
    """The one open alert of an action, if any."""
    row = _OPEN_OF_ACTION.row(uow, action=action_id)
    return by_id(uow, row[0]) if row else None


def open_of_cooperatives(uow: UnitOfWork, cooperative_ids: Iterable[int] | None) -> tuple[Alert, ...]:
    """Open alerts of some cooperatives (None: all), oldest first."""
    condition = t.alert.c.state != AlertState.RESOLVED
    if cooperative_ids is not None:
        condition &= t.alert.c.cooperative_id.in_(list(cooperative_ids))
    return _alerts(uow, condition)


def of_check_ins(uow: UnitOfWork, check_in_ids: Iterable[int]) -> tuple[Alert, ...]:
    """The alerts raised in some check-ins."""
    return _alerts(uow, t.alert.c.check_in_id.in_(list(check_in_ids)))


def of_cooperative(uow: UnitOfWork, cooperative_id: int) -> tuple[Alert, ...]:
    """All alerts of a cooperative, oldest first."""
    return _alerts(uow, t.alert.c.cooperative_id == cooperative_id)


def add(uow: UnitOfWork, values: dict[str, Any]) -> int:
    """Opens an alert; gives its id. A second open alert of the same action is refused by the database."""
    key = uow.connection.execute(insert(t.alert).values(values)).inserted_primary_key
    return int(key[0])  # type: ignore[index] # a row of one


def set_reason(uow: UnitOfWork, alert_id: int, reason: Constraint) -> None:
    _set(uow, alert_id, reason=reason)


def set_note(uow: UnitOfWork, alert_id: int, note: str) -> None:
    _set(uow, alert_id, note=note)


def set_call(uow: UnitOfWork, alert_id: int, call: CallWish) -> None:
    _set(uow, alert_id, call=call)


def set_seen(uow: UnitOfWork, alert_id: int, at: datetime) -> None:
    _set(uow, alert_id, state=AlertState.SEEN, seen_at=at, escalate_at=None)


def set_resolved(uow: UnitOfWork, alert_id: int, at: datetime, resolution: str) -> None:
    _set(uow, alert_id, state=AlertState.RESOLVED, resolved_at=at, resolution=resolution, escalate_at=None)


def set_told(uow: UnitOfWork, alert_id: int) -> None:
    """Staff have been told: it is not told twice."""
    _set(uow, alert_id, escalate_at=None)


def attach(uow: UnitOfWork, alert_id: int, attachment_id: int) -> None:
    uow.connection.execute(insert(t.alert_attachment).values(alert_id=alert_id, attachment_id=attachment_id))


def add_event(uow: UnitOfWork, event: AlertEvent) -> None:
    """Writes down a step, with author and time."""
    uow.connection.execute(
        insert(t.alert_event).values(
            alert_id=event.alert_id, step=event.step, at=event.at, by=event.by, note=event.note
        )
    )


def events(uow: UnitOfWork, alert_id: int) -> tuple[AlertEvent, ...]:
    """The steps of an alert in order."""
    query = select(t.alert_event).where(t.alert_event.c.alert_id == alert_id).order_by(t.alert_event.c.id)
    return tuple(as_value(AlertEvent, row) for row in uow.connection.execute(query))


def to_escalate(uow: UnitOfWork, at: datetime, limit: int) -> tuple[int, ...]:
    """Ids of alerts that nobody has seen in time, but for those of which staff could not be told."""
    condition = unrecorded(TickName.UNSEEN_ALERTS, cast(t.alert.c.id, String))
    query = select(t.alert.c.id).where(t.alert.c.escalate_at <= at, condition).order_by(t.alert.c.id).limit(limit)
    return tuple(uow.connection.execute(query).scalars())


def next_escalation_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When the next alert that is still unseen then goes to staff."""
    query = select(func.min(t.alert.c.escalate_at)).where(t.alert.c.escalate_at > after)
    return uow.connection.execute(query).scalar()


def _set(uow: UnitOfWork, alert_id: int, **values: object) -> None:
    uow.connection.execute(update(t.alert).where(t.alert.c.id == alert_id).values(values))


def _alerts(uow: UnitOfWork, condition: object) -> tuple[Alert, ...]:
    rows = uow.connection.execute(select(t.alert).where(condition).order_by(t.alert.c.id)).all()  # type: ignore[arg-type] # a column clause
    return tuple(_alert(uow, row) for row in rows)


def _alert(uow: UnitOfWork, row: Row[Any]) -> Alert:
    files = select(t.alert_attachment.c.attachment_id).where(t.alert_attachment.c.alert_id == row.id)
    return as_value(Alert, row, attachment_ids=tuple(sorted(uow.connection.execute(files).scalars())))
