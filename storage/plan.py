"""Named queries on actions and indicators."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import bindparam, delete, insert, select, update

from domain.action_plan import Action, Indicator
from domain.dialogue import ActionOutcome
from storage.lazily import Lazily
from storage.rows import as_value, maker
from storage.statement import Row, Statement
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
_INDICATORS_OF = (
    select(t.indicator, _LATEST_READING.label("actual"))
    .where(t.indicator.c.action_id.in_(bindparam("action_ids", expanding=True)))
    .order_by(t.indicator.c.action_id, t.indicator.c.position)
)
_ON_AGENDA = select(agenda_item.c.action_id).where(agenda_item.c.check_in_id == bindparam("check_in"))
_ACTIONS_ON_AGENDA = Statement(select(t.action).where(t.action.c.id.in_(_ON_AGENDA)).order_by(t.action.c.code))
_INDICATORS = select(t.indicator, _LATEST_READING.label("actual"))
_INDICATORS_ON_AGENDA = Statement(
    _INDICATORS.where(t.indicator.c.action_id.in_(_ON_AGENDA)).order_by(t.indicator.c.position.desc())
)
_as_indicator = maker(Indicator, _INDICATORS.exported_columns)
_OF_ACTION = [column.key for column in t.indicator.c].index("action_id")
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
    for row in uow.connection.execute(_INDICATORS_OF, {"action_ids": list(action_ids)}):
        found[row.action_id].append(as_value(Indicator, row))
    return found


def actions_on_agenda(uow: UnitOfWork, check_in_id: int) -> Mapping[int, Action]:
    """The actions on a check-in's agenda, by id."""
    rows, convert = _ACTIONS_ON_AGENDA.unconverted(uow, check_in=check_in_id)

    def make(row: Row) -> Action:
        values = convert(row)
        return _as_action(values, stakeholders=tuple(values[_STAKEHOLDERS]))

    return Lazily({row[0]: row for row in rows}, make)


def indicators_on_agenda(uow: UnitOfWork, check_in_id: int) -> Mapping[int, Indicator]:
    """By action id, the indicator that a check-in asks about: the action's first, with its latest reading."""
    rows, convert = _INDICATORS_ON_AGENDA.unconverted(uow, check_in=check_in_id)
    return Lazily({row[_OF_ACTION]: row for row in rows}, lambda row: _as_indicator(convert(row)))


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


def _action(row: SqlRow[Any]) -> Action:
    return as_value(Action, row, stakeholders=tuple(row.stakeholders))
