"""Named queries on check-ins and their agendas."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, bindparam, cast, func, insert, select, type_coerce, update

from domain.agenda import AgendaChoice
from domain.check_in import AgendaItem, CheckIn, CheckInState, Rung
from domain.period import Month, Period
from domain.ticks import TickName
from storage.due_failures import unrecorded
from storage.rows import as_value
from storage.statement import Query, Statement
from storage.tables import check_ins as t
from storage.tables.people import cooperative
from storage.unit_of_work import UnitOfWork

#: Asked at every turn of a check-in, so put together once: that costs more than running them.
_RUNG: ColumnElement[str] = cast(t.check_in.c.id, String) + ":" + type_coerce(t.check_in.c.next_rung, String)
_BY_ID = Query(CheckIn, select(t.check_in).where(t.check_in.c.id == bindparam("check_in_id")))
_ITEM = Query(AgendaItem, select(t.agenda_item).where(t.agenda_item.c.id == bindparam("item_id")))
_LATEST_STARTED = Query(
    CheckIn,
    select(t.check_in)
    .where(t.check_in.c.cooperative_id == bindparam("cooperative_id"), t.check_in.c.opened_at.is_not(None))
    .order_by(t.check_in.c.period.desc())
    .limit(1),
)
_AGENDA = Query(
    AgendaItem,
    select(t.agenda_item)
    .where(t.agenda_item.c.check_in_id == bindparam("check_in_id"))
    .order_by(t.agenda_item.c.asked.desc(), t.agenda_item.c.position),
)
_NEXT_DAY = Statement(
    select(func.min(t.check_in.c.on)).where(
        t.check_in.c.cooperative_id == bindparam("cooperative_id"), t.check_in.c.on > bindparam("after")
    )
)
_AGENDAS = (
    select(t.agenda_item)
    .where(t.agenda_item.c.check_in_id.in_(bindparam("check_in_ids", expanding=True)))
    .order_by(t.agenda_item.c.check_in_id, t.agenda_item.c.asked.desc(), t.agenda_item.c.position)
)


def by_id(uow: UnitOfWork, check_in_id: int) -> CheckIn | None:
    """A check-in, None if there is none with this id."""
    return _BY_ID.value(uow, check_in_id=check_in_id)


def of_item(uow: UnitOfWork, item_id: int) -> tuple[CheckIn, AgendaItem] | None:
    """The agenda item with its check-in, None if there is no such item."""
    item = _ITEM.value(uow, item_id=item_id)
    check_in = by_id(uow, item.check_in_id) if item else None
    return (check_in, item) if check_in and item else None


def latest_started(uow: UnitOfWork, cooperative_id: int) -> CheckIn | None:
    """The check-in that takes answers: the last one that has opened, even if it has closed since."""
    return _LATEST_STARTED.value(uow, cooperative_id=cooperative_id)


def of_cooperative(uow: UnitOfWork, cooperative_id: int) -> tuple[CheckIn, ...]:
    """All check-ins of a cooperative, in order."""
    query = select(t.check_in).where(t.check_in.c.cooperative_id == cooperative_id).order_by(t.check_in.c.period)
    return tuple(as_value(CheckIn, row) for row in uow.connection.execute(query))


def of_periods(uow: UnitOfWork, periods: Collection[Period]) -> tuple[CheckIn, ...]:
    """Everybody's check-ins of some periods."""
    query = select(t.check_in).where(t.check_in.c.period.in_(list(periods))).order_by(t.check_in.c.id)
    return tuple(as_value(CheckIn, row) for row in uow.connection.execute(query))


def unplanned(uow: UnitOfWork, period: Period, limit: int) -> tuple[int, ...]:
    """Ids of cooperatives that have no check-in of that period yet."""
    planned = select(t.check_in.c.id).where(
        t.check_in.c.cooperative_id == cooperative.c.id, t.check_in.c.period == period
    )
    query = select(cooperative.c.id).where(~planned.exists()).order_by(cooperative.c.id).limit(limit)
    return tuple(uow.connection.execute(query).scalars())


def next_day(uow: UnitOfWork, cooperative_id: int, after: date) -> date | None:
    """The day of the cooperative's next check-in."""
    row = _NEXT_DAY.row(uow, cooperative_id=cooperative_id, after=after)
    return row[0] if row else None


def plan(
    uow: UnitOfWork, cooperative_ids: Collection[int], *, period: Period, on: date, next_at: datetime, rung: Rung
) -> None:
    """A planned check-in of that period for each of these cooperatives."""
    shared = {"period": period, "on": on, "state": CheckInState.PLANNED, "next_rung": rung, "next_at": next_at}
    if cooperative_ids:
        uow.connection.execute(insert(t.check_in), [{"cooperative_id": one, **shared} for one in cooperative_ids])


def due(uow: UnitOfWork, at: datetime, limit: int) -> tuple[CheckIn, ...]:
    """Check-ins whose next rung is due, the longest due first."""
    query = select(t.check_in).where(t.check_in.c.next_at <= at).order_by(t.check_in.c.next_at, t.check_in.c.id)
    return tuple(as_value(CheckIn, row) for row in uow.connection.execute(query.limit(limit)))


def due_rungs(uow: UnitOfWork, at: datetime, limit: int) -> tuple[str, ...]:
    """The rungs that are due, as `CHECK-IN:RUNG`, the longest due first, but for those that could not be climbed.

    The rows are not read: one that cannot be keeps the others from nothing.
    """
    query = (
        select(_RUNG)
        .where(t.check_in.c.next_at <= at, unrecorded(TickName.LADDER, _RUNG))
        .order_by(t.check_in.c.next_at, t.check_in.c.id)
        .limit(limit)
    )
    return tuple(uow.connection.execute(query).scalars())


def next_due_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When the next rung of any check-in falls due then."""
    return uow.connection.execute(select(func.min(t.check_in.c.next_at)).where(t.check_in.c.next_at > after)).scalar()


def next_planned(uow: UnitOfWork) -> CheckIn | None:
    """The next check-in that will open, one of those that do on the same day."""
    query = select(t.check_in).where(t.check_in.c.state == CheckInState.PLANNED).order_by(t.check_in.c.on)
    row = uow.connection.execute(query.limit(1)).first()
    return as_value(CheckIn, row) if row else None


def set_rung(uow: UnitOfWork, check_in_id: int, rung: Rung | None, at: datetime | None) -> None:
    """The next rung of the ladder, None when it is climbed."""
    uow.connection.execute(update(t.check_in).where(t.check_in.c.id == check_in_id).values(next_rung=rung, next_at=at))


def mark_open(uow: UnitOfWork, check_in_id: int, at: datetime) -> None:
    uow.connection.execute(
        update(t.check_in).where(t.check_in.c.id == check_in_id).values(state=CheckInState.OPEN, opened_at=at)
    )


def set_state(
    uow: UnitOfWork,
    check_in_id: int,
    state: CheckInState,
    *,
    completed_at: datetime | None = None,
    closed_at: datetime | None = None,
) -> None:
    """A new state, with the time that belongs to it; times already set are kept."""
    values: dict[str, object] = {"state": state}
    if completed_at is not None:
        values["completed_at"] = completed_at
    if closed_at is not None:
        values["closed_at"] = closed_at
    uow.connection.execute(update(t.check_in).where(t.check_in.c.id == check_in_id).values(values))


def freeze_agenda(uow: UnitOfWork, check_in_id: int, choices: Sequence[AgendaChoice]) -> None:
    """Writes down which actions are asked about, and how each stood."""
    rows = [
        {
            "check_in_id": check_in_id,
            "position": position,
            "action_id": choice.action.id,
            "reason": choice.reason,
            "asked": choice.asked,
            "state_before": choice.action.state,
            "progress_before_percent": choice.action.progress_percent,
            "deadline_before": choice.action.deadline,
            "blocked_by_before": choice.action.blocked_by,
            "blocked_on_before": choice.action.blocked_on,
            "last_news_before": choice.action.last_news_on,
        }
        for position, choice in enumerate(choices, 1)
    ]
    if rows:
        uow.connection.execute(insert(t.agenda_item), rows)


def agenda(uow: UnitOfWork, check_in_id: int) -> tuple[AgendaItem, ...]:
    """The agenda of a check-in, what is asked first and what was left out after it."""
    return _AGENDA.values(uow, check_in_id=check_in_id)


def agendas(uow: UnitOfWork, check_in_ids: Iterable[int]) -> dict[int, tuple[AgendaItem, ...]]:
    """Agendas by check-in id."""
    found: dict[int, list[AgendaItem]] = {}
    for row in uow.connection.execute(_AGENDAS, {"check_in_ids": list(check_in_ids)}):
        found.setdefault(row.check_in_id, []).append(as_value(AgendaItem, row))
    return {key: tuple(value) for key, value in found.items()}


def ask_too(uow: UnitOfWork, item_id: int) -> None:
    """Brings an action that was left out into the dialogue."""
    uow.connection.execute(update(t.agenda_item).where(t.agenda_item.c.id == item_id).values(asked=True))


def asked_in_month(uow: UnitOfWork, cooperative_id: int, month: Month) -> set[int]:
    """The actions asked about in the month's check-ins so far."""
    query = (
        select(t.agenda_item.c.action_id)
        .join(t.check_in, t.check_in.c.id == t.agenda_item.c.check_in_id)
        .where(
            t.check_in.c.cooperative_id == cooperative_id,
            t.check_in.c.period.in_([Period(month, 1), Period(month, 2)]),
            t.agenda_item.c.asked,
        )
    )
    return set(uow.connection.execute(query).scalars())


def last_closed_states(uow: UnitOfWork, cooperative_id: int, count: int) -> tuple[CheckInState, ...]:
    """The states of the last closed check-ins, newest first."""
    query = (
        select(t.check_in.c.state)
        .where(t.check_in.c.cooperative_id == cooperative_id, t.check_in.c.closed_at.is_not(None))
        .order_by(t.check_in.c.period.desc())
        .limit(count)
    )
    return tuple(uow.connection.execute(query).scalars())


def started_periods(uow: UnitOfWork, at: datetime) -> set[Period]:
    """The periods of which at least one check-in had opened by then."""
    query = select(t.check_in.c.period).where(t.check_in.c.opened_at <= at).distinct()
    return set(uow.connection.execute(query).scalars())
