"""A programme copied into another database, from either engine to either: all that there is, or nothing."""

import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage import inbox, leases, outbox, people
from storage.copying import CopyError, Side, copy_programme
from storage.inbox import RawUpdate
from storage.schema import SchemaState, schema_state
from storage.tables import metadata
from storage.tables.people import person
from storage.transport_states import InboxState
from storage.unit_of_work import reading, unit_of_work

OpenEngine = Callable[[str], Engine]

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)


@pytest.fixture
def source(programme_template: Path, tmp_path: Path, engine_of: OpenEngine) -> Engine:
    """The sample programme on SQLite, with an update, a message, and the lease of a bot that has stopped."""
    shutil.copy(programme_template, tmp_path / "source.db")
    engine = engine_of(f"sqlite:///{tmp_path / 'source.db'}")
    with unit_of_work(engine) as uow:
        inbox.store(uow, [RawUpdate(update_id=7, payload='{"text":"خبز"}', sender_id=5)], NOON)
        outbox.put(uow, Outgoing(key="k", kind=OutgoingKind.HOME, lane=Lane.REPLY, chat_id=5, ids={"a": "é"}), NOON)
        token = leases.acquire(uow, name="active process", holder="one", at=NOON, lasting=timedelta(seconds=20))
        assert token == 1
        leases.release(uow, "active process", token, NOON)
    return engine


@pytest.fixture
def target(empty_database: str, engine_of: OpenEngine) -> Engine:
    """An empty database on either engine."""
    return engine_of(empty_database)


def rows_of(engine: Engine, *but_not: str) -> dict[str, list[tuple[object, ...]]]:
    with reading(engine) as uow:
        return {
            table.name: [tuple(row) for row in uow.connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in but_not
        }


def count(engine: Engine) -> int:
    with reading(engine) as uow:
        return sum(
            uow.connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        )


def test_every_row_is_there_with_its_id(source: Engine, target: Engine) -> None:
    copies = copy_programme(source, target, NOON)

    assert rows_of(target, "lease") == rows_of(source, "lease")
    found = {one.table: one.rows for one in copies}
    assert set(found) == set(metadata.tables)
    assert (found["cooperative"], found["inbox"], found["focus"]) == (18, 1, 0)


def test_what_was_copied_is_copied_back(source: Engine, target: Engine, tmp_path: Path, engine_of: OpenEngine) -> None:
    back = engine_of(f"sqlite:///{tmp_path / 'back.db'}")

    there, here = copy_programme(source, target, NOON), copy_programme(target, back, NOON)

    assert here == there
    assert rows_of(back, "lease") == rows_of(source, "lease")


def test_nobody_is_active_on_the_new_database_and_the_token_goes_on(source: Engine, target: Engine) -> None:
    copy_programme(source, target, NOON)

    with unit_of_work(target) as uow:
        assert not leases.is_any_held(uow, NOON)
        token = leases.acquire(uow, name="active process", holder="two", at=NOON, lasting=timedelta(seconds=20))
        assert token == 2


def test_new_rows_go_on_after_the_copied_ones(source: Engine, target: Engine) -> None:
    copy_programme(source, target, NOON)

    with unit_of_work(target) as uow:
        highest = uow.connection.execute(select(func.max(person.c.id))).scalar_one()
        template = uow.connection.execute(select(person).limit(1)).mappings().one()
        fresh = {**template, "code": "NEW", "telegram_id": None}
        del fresh["id"]
        assert uow.connection.execute(insert(person).values(fresh)).inserted_primary_key == (highest + 1,)


def test_the_place_of_a_forgotten_update_is_not_given_again(source: Engine, target: Engine) -> None:
    with unit_of_work(source) as uow:
        (row,) = inbox.next_batch(uow, NOON, 10)
        inbox.finish(uow, row.id, InboxState.DONE, NOON)
        assert inbox.purge(uow, NOON + timedelta(days=1)) == 1

    copy_programme(source, target, NOON)

    with unit_of_work(target) as uow:
        inbox.store(uow, [RawUpdate(update_id=8, payload="{}", sender_id=5)], NOON)
        (after,) = inbox.next_batch(uow, NOON, 10)
        assert after.id > row.id


def test_however_many_rows_there_are_few_are_in_memory(source: Engine, target: Engine) -> None:
    payload, updates = "x" * 5_000, 4_000
    with unit_of_work(source) as uow:
        inbox.store(uow, [RawUpdate(update_id=one, payload=payload, sender_id=5) for one in range(10, updates)], NOON)

    tracemalloc.start()
    copy_programme(source, target, NOON)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < len(payload) * updates / 2


def refused(source: Engine, target: Engine, at: datetime = NOON) -> CopyError:
    with pytest.raises(CopyError) as raised:
        copy_programme(source, target, at)
    return raised.value


def test_a_target_that_holds_something_is_left_alone(source: Engine, target: Engine) -> None:
    copy_programme(source, target, NOON)
    with unit_of_work(target) as uow:
        uow.connection.execute(update(person).values(name="changed since"))
    before = rows_of(target)

    refusal = refused(source, target)

    assert (refusal.side, "is not empty" in refusal.reason) == (Side.TARGET, True)
    assert rows_of(target) == before


def test_a_database_of_another_program_is_left_alone(source: Engine, target: Engine) -> None:
    with target.connect() as connection, connection.begin():
        connection.execute(text("CREATE TABLE theirs (n INTEGER)"))

    assert refused(source, target).reason == "is not empty: there is something in theirs"
    assert schema_state(target) is SchemaState.EMPTY


def test_an_empty_schema_is_filled(source: Engine, engine: Engine) -> None:
    copy_programme(source, engine, NOON)

    assert rows_of(engine, "lease") == rows_of(source, "lease")


def test_a_source_on_which_a_bot_is_active_is_refused_until_its_lease_is_over(source: Engine, target: Engine) -> None:
    lasting = timedelta(seconds=20)
    with unit_of_work(source) as uow:
        leases.acquire(uow, name="active process", holder="two", at=NOON, lasting=lasting)

    refusal = refused(source, target, NOON + lasting / 2)
    assert (refusal.side, "a bot is active" in refusal.reason) == (Side.SOURCE, True)
    assert schema_state(target) is SchemaState.EMPTY

    copy_programme(source, target, NOON + lasting)


@pytest.mark.parametrize(("revision", "words"), [("0001", "run `migrate` first"), ("9999", "newer version")])
def test_a_source_of_another_schema_is_refused(source: Engine, target: Engine, revision: str, words: str) -> None:
    with unit_of_work(source) as uow:
        uow.connection.execute(text("UPDATE alembic_version SET version_num = :one"), {"one": revision})

    assert words in refused(source, target).reason
    assert schema_state(target) is SchemaState.EMPTY


def test_a_source_without_a_schema_is_refused(target: Engine, tmp_path: Path, engine_of: OpenEngine) -> None:
    refusal = refused(engine_of(f"sqlite:///{tmp_path / 'nothing.db'}"), target)

    assert (refusal.side, refusal.reason) == (Side.SOURCE, "is empty: there is no programme to copy")


def test_a_row_that_the_target_cannot_take_is_named_and_nothing_stays(source: Engine, postgres_engine: Engine) -> None:
    with unit_of_work(source) as uow:
        ids = uow.connection.execute(select(person.c.id).order_by(person.c.id)).scalars().all()
        uow.connection.execute(update(person).where(person.c.id == ids[3]).values(code="X" * 41))

    refusal = refused(source, postgres_engine)

    assert refusal.reason.startswith(f"refuses the row of person with id {ids[3]}: value too long")
    assert schema_state(postgres_engine) is SchemaState.EMPTY


def test_what_is_not_read_back_as_it_was_is_undone(source: Engine, sqlite_engine: Engine) -> None:
    with unit_of_work(sqlite_engine) as uow:
        uow.connection.exec_driver_sql(
            "CREATE TRIGGER careless AFTER INSERT ON person BEGIN UPDATE person SET name = lower(name); END"
        )

    refusal = refused(source, sqlite_engine)

    assert refusal.reason == "does not give back what was written into person"
    assert count(sqlite_engine) == 0


def test_nobody_writes_into_the_source_while_it_is_copied(
    source: Engine, target: Engine, tmp_path: Path, engine_of: OpenEngine
) -> None:
    copy_programme(source, target, NOON)
    last = engine_of(f"sqlite:///{tmp_path / 'last.db'}")
    writer = engine_of(target.url.render_as_string(hide_password=False))
    event.listen(writer, "connect", _have_no_patience)
    refusals: list[str] = []

    def attempt(_: Connection) -> None:
        with pytest.raises(DBAPIError, match="lock") as raised, unit_of_work(writer) as uow:
            people.add_membership(uow, 1, 1)
        refusals.append(str(raised.value.orig))

    event.listen(last, "commit", attempt)
    copy_programme(target, last, NOON)

    assert len(refusals) == 1


def _have_no_patience(connection: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA busy_timeout = 0")
    else:
        connection.execute("SET lock_timeout = '1ms'")
        connection.commit()


def test_a_digest_tells_what_differs(
    source: Engine, sqlite_engine: Engine, tmp_path: Path, engine_of: OpenEngine
) -> None:
    first = copy_programme(source, sqlite_engine, NOON)
    with unit_of_work(source) as uow:
        uow.connection.execute(update(person).where(person.c.code == "K3").values(name="Somebody else"))

    second = copy_programme(source, engine_of(f"sqlite:///{tmp_path / 'second.db'}"), NOON)

    assert [one.table for one, other in zip(first, second, strict=True) if one != other] == ["person"]
