"""What all tests share: the time-zone data of the package, a database made once, and a house to play in."""

import zoneinfo
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from storage.engine import writing_engine
from tests.engines import ENGINES, copied_file, copied_to, emptied, migrated
from tests.house import START, Exchange, House, build_template, instant, open_exchange, open_house
from tests.postgres import Postgres, running_postgres

zoneinfo.reset_tzpath(())

#: `pytest --hypothesis-profile=thorough`: many and long examples, other ones each time.
settings.register_profile(
    "thorough",
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started by the first test that asks for it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """A database on PostgreSQL with the newest schema, used by one test after the other."""
    return migrated(postgres.new_database())


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the newest schema, copied by each test."""
    database = tmp_path_factory.mktemp("schema") / "migrated.db"
    migrated(f"sqlite:///{database}")
    return database


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the newest schema and no rows, on each engine."""
    if request.param == "sqlite":
        return copied_file(request.getfixturevalue("migrated_sqlite"), tmp_path)
    return emptied(request.getfixturevalue("migrated_postgres"))


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


@pytest.fixture
def engine(database: str, engine_of: Callable[[str], Engine]) -> Engine:
    """The writing engine of a database with the newest schema and no rows, on each engine."""
    return engine_of(database)


@pytest.fixture
def copy_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], str]:
    """Copies a SQLite database for a test, on SQLite or on what its parameter says; gives the address."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return lambda database: copied_file(database, tmp_path)
    postgres: Postgres = request.getfixturevalue("postgres")
    return lambda database: copied_to(postgres.new_database(), f"sqlite:///{database}")


@pytest.fixture(scope="session")
def programme_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the sample programme, made once and copied by each test."""
    return build_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def exchange() -> Iterator[Exchange]:
    """One server for all houses of the run; each shows its own Telegram on it."""
    with open_exchange() as opened:
        yield opened


@pytest.fixture
async def house_at(
    programme_template: Path, exchange: Exchange, tmp_path: Path, copy_of: Callable[[Path], str]
) -> AsyncIterator[Callable[..., Awaitable[House]]]:
    """Opens the house with the programme's clock standing at a UTC instant: year, month, day, hour, minute."""
    async with AsyncExitStack() as stack:

        async def open_at(*when: int) -> House:
            return await stack.enter_async_context(
                open_house(copy_of(programme_template), tmp_path, at=instant(*when), exchange=exchange)
            )

        yield open_at


@pytest.fixture
async def house(house_at: Callable[..., Awaitable[House]]) -> House:
    """The whole bot against a local Telegram over HTTP, with the sample programme and a clock that stands still."""
    return await house_at(START.year, START.month, START.day, START.hour)
