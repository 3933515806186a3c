"""Bad days of a database: another program holds it, its disk is full, its server sends everybody away."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import Connection, create_engine, make_url
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.house import House

_PATIENCE_SECONDS = 30
_UNUSABLE = "the database cannot be used, trying again"


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Looks again and again until it is so."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not await condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.01)


async def make_impatient(house: House) -> None:
    """The bot waits for a lock for a moment only, so that a test need not hold it for long."""
    on_sqlite = house.database_url.startswith("sqlite")
    statement = "PRAGMA busy_timeout = 50" if on_sqlite else "SET lock_timeout = '50ms'"
    await house.write(lambda uow: uow.connection.exec_driver_sql(statement) and None)


@contextmanager
def held_by_another(url: str) -> Iterator[None]:
    """Another program is in the middle of a long write."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.close()
        return
    engine = create_engine(url)
    with engine.connect() as held:
        held.exec_driver_sql("LOCK TABLE inbox, outbox, lease, heartbeat IN EXCLUSIVE MODE")
        yield
    engine.dispose()


def sent_away(url: str, *, and_kept_out: bool = False) -> None:
    """A PostgreSQL server ends all connections to a database; it takes new ones or not."""
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = make_url(url).database
    with engine.connect() as connection:
        if and_kept_out:
            connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608
    engine.dispose()


def let_in_again(url: str) -> None:
    """The server takes connections again."""
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {make_url(url).database} ALLOW_CONNECTIONS true")
    engine.dispose()


def fill_up(connection: Connection) -> None:
    """From now on this connection of SQLite's finds no room for another page."""
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def make_room(connection: Connection) -> None:
    """There is room again."""
    connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


@asynccontextmanager
async def trouble_told(part: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Gives what waits until a part of the bot has told that it cannot use the database; it must be told once."""
    with capture_logs() as events:

        async def told() -> None:
            await until(lambda: _has_told(events, part))

        yield told
    assert [one["part"] for one in events if one["event"] == _UNUSABLE].count(part) == 1


async def _has_told(events: list[EventDict], part: str) -> bool:
    return any(one["event"] == _UNUSABLE and one["part"] == part for one in events)
