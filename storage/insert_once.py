"""An insert that happens once a key, on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.unit_of_work import UnitOfWork


def insert_once(uow: UnitOfWork, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows whose unique keys are not taken yet; gives how many."""
    if not rows:
        return 0
    statement = _statement(uow.connection.dialect.name, table)
    return uow.connection.execute(statement, [dict(row) for row in rows]).rowcount


@cache
def _statement(engine: str, table: Table) -> Insert:
    dialect = sqlite if engine == "sqlite" else postgresql
    # Else the library throws the number of inserted rows away (psycopg).
    statement: Insert = dialect.insert(table).on_conflict_do_nothing().inline()
    return statement.execution_options(preserve_rowcount=True)
