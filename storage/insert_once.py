"""An insert that happens once a key, on both engines."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.unit_of_work import UnitOfWork


def insert_once(uow: UnitOfWork, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows whose unique keys are not taken yet; gives how many."""
    if not rows:
        return 0
    dialect = sqlite if uow.connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing().inline()
    # Else the library throws the number of inserted rows away (psycopg).
    counted = statement.execution_options(preserve_rowcount=True)
    return uow.connection.execute(counted, [dict(row) for row in rows]).rowcount
