"""`copy`: a programme moves to another database and back; what stands in the way is told in one line."""

import json
import sqlite3
from datetime import timedelta

import pytest

from bot.clock import real_now
from storage import leases
from storage.engine import writing_engine
from storage.unit_of_work import unit_of_work
from tests.command_line.terminal import Done, Terminal
from tests.postgres import Postgres


def assert_refused(done: Done, words: str) -> None:
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert words in done.err


def test_a_programme_moves_to_postgresql_and_back(imported: Terminal, postgres: Postgres) -> None:
    there = postgres.new_database()

    moved = json.loads(imported.give("copy", there, "--json").out)
    assert (moved["tables"]["cooperative"]["rows"], moved["tables"]["focus"]["rows"]) == (18, 0)
    assert moved["rows"] == sum(one["rows"] for one in moved["tables"].values())

    assert imported.give("copy", "sqlite:///back/suivi.db", "--from", there, "--json").code == 0
    imported.configure(database='url = "sqlite:///back/suivi.db"')
    assert imported.give("status").code == 0
    again = json.loads(imported.give("copy", postgres.new_database(), "--json").out)
    assert again == moved


def test_it_tells_the_rows_by_table_and_what_comes_next(imported: Terminal) -> None:
    done = imported.give("copy", "sqlite:///other.db")

    assert done.code == 0
    assert "cooperative" in done.out
    assert "focus" not in done.out
    assert "they stay in var/files" in done.out
    assert "write the new address into database.url" in done.out


def test_an_address_that_is_none_is_wrong_usage_and_is_not_repeated(imported: Terminal) -> None:
    done = imported.give("copy", "mysql://suivi:TEST-password@host/suivi")

    assert done.code == 2
    assert "TEST-password" not in done.err


def test_a_target_that_is_not_empty_is_left_alone(imported: Terminal) -> None:
    imported.give("copy", "sqlite:///other.db")

    assert_refused(imported.give("copy", "sqlite:///other.db"), "the database other.db is not empty: ")


def test_a_database_is_not_copied_into_itself(imported: Terminal) -> None:
    assert_refused(imported.give("copy", "sqlite:///./suivi.db"), "into another database, not into itself")
    here = "postgresql://one:TEST-password@127.0.0.1/suivi"
    done = imported.give("copy", "postgresql://127.0.0.1:5432/suivi", "--from", here)
    assert_refused(done, "into another database, not into itself")
    assert "TEST-password" not in done.err


def test_a_source_that_is_not_there_is_told_and_no_file_is_made(terminal: Terminal) -> None:
    assert_refused(terminal.give("copy", "sqlite:///other.db"), "suivi.db is not there")
    assert list(terminal.folder.glob("*.db")) == []


def test_a_bot_that_is_active_has_to_be_stopped_first(imported: Terminal) -> None:
    engine = writing_engine(f"sqlite:///{imported.database}")
    with unit_of_work(engine) as uow:
        leases.acquire(uow, name="active process", holder="it", at=real_now(), lasting=timedelta(minutes=5))
    engine.dispose()

    done = imported.give("copy", "sqlite:///other.db")

    assert_refused(done, "suivi.db is in use: a bot is active on it, stop it first")
    assert not (imported.folder / "other.db").exists()


@pytest.mark.parametrize(
    ("revision", "words"), [("0001", "of an earlier version of the program: run `migrate` first"), ("9999", "newer")]
)
def test_a_source_of_another_version_is_told(imported: Terminal, revision: str, words: str) -> None:
    with sqlite3.connect(imported.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    connection.close()

    assert_refused(imported.give("copy", "sqlite:///other.db"), words)


def test_a_server_that_cannot_be_reached_is_told_without_its_password(imported: Terminal) -> None:
    done = imported.give("copy", "postgresql://suivi:TEST-password@127.0.0.1:1/suivi")

    assert_refused(done, "postgresql+psycopg://suivi:***@127.0.0.1:1/suivi cannot be used: connection failed")
    assert "TEST-password" not in done.err
