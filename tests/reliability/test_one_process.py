"""However many processes run or were down, each thing happens once: one of them is active, and it can be overtaken."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import ProgrammeClock, real_now
from bot.limits import Limits
from bot.service import Service, ServiceError, assemble
from bot.writer import LEASE
from domain.outgoing import OutgoingKind
from storage import leases
from storage.leases import LeaseLostError
from storage.tables.people import audit_entry
from storage.tables.transport import outbox
from storage.unit_of_work import UnitOfWork
from tests.house import CONTENT, TOKEN, Chat, House
from tests.reliability.looks import on_both_engines
from tests.reliability.morning import NINE_THIRTY

OpenService = Callable[[], Awaitable[Service]]


@pytest.fixture
async def another(house: House, database_url: str) -> AsyncIterator[OpenService]:
    """Another process of the bot on the same database, as far as the database can tell."""
    opened: list[Service] = []

    async def open_service() -> Service:
        service = assemble(
            token=TOKEN,
            base_url=house.client.url,
            database_url=database_url,
            rules=house.service.rules,
            clock=ProgrammeClock(frozen_at=NINE_THIRTY),
            limits=Limits(per_second=None),
            content_folder=CONTENT,
        )
        opened.append(service)
        return service

    yield open_service
    for service in opened:
        if service is not house.service:
            await service.stop()


async def let_the_lease_expire(house: House) -> None:
    """The active process has not renewed its lease, as if it had stood still."""
    token = house.service.writer.token
    assert token is not None
    past, holder = real_now() - timedelta(seconds=1), house.service.lease.holder
    await house.write(
        lambda uow: leases.acquire(uow, name=LEASE, holder=holder, at=past, lasting=timedelta(0)) and None
    )


@on_both_engines
async def test_a_second_process_is_refused_while_the_first_is_active(house: House, another: OpenService) -> None:
    with pytest.raises(ServiceError, match="active"):
        await (await another()).start()


@on_both_engines
async def test_a_process_that_stops_lets_the_next_one_start_at_once(house: House, another: OpenService) -> None:
    standby = await another()
    with pytest.raises(ServiceError):
        await standby.start()
    first, house.service = house.service, standby
    await first.stop()
    await standby.start()

    assert first.writer.token is not None
    assert standby.writer.token == first.writer.token + 1


@on_both_engines
async def test_a_process_that_was_overtaken_writes_and_says_nothing_more(
    house: House, leader: Chat, another: OpenService
) -> None:
    first, second = house.service, await another()
    await let_the_lease_expire(house)
    assert await second.lease.take()

    with pytest.raises(LeaseLostError):
        await first.writer.run(_beat)
    with pytest.raises(LeaseLostError):
        async with first.writer.batch() as batch:
            await batch.run(_beat)
    await leader.phone.send("/aide")
    with pytest.raises(LeaseLostError):
        await first.run_until_failure()

    assert "overtaken" not in await second.readers.run(leases.beats)
    with pytest.raises(LeaseLostError):
        await first.stop()
    house.service = second


@on_both_engines
async def test_who_takes_over_goes_on_where_the_first_was_cut_off(
    house: House, leader: Chat, another: OpenService
) -> None:
    first, second = house.service, await another()
    await let_the_lease_expire(house)
    assert await second.lease.take()
    await leader.phone.send("/aide")
    with pytest.raises(LeaseLostError):
        await first.run_until_failure()
    with pytest.raises(LeaseLostError):
        await first.stop()

    house.service = second
    await second.start()
    await house.settle()

    last = (await leader.messages())[-2:]
    assert [one["from"] for one in last] == ["user", "bot"]


@on_both_engines
async def test_ticks_that_ring_again_and_again_do_everything_once(house: House) -> None:
    for _ in range(3):
        await house.service.tick()
        await house.restart()
        await house.service.tick()
    await house.to(2026, 12, 8, 9, 30)

    keys = await house.read(lambda uow: list(uow.connection.execute(select(outbox.c.key)).scalars()))
    questions = await house.read(
        lambda uow: Counter(
            uow.connection.execute(
                select(outbox.c.person_id).where(outbox.c.kind == OutgoingKind.QUESTION, outbox.c.initiated)
            ).scalars()
        )
    )
    assert len(keys) == len(set(keys))
    assert set(questions.values()) == {2}, "an opening and one reminder each"


async def test_after_an_outage_what_is_no_longer_due_is_dropped_with_a_record(house: House, leader: Chat) -> None:
    shown = len(await leader.messages())

    await house.restart(2026, 12, 11, 10)

    reminders = (await leader.messages())[shown:]
    dropped = await house.read(lambda uow: Counter(uow.connection.execute(select(audit_entry.c.deed)).scalars()))
    assert len(reminders) == 1
    assert dropped["rung dropped"] > 0


def _beat(uow: UnitOfWork) -> None:
    leases.beat(uow, "overtaken", real_now())
