"""Databases that cannot be used, each told in one line; and the making of one."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import Engine

from bot.clock import real_now
from bot.writer import LEASE
from storage import leases
from storage.engine import writing_engine
from storage.schema import alembic_config, current_revision, newest_revision
from storage.unit_of_work import unit_of_work
from tests.command_line.terminal import TOKEN, WORKBOOK, Done, Terminal


def assert_refused(done: Done, words: str) -> None:
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("suivi: ")
    assert done.err.count("\n") == 1
    assert words in done.err


def test_migrate_makes_a_database_and_then_has_nothing_to_do(terminal: Terminal) -> None:
    assert terminal.give("migrate").out == f"Schema empty → {newest_revision()}.\n"
    assert terminal.give("migrate").out == f"The schema is at {newest_revision()} already.\n"


def test_the_folder_of_a_database_is_made(terminal: Terminal) -> None:
    terminal.configure(database='url = "sqlite:///some/where/suivi.db"')
    assert terminal.give("migrate").code == 0
    assert (terminal.folder / "some" / "where" / "suivi.db").is_file()


@pytest.mark.parametrize("arguments", [["status"], ["summary", "2026-12"], ["deadletters", "list"]])
def test_looking_makes_no_database(terminal: Terminal, arguments: list[str]) -> None:
    assert_refused(terminal.give(*arguments), "suivi.db is not there yet: import a programme first")
    assert not terminal.database.exists()


def test_a_database_without_tables_is_told(terminal: Terminal) -> None:
    sqlite3.connect(terminal.database).close()
    terminal.database.touch()
    assert_refused(terminal.give("status"), "suivi.db is empty: import a programme first")


@pytest.mark.parametrize(
    "arguments", [["status"], ["migrate"], ["import", str(WORKBOOK)], ["import", str(WORKBOOK), "--apply"], ["run"]]
)
def test_a_database_of_a_newer_version_is_left_alone(imported: Terminal, arguments: list[str]) -> None:
    imported.configure(telegram=f'token = "{TOKEN}"\nbase_url = "http://127.0.0.1:1"')
    with sqlite3.connect(imported.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert_refused(imported.give(*arguments), "is of a newer version of the program (schema 9999): update the program")


@pytest.mark.parametrize("arguments", [["import", str(WORKBOOK), "--apply"], ["migrate"], ["run"]])
def test_a_folder_that_cannot_be_made_is_told(terminal: Terminal, arguments: list[str]) -> None:
    (terminal.folder / "taken").write_text("a file")
    terminal.configure(telegram=f'token = "{TOKEN}"', database='url = "sqlite:///taken/deeper/suivi.db"')
    assert_refused(terminal.give(*arguments), "the folder taken/deeper of the database cannot be made: Not a directory")


def test_a_folder_that_takes_no_files_is_told_to_who_runs_the_bot(terminal: Terminal) -> None:
    # Nobody, the system's own user included, can make a file there.
    terminal.configure(telegram=f'token = "{TOKEN}"', database='url = "sqlite:////proc/suivi.db"')
    assert_refused(terminal.give("run"), "the database /proc/suivi.db cannot be used: unable to open database file")


def test_what_is_no_database_is_told(terminal: Terminal) -> None:
    terminal.database.write_text("notes " * 1000)
    assert_refused(terminal.give("status"), "suivi.db cannot be used: file is not a database")


def test_an_unreachable_server_is_told_without_its_password(terminal: Terminal) -> None:
    terminal.configure(database='url = "postgresql://suivi:TEST-password@127.0.0.1:1/suivi"')
    done = terminal.give("migrate")
    assert_refused(done, "postgresql+psycopg://suivi:***@127.0.0.1:1/suivi cannot be used: connection failed")
    assert "TEST-password" not in done.err
    assert "Is the server running" not in done.err


@pytest.fixture
def older(terminal: Terminal) -> Iterator[Engine]:
    """A database of an earlier version, on which a bot of that version is active."""
    engine = writing_engine(f"sqlite:///{terminal.database}")
    with engine.connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), "0001")
    with unit_of_work(engine) as uow:
        leases.acquire(uow, name=LEASE, holder="older", at=real_now(), lasting=timedelta(minutes=1))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "arguments", [["migrate"], ["import", str(WORKBOOK), "--apply"], ["deadletters", "replay", "u1"]]
)
def test_the_database_of_an_earlier_bot_is_left_as_it_is_while_that_one_is_active(
    terminal: Terminal, older: Engine, arguments: list[str]
) -> None:
    assert_refused(terminal.give(*arguments), "suivi.db is in use by a bot of an earlier version: stop that one first")
    assert current_revision(older) == "0001"

    with unit_of_work(older) as uow:
        leases.release(uow, LEASE, 1, real_now())
    assert terminal.give("migrate").out == f"Schema 0001 → {newest_revision()}.\n"
