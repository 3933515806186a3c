"""Migrations: they lead where the declared tables are, on both engines, and back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from storage.schema import (
    NewerSchemaError,
    SchemaState,
    alembic_config,
    current_revision,
    migrate,
    newest_revision,
    schema_state,
)
from storage.tables import metadata

OpenEngine = Callable[[str], Engine]


def test_the_migrated_schema_is_the_declared_one(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_brought_to_the_newest_schema(empty_database: str, engine_of: OpenEngine) -> None:
    engine = engine_of(empty_database)
    assert schema_state(engine) is SchemaState.EMPTY

    migrate(engine)

    assert current_revision(engine) == newest_revision()
    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert schema_state(engine) is SchemaState.CURRENT


def test_two_processes_may_make_the_same_database_at_the_same_time(empty_database: str, engine_of: OpenEngine) -> None:
    engines = [engine_of(empty_database) for _ in range(2)]
    with ThreadPoolExecutor(2) as processes:
        list(processes.map(migrate, engines))

    assert current_revision(engines[0]) == newest_revision()


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_going_back_to_the_beginning_leaves_no_table(migrated_engine: Engine) -> None:
    with migrated_engine.connect() as connection, connection.begin():
        command.downgrade(alembic_config(connection), "base")

    assert inspect(migrated_engine).get_table_names() == ["alembic_version"]


def test_a_database_of_a_newer_program_is_refused(migrated_engine: Engine) -> None:
    with migrated_engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerSchemaError, match="9999"):
        migrate(migrated_engine)
