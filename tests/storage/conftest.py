"""Databases on both engines, empty and to do to them what one likes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.engines import ENGINES, copied_file, migrated
from tests.postgres import Postgres


@pytest.fixture(params=ENGINES)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'suivi.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.new_database()


@pytest.fixture
def migrated_engine(empty_database: str, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database of its own with the newest schema, to do to it what one likes."""
    return engine_of(migrated(empty_database))


@pytest.fixture
def postgres_engine(postgres: Postgres, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of an empty database on PostgreSQL."""
    return engine_of(postgres.new_database())


@pytest.fixture
def sqlite_engine(migrated_sqlite: Path, tmp_path: Path, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database with the newest schema on SQLite."""
    return engine_of(copied_file(migrated_sqlite, tmp_path))
