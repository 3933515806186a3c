"""Databases on both engines: an empty one, and one with the newest schema."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.engine import writing_engine
from storage.schema import migrate
from storage.tables import metadata
from tests.postgres import Postgres

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'suivi.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.new_database()


@pytest.fixture
def engine_of() -> Iterator[Callable[[str], Engine]]:
    """Opens writing engines that are let go at the end."""
    opened: list[Engine] = []

    def open_engine(url: str) -> Engine:
        opened.append(writing_engine(url))
        return opened[-1]

    yield open_engine
    for engine in opened:
        engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """A database on PostgreSQL with the newest schema, used by one test after the other."""
    return migrated(postgres.new_database())


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the newest schema and no rows."""
    if request.param == "sqlite":
        return migrated(f"sqlite:///{tmp_path / 'suivi.db'}")
    url: str = request.getfixturevalue("migrated_postgres")
    engine = writing_engine(url)
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
    engine.dispose()
    return url


def migrated(url: str) -> str:
    """The same address, once the database has the newest schema."""
    engine = writing_engine(url)
    migrate(engine)
    engine.dispose()
    return url


@pytest.fixture
def migrated_engine(empty_database: str, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database of its own with the newest schema, to do to it what one likes."""
    return engine_of(migrated(empty_database))


@pytest.fixture
def engine(database: str, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database with the newest schema and no rows."""
    return engine_of(database)


@pytest.fixture
def postgres_engine(postgres: Postgres, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of an empty database on PostgreSQL."""
    return engine_of(postgres.new_database())


@pytest.fixture
def sqlite_engine(tmp_path: Path, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database with the newest schema on SQLite."""
    return engine_of(migrated(f"sqlite:///{tmp_path / 'suivi.db'}"))
