"""An insert that happens once a key, on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.statement import Statement
from storage.unit_of_work import UnitOfWork


def insert_once(uow: UnitOfWork, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows whose unique keys are not taken yet; gives how many. All rows name the same columns."""
    if not rows:
        return 0
    return _statement(uow.connection.dialect.name, table, tuple(rows[0])).run_many(uow, rows)


@cache
def _statement(engine: str, table: Table, columns: tuple[str, ...]) -> Statement:
    dialect = sqlite if engine == "sqlite" else postgresql
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return Statement(dialect.insert(table).values(values).on_conflict_do_nothing().inline())
