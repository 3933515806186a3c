"""Named queries on actions and indicators."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from domain.action_plan import Action, Indicator
from domain.dialogue import ActionOutcome
from storage.rows import as_value, maker
from storage.statement import Query, Statement
from storage.tables import plan as t
from storage.tables.check_ins import agenda_item
from storage.unit_of_work import UnitOfWork

_ACTIONS = select(t.action).where(t.action.c.id.in_(bindparam("ids", expanding=True))).order_by(t.action.c.code)
_LATEST_READING = (
    select(t.indicator_reading.c.value)
    .where(t.indicator_reading.c.indicator_id == t.indicator.c.id)
    .order_by(t.indicator_reading.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_INDICATORS = (
    select(t.indicator, _LATEST_READING.label("actual"))
    .where(t.indicator.c.action_id.in_(bindparam("action_ids", expanding=True)))
    .order_by(t.indicator.c.action_id, t.indicator.c.position)
)
_ON_AGENDA = select(agenda_item.c.action_id).where(agenda_item.c.check_in_id == bindparam("check_in"))
_ACTIONS_ASKED = Statement(select(t.action).where(t.action.c.id.in_(_ON_AGENDA)).order_by(t.action.c.code))
_INDICATORS_ASKED = Query(
    Indicator,
    select(t.indicator, _LATEST_READING.label("actual"))
    .where(t.indicator.c.action_id.in_(_ON_AGENDA))
    .order_by(t.indicator.c.action_id, t.indicator.c.position),
)
_as_action = maker(Action, t.action.c)
_STAKEHOLDERS = [column.key for column in t.action.c].index("stakeholders")
_SET_OUTCOME = Statement(
    update(t.action)
    .where(t.action.c.id == bindparam("action_id"))
    .values(
        state=bindparam("now"),
        progress_percent=bindparam("percent"),
        blocked_by=bindparam("reason"),
        blocked_on=bindparam("since"),
        done_on=bindparam("done"),
        deadline=bindparam("until"),
        last_news_on=bindparam("news"),
    )
)
_FORGET_READING = Statement(delete(t.indicator_reading).where(t.indicator_reading.c.item_id == bindparam("item")))


def action(uow: UnitOfWork, action_id: int) -> Action:
    """An action that is known to exist; LookupError otherwise."""
    found = actions(uow, [action_id])
    if not found:
        raise LookupError(f"no action {action_id}")
    return found[0]


def actions(uow: UnitOfWork, ids: Iterable[int]) -> tuple[Action, ...]:
    """Actions by id, in no particular order."""
    return tuple(_action(row) for row in uow.connection.execute(_ACTIONS, {"ids": list(ids)}))


def actions_of(uow: UnitOfWork, cooperative_id: int) -> tuple[Action, ...]:
    """The plan of a cooperative, by code."""
    query = select(t.action).where(t.action.c.cooperative_id == cooperative_id).order_by(t.action.c.code)
    return tuple(_action(row) for row in uow.connection.execute(query))


def indicators(uow: UnitOfWork, action_ids: Iterable[int]) -> dict[int, list[Indicator]]:
    """Indicators by action id, in order, each with its latest reading."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    for row in uow.connection.execute(_INDICATORS, {"action_ids": list(action_ids)}):
        found[row.action_id].append(as_value(Indicator, row))
    return found


def asked_actions(uow: UnitOfWork, check_in_id: int) -> tuple[Action, ...]:
    """The actions on a check-in's agenda."""
    rows = _ACTIONS_ASKED.rows(uow, check_in=check_in_id)
    return tuple(_as_action(row, stakeholders=tuple(row[_STAKEHOLDERS])) for row in rows)


def asked_indicators(uow: UnitOfWork, check_in_id: int) -> dict[int, list[Indicator]]:
    """The indicators of the actions on a check-in's agenda, as `indicators` gives them."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    for one in _INDICATORS_ASKED.values(uow, check_in=check_in_id):
        found[one.action_id].append(one)
    return found


def set_outcome(
    uow: UnitOfWork, action_id: int, outcome: ActionOutcome, *, deadline: date, last_news_on: date | None
) -> None:
    """Where an action stands now; `deadline` is the new planned date or the one it had."""
    _SET_OUTCOME.run(
        uow,
        action_id=action_id,
        now=outcome.state,
        percent=outcome.percent,
        reason=outcome.reason,
        since=outcome.blocked_on,
        done=outcome.done_on,
        until=deadline,
        news=last_news_on,
    )


def mark_asked(uow: UnitOfWork, action_ids: Iterable[int], on: date) -> None:
    """Remembers the day on which actions were last asked about."""
    uow.connection.execute(update(t.action).where(t.action.c.id.in_(list(action_ids))).values(last_asked_on=on))


def set_reading(uow: UnitOfWork, *, indicator_id: int, item_id: int, reading: tuple[int, Decimal, date] | None) -> None:
    """The reading that a check-in's item brought: (answer id, value, day), None when a correction took it back."""
    _FORGET_READING.run(uow, item=item_id)
    if reading is not None:
        answer_id, value, on = reading
        uow.connection.execute(
            insert(t.indicator_reading).values(
                indicator_id=indicator_id, item_id=item_id, answer_id=answer_id, value=value, on=on
            )
        )


def _action(row: Row[Any]) -> Action:
    return as_value(Action, row, stakeholders=tuple(row.stakeholders))
