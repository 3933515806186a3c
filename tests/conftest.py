"""What all tests share: the time-zone data of the package, a database made once, and a house to play in."""

import shutil
import zoneinfo
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.house import START, Exchange, House, build_template, instant, open_exchange, open_house
from tests.postgres import Postgres, running_postgres

zoneinfo.reset_tzpath(())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started by the first test that asks for it."""
    with running_postgres() as server:
        yield server


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
    programme_template: Path, exchange: Exchange, tmp_path: Path
) -> AsyncIterator[Callable[..., Awaitable[House]]]:
    """Opens the house with the programme's clock standing at a UTC instant: year, month, day, hour, minute."""
    async with AsyncExitStack() as stack:

        async def open_at(*when: int) -> House:
            database = tmp_path / "suivi.db"
            shutil.copy(programme_template, database)
            return await stack.enter_async_context(
                open_house(f"sqlite:///{database}", tmp_path, at=instant(*when), exchange=exchange)
            )

        yield open_at


@pytest.fixture
async def house(house_at: Callable[..., Awaitable[House]]) -> House:
    """The whole bot against a local Telegram over HTTP, with the sample programme and a clock that stands still."""
    return await house_at(START.year, START.month, START.day, START.hour)
