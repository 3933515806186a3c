"""Engines: a commit is on disk, readers only read, and errors tell no parameters."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import leases
from storage.engine import reading_engine, writing_engine
from storage.unit_of_work import UnitOfWork, reading, unit_of_work

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)


def _beat(uow: UnitOfWork, name: str = "test") -> None:
    leases.beat(uow, name, NOON)


def _beat_and_fail(uow: UnitOfWork, name: str = "test") -> None:
    _beat(uow, name)
    raise ZeroDivisionError


def test_sqlite_commits_reach_the_disk_before_they_return(tmp_path: Path) -> None:
    engine = writing_engine(f"sqlite:///{tmp_path / 'suivi.db'}")
    with engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    engine.dispose()

    full = 2
    assert found == ["wal", full]


def test_postgresql_commits_reach_the_disk_before_they_return(postgres_engine: Engine) -> None:
    with postgres_engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"ALTER DATABASE {postgres_engine.url.database} SET synchronous_commit = off")
    postgres_engine.dispose()

    with postgres_engine.connect() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"


def test_what_is_committed_is_seen_by_another_connection(engine: Engine, database: str) -> None:
    with unit_of_work(engine) as uow:
        _beat(uow)

    other = reading_engine(database)
    with reading(other) as uow:
        assert leases.beats(uow) == {"test": NOON}
    other.dispose()


def test_a_failing_unit_of_work_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work(engine) as uow:
        _beat_and_fail(uow)

    with reading(engine) as uow:
        assert leases.beats(uow) == {}


def test_a_failing_savepoint_leaves_the_rest(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        _beat(uow)
        with pytest.raises(ZeroDivisionError), uow.savepoint():
            _beat_and_fail(uow, "undone")
        leases.beat(uow, "after", NOON + timedelta(seconds=1))

    with reading(engine) as uow:
        assert set(leases.beats(uow)) == {"test", "after"}


def test_a_reader_cannot_write(database: str) -> None:
    engine = reading_engine(database)
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), reading(engine) as uow:
        _beat(uow)
    engine.dispose()


def test_a_reader_sees_one_moment(engine: Engine, database: str) -> None:
    other = reading_engine(database)
    with reading(other) as before:
        assert leases.beats(before) == {}
        with unit_of_work(engine) as uow:
            _beat(uow)
        assert leases.beats(before) == {}
    other.dispose()


def test_an_error_tells_no_parameters(engine: Engine) -> None:
    insert = text("INSERT INTO heartbeat (name, at) VALUES (:name, :at)")
    with pytest.raises(IntegrityError) as raised, unit_of_work(engine) as uow:
        uow.connection.execute(insert, {"name": "+999 600 000", "at": None})

    assert "+999" not in str(raised.value).split("[SQL")[1]


def test_two_sqlite_writers_take_turns(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'suivi.db'}"
    one = writing_engine(url)
    with one.connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE counted (n INTEGER)")
        other = sqlite3.connect(tmp_path / "suivi.db", timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    one.dispose()
