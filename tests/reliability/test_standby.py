"""A second process stands by: it leaves the database alone, and takes over within seconds, whatever the clocks say."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, update

from bot.clock import ProgrammeClock, monotonic, real_now
from bot.commands.starting import Start
from bot.lease import LeaseKeeper
from bot.limits import Limits
from bot.service import OtherActiveError, Service, assemble
from bot.writer import LEASE, Writer
from storage import leases
from storage.engine import writing_engine
from storage.schema import SchemaState, alembic_config, schema_state
from storage.tables.transport import lease
from storage.unit_of_work import unit_of_work
from tests.house import CONTENT, House, plain
from tests.reliability.freezing import FreezePoint
from tests.reliability.killable import Driver, Killable, killable_bot
from tests.reliability.looks import on_both_engines
from tests.reliability.morning import LEADERS, NINE_THIRTY, Morning
from tests.reliability.trouble import held_by_another, make_impatient, trouble_told, until

SHORT = timedelta(seconds=0.4)


@pytest.fixture
def older_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of an earlier version, on which a process of that version is active."""
    on_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'older.db'}" if on_sqlite else request.getfixturevalue("postgres").new_database()
    engine = writing_engine(url)
    with engine.connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), "0001")
    with unit_of_work(engine) as uow:
        leases.acquire(uow, name=LEASE, holder="older", at=real_now(), lasting=timedelta(hours=1))
    engine.dispose()
    return str(url)


@pytest.fixture
def engine(older_database: str) -> Iterator[Engine]:
    opened = writing_engine(older_database)
    yield opened
    opened.dispose()


@pytest.fixture
async def newer(house: House, older_database: str) -> AsyncIterator[Service]:
    """A process of this version on the older database."""
    service = assemble(
        token="654321:TEST-token_of_another_bot",
        base_url=house.client.url,
        database_url=older_database,
        rules=house.service.rules,
        clock=ProgrammeClock(frozen_at=NINE_THIRTY),
        limits=Limits(per_second=None),
        content_folder=CONTENT,
    )
    yield service
    await service.stop()


@pytest.mark.parametrize("older_database", ["sqlite", "postgresql"], indirect=True)
async def test_a_standby_changes_no_schema_under_the_active_process_and_does_so_when_it_takes_over(
    newer: Service, engine: Engine
) -> None:
    for _ in range(2):
        with pytest.raises(OtherActiveError):
            await newer.start()
    assert schema_state(engine) is SchemaState.OLDER

    with unit_of_work(engine) as uow:
        leases.release(uow, LEASE, 1, real_now())
    await newer.start()

    assert await newer.writer.alone(schema_state) is SchemaState.CURRENT
    assert newer.writer.token == 2


@pytest.fixture
async def standby(database_url: str, house: House) -> AsyncIterator[LeaseKeeper]:
    """Waits for the lease beside the house, for a short while only."""
    writer = Writer(writing_engine(database_url))
    yield LeaseKeeper(writer, "standby", SHORT)
    await asyncio.to_thread(writer.close)


@on_both_engines
async def test_a_lease_that_nobody_renews_is_taken_over_though_the_clock_was_set_back(
    house: House, standby: LeaseKeeper
) -> None:
    await house.service.stop()
    in_an_hour = real_now() + timedelta(hours=1)
    await standby.writer.run(
        lambda uow: uow.connection.execute(update(lease).values(holder="killed", expires_at=in_an_hour)) and None
    )
    began = monotonic()

    assert not await standby.take()
    await until(standby.take)

    assert SHORT.total_seconds() <= monotonic() - began < 60
    await standby.release()
    house.prepare_anew()


@on_both_engines
async def test_a_lease_that_is_renewed_is_not_taken_over_though_it_is_watched_for_long(
    house: House, standby: LeaseKeeper
) -> None:
    until_then = monotonic() + 4 * SHORT.total_seconds()
    while monotonic() < until_then:
        assert await house.service.lease.take()
        assert not await standby.take()


@on_both_engines
async def test_a_standby_waits_for_a_database_that_cannot_be_used(house: House) -> None:
    active = house.service
    house.prepare_anew()
    standing_by = asyncio.create_task(Start(house.service).in_turn())
    await until(lambda: _has_looked(house))
    await make_impatient(house)

    async with trouble_told("start") as told:
        with held_by_another(house.database_url):
            await told()
        await active.stop()
        await standing_by

    assert house.service.writer.token is not None


async def _has_looked(house: House) -> bool:
    return house.service._has_looked and not house.service.writer._turn.locked()


@pytest.fixture(scope="module")
def drivers() -> Iterator[tuple[Driver, Driver]]:
    opened = Driver(), Driver()
    yield opened
    for one in opened:
        one.close()


@pytest.fixture
async def first(
    drivers: tuple[Driver, Driver], morning: Morning, database_url: str, tmp_path: Path
) -> AsyncIterator[Killable]:
    async with killable_bot(drivers[0], morning, database_url, tmp_path) as opened:
        yield opened
        drivers[1].kill()


@on_both_engines
async def test_of_two_processes_one_is_active_and_the_other_goes_on_where_it_was_killed(
    first: Killable, drivers: tuple[Driver, Driver]
) -> None:
    phone = first.phones[LEADERS[0]]
    shown = len(await phone.chat())
    await first.start()
    second = asyncio.create_task(
        drivers[1].start(first.client.url, first.database_url, FreezePoint.NEVER, at=NINE_THIRTY, stand="")
    )
    await phone.send("/aide")
    await first.until(lambda: _has(first, shown + 2))
    assert not second.done()

    drivers[0].kill()
    began = monotonic()
    for _ in range(3):
        await phone.send("/aide")
    await second
    assert monotonic() - began < 10
    await first.at_rest()

    messages = (await phone.chat())[shown:]
    assert [one["from"] for one in messages].count("bot") == 4
    assert len({plain(one) for one in messages if one["from"] == "bot"}) == 1


async def _has(bot: Killable, number: int) -> bool:
    return len(await bot.phones[LEADERS[0]].chat()) == number
