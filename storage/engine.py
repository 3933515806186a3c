"""Engines on SQLite and PostgreSQL, set so that a commit is on disk when it returns."""

import sqlite3
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

#: Seconds a connection waits for another process's write; in one process there is one writer.
_BUSY_SECONDS = 10
_MODE_TRIES, _MODE_PAUSE_SECONDS = 10 * _BUSY_SECONDS, 0.1
#: Seconds until a PostgreSQL server that does not answer counts as unreachable.
_CONNECT_SECONDS = 10

_SQLITE = {"check_same_thread": False}
_POSTGRESQL = {"connect_timeout": _CONNECT_SECONDS, "tcp_user_timeout": 1000 * _CONNECT_SECONDS}
#: A process that stands still in the middle of a batch holds the lease's row: it is not waited for longer than a lease
#: lasts, nor is any other lock. A commit is on disk, whatever the server is set to.
_POSTGRESQL_WRITER = {
    **_POSTGRESQL,
    "options": "-c idle_in_transaction_session_timeout=10s -c lock_timeout=10s -c synchronous_commit=on",
}


def writing_engine(url: str) -> Engine:
    """The engine of the writer: one connection, `BEGIN IMMEDIATE` on SQLite, synchronous=FULL.

    In WAL mode a read that turns into a write can fail whatever the time-out; beginning as a writer cannot.
    """
    return _engine(url, begin="BEGIN IMMEDIATE", pool_size=1, postgresql=_POSTGRESQL_WRITER)


def reading_engine(url: str) -> Engine:
    """The engine of readers in other threads: transactions that only read."""
    engine = _engine(url, begin="BEGIN", pool_size=4, postgresql=_POSTGRESQL)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    else:
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


def _engine(url: str, *, begin: str, pool_size: int, postgresql: Mapping[str, Any]) -> Engine:
    parsed = make_url(url)
    on_sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=0,
        connect_args=_SQLITE if on_sqlite else dict(postgresql),
        # A statement that fails is told without its parameters: they are people's words and phone numbers.
        hide_parameters=True,
    )
    if not on_sqlite:
        return engine
    event.listen(engine, "connect", _prepare_sqlite)

    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions are switched off: they begin too late (SQLAlchemy, SQLite dialect, "pysqlite").
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in (f"busy_timeout={1000 * _BUSY_SECONDS}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Sets a mode that a database keeps. SQLite itself does not always wait for another process that does the same."""
    connection.execute("PRAGMA busy_timeout=0")
    for tries_left in reversed(range(_MODE_TRIES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            time.sleep(_MODE_PAUSE_SECONDS)
        else:
            return
