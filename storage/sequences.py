"""The last ids given: a new database goes on after them, also where the rows are gone.

An id may live on in something else than its row: the place of an update is part of the keys of its answers.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Connection, Integer, Table, func, select, text

from storage.tables import metadata


def last_ids(connection: Connection) -> dict[str, int]:
    """The last id given in each table whose ids the database gives, 0 where none was."""
    found = _given_by_sqlite(connection) if connection.dialect.name == "sqlite" else _given_by_postgresql(connection)
    for name, column in _given_ids():
        highest = connection.execute(select(func.max(column))).scalar() or 0
        found[name] = max(found.get(name, 0), highest)
    return found


def go_on_after(connection: Connection, ids: Mapping[str, int]) -> None:
    """The next id of each table is higher than the one given for it; undone if the transaction is."""
    if connection.dialect.name == "sqlite":
        _go_on_in_sqlite(connection, ids)
        return
    for name, column in _given_ids():
        # Unlike setval this is part of the transaction.
        connection.exec_driver_sql(f"ALTER SEQUENCE {_sequence(name, column)} RESTART WITH {ids[name] + 1}")


def _given_ids() -> Iterator[tuple[str, Column[int]]]:
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and not column.foreign_keys and isinstance(column.type, Integer):
            yield table.name, column


def _sequence(table: str, column: Column[int]) -> str:
    return f"{table}_{column.name}_seq"


def _given_by_postgresql(connection: Connection) -> dict[str, int]:
    query = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM"
    return {
        name: connection.exec_driver_sql(f"{query} {_sequence(name, column)}").scalar_one()
        for name, column in _given_ids()
    }


def _given_by_sqlite(connection: Connection) -> dict[str, int]:
    """Of the tables that never give an id again; the others go on after their highest one."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {name: last for name, last in rows if name in metadata.tables}


def _go_on_in_sqlite(connection: Connection, ids: Mapping[str, int]) -> None:
    for name, last in ids.items():
        if _never_gives_again(metadata.tables[name]):
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            connection.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": name, "last": last}
            )


def _never_gives_again(table: Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"])
