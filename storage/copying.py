"""A whole programme from one database into another one, on either engine: every table, every id, all or nothing.

While it lasts nobody writes into the source. What was written is read back through the same column types, in the
target's transaction: a digest that differs undoes everything.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage import leases, sequences
from storage.emptiness import what_is_there
from storage.failure import first_line
from storage.schema import NewerSchemaError, SchemaState, schema_state, upgrade
from storage.tables import metadata
from storage.tables.transport import lease
from storage.unit_of_work import UnitOfWork

#: Rows in memory at a time.
_BATCH = 500
_DIGEST_BYTES = 32

Row: TypeAlias = Mapping[str, Any]


class Side(Enum):
    """Which of the two databases is meant."""

    SOURCE = "source"
    TARGET = "target"


class CopyError(RuntimeError):
    """Nothing was copied; `reason` says in one line what about the database of that side is in the way."""

    def __init__(self, side: Side, reason: str) -> None:
        super().__init__(f"the {side.value} {reason}")
        self.side = side
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TableCopy:
    """What was copied of a table; `digest` is that of all its rows, in any order, in hexadecimal digits."""

    table: str
    rows: int
    digest: str


def copy_programme(source: Engine, target: Engine, at: datetime) -> tuple[TableCopy, ...]:
    """Copies every table in one transaction of the target, which is brought to the newest schema first.

    `at` is the real time. Both engines are writing ones: the source is locked. Raises CopyError, with nothing written,
    where the source is of another schema or in use, the target is not empty, a row cannot be taken, or either fails.
    """
    with _source(source, at) as read, _target(target) as write:
        copies = tuple(_copy(read, write, table, at) for table in metadata.sorted_tables)
        with _failures_of(Side.SOURCE):
            last_ids = sequences.last_ids(read)
        with _failures_of(Side.TARGET):
            sequences.go_on_after(write, last_ids)
        for copy in copies:
            if _read_back(write, copy.table) != copy:
                raise CopyError(Side.TARGET, f"does not give back what was written into {copy.table}")
    return copies


@contextmanager
def _source(engine: Engine, at: datetime) -> Iterator[Connection]:
    """A transaction that keeps everybody else from writing into a database on which no bot is active."""
    with _failures_of(Side.SOURCE):
        _demand_schema(engine)
        connection = engine.connect()
    try:
        with _failures_of(Side.SOURCE):
            connection.begin()
            _wait_for_nothing(connection)
            _demand_rest(connection, at)
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"LOCK TABLE {', '.join(metadata.tables)} IN SHARE MODE")
        yield connection
    finally:
        connection.close()


@contextmanager
def _target(engine: Engine) -> Iterator[Connection]:
    """A transaction on an empty database of the newest schema, committed if the block ends well."""
    with _failures_of(Side.TARGET):
        connection = engine.connect()
    try:
        with _failures_of(Side.TARGET):
            connection.begin()
            _wait_for_nothing(connection)
            if (name := what_is_there(connection)) is not None:
                raise CopyError(Side.TARGET, f"is not empty: there is something in {name}")
            upgrade(connection)
        yield connection
        with _failures_of(Side.TARGET):
            connection.commit()
    finally:
        connection.close()


def _demand_schema(engine: Engine) -> None:
    match schema_state(engine):
        case SchemaState.EMPTY:
            raise CopyError(Side.SOURCE, "is empty: there is no programme to copy")
        case SchemaState.OLDER:
            raise CopyError(Side.SOURCE, "is of an earlier version of the program: run `migrate` first")
        case SchemaState.CURRENT:
            return


def _demand_rest(connection: Connection, at: datetime) -> None:
    if leases.is_any_held(UnitOfWork(connection), at):
        raise CopyError(Side.SOURCE, "is in use: a bot is active on it, stop it first")


def _wait_for_nothing(connection: Connection) -> None:
    """One side stands still while the other works: PostgreSQL must not take that for a dead process."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _copy(read: Connection, write: Connection, table: Table, at: datetime) -> TableCopy:
    tally = _Tally(table)
    for found in _batches(read, table, Side.SOURCE):
        rows = [_as_a_new_start(row, at) for row in found] if table is lease else found
        with _failures_of(Side.TARGET):
            _insert(write, table, rows)
        tally.count(rows)
    return tally.result


def _as_a_new_start(row: Row, at: datetime) -> Row:
    """Nobody is active on the new database; the token goes on, so that it stays above all that were given."""
    return {**row, "holder": "", "expires_at": at}


def _read_back(connection: Connection, name: str) -> TableCopy:
    tally = _Tally(metadata.tables[name])
    for rows in _batches(connection, tally.table, Side.TARGET):
        tally.count(rows)
    return tally.result


def _batches(connection: Connection, table: Table, side: Side) -> Iterator[list[Row]]:
    """The rows of a table, in the order of their keys: a row that names another one of its table comes after it."""
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
    with _failures_of(side):
        found = connection.execute(query)
        for rows in found.mappings().partitions():
            yield [dict(row) for row in rows]


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts a batch; if it is refused, says which of its rows is."""
    try:
        with connection.begin_nested():
            connection.execute(table.insert(), list(rows))
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        for row in rows:
            _insert_one(connection, table, row)
        raise


def _insert_one(connection: Connection, table: Table, row: Row) -> None:
    try:
        connection.execute(table.insert(), row)
    except DBAPIError as error:
        key = ", ".join(f"{column.name} {row[column.name]}" for column in table.primary_key)
        raise CopyError(Side.TARGET, f"refuses the row of {table.name} with {key}: {first_line(error)}") from error


@contextmanager
def _failures_of(side: Side) -> Iterator[None]:
    """Says of a failure on which side it was."""
    try:
        yield
    except NewerSchemaError as error:
        reason = f"is of a newer version of the program (schema {error.revision}): update the program"
        raise CopyError(side, reason) from error
    except SQLAlchemyError as error:
        raise CopyError(side, f"cannot be used: {first_line(error)}") from error


class _Tally:
    """Counts the rows of a table and adds up their digests, so that the order does not matter."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._rows = 0
        self._sum = 0

    def count(self, rows: Sequence[Row]) -> None:
        for row in rows:
            values = repr(tuple(row[column.name] for column in self.table.columns))
            self._sum += int.from_bytes(hashlib.sha256(values.encode()).digest())
        self._rows += len(rows)

    @property
    def result(self) -> TableCopy:
        whole = self._sum % 2 ** (8 * _DIGEST_BYTES)
        return TableCopy(self.table.name, self._rows, whole.to_bytes(_DIGEST_BYTES).hex())
