"""A rung that cannot be climbed is tried three times and set aside; all others are climbed, and it can be replayed."""

from collections.abc import Awaitable, Callable
from functools import partial

from sqlalchemy import func, select, update

from domain.action_plan import ActionState
from domain.period import Period
from domain.ticks import TickName
from storage import due_failures, people
from storage.tables.check_ins import check_in
from storage.tables.people import audit_entry, person
from storage.tables.plan import action
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.reliability.due import failures, until_set_aside
from tests.reliability.looks import let_time_pass, on_both_engines

SECOND = Period.parse("2026-12-2")


async def break_actions(house: House, cooperative: str) -> Callable[[], Awaitable[None]]:
    """The plan of a cooperative cannot be read any more; gives what mends it."""

    def step(uow: UnitOfWork) -> dict[int, ActionState]:
        found = people.cooperative_by_code(uow, cooperative)
        assert found is not None
        own = select(action.c.id, action.c.state).where(action.c.cooperative_id == found.id)
        states = {row.id: row.state for row in uow.connection.execute(own)}
        uow.connection.execute(update(action).where(action.c.id.in_(states)).values(state="broken"))
        return states

    states = await house.write(step)

    def mend(uow: UnitOfWork) -> None:
        for action_id, state in states.items():
            uow.connection.execute(update(action).where(action.c.id == action_id).values(state=state))

    return lambda: house.write(mend)


async def states_of_second_period(house: House) -> dict[str, int]:
    query = select(check_in.c.state, func.count()).filter_by(period=SECOND)
    rows = await house.read(lambda uow: uow.connection.execute(query.group_by(check_in.c.state)).all())
    return {str(row[0]): row[1] for row in rows}


async def deeds(house: House) -> list[str]:
    return await house.read(lambda uow: list(uow.connection.execute(select(audit_entry.c.deed)).scalars()))


@on_both_engines
async def test_a_rung_that_fails_does_not_stop_the_others_and_is_climbed_later(house: House) -> None:
    await house.to(2026, 12, 20, 20)
    mend = await break_actions(house, "C10")
    await house.to(2026, 12, 21, 12)
    assert await states_of_second_period(house) == {"planned": 1, "open": 17}
    (failed,) = await failures(house)
    assert (failed.tick, failed.attempts, failed.subject.partition(":")[2]) == (TickName.LADDER, 1, "opening")
    assert "ValueError in storage." in failed.cause

    await house.settle()
    assert [one.attempts for one in await failures(house)] == [1], "it waits for its next try"

    await mend()
    await let_time_pass(house, 60)
    await house.settle()
    assert await states_of_second_period(house) == {"open": 18}
    assert await failures(house) == []


async def test_a_rung_is_tried_three_times_and_set_aside(house: House) -> None:
    await house.to(2026, 12, 20, 20)
    await break_actions(house, "C10")
    await house.to(2026, 12, 21, 12)
    await until_set_aside(house)

    (failed,) = await failures(house)
    assert failed.next_try_at is None
    await let_time_pass(house, 86400)
    await house.settle()
    assert await failures(house) == [failed]
    assert "rung set aside" in await deeds(house)


async def test_the_next_rung_opens_what_could_not_be_opened(house: House, leader: Chat) -> None:
    await house.to(2026, 12, 20, 20)
    mend = await break_actions(house, "C10")
    await house.to(2026, 12, 21, 12)
    await until_set_aside(house)
    await mend()
    before = len(await leader.texts())

    await house.to(2026, 12, 22, 12)

    assert await states_of_second_period(house) == {"open": 18}
    (question,) = (await leader.texts())[before:]
    assert "c’est le jour du point de suivi" in question


async def test_a_check_in_that_could_not_open_is_excused_when_it_would_have_closed(house: House) -> None:
    await house.to(2026, 12, 20, 20)
    await break_actions(house, "C10")
    await house.to(2026, 12, 21, 12)
    await until_set_aside(house)
    await house.to(2026, 12, 30, 12)
    await let_time_pass(house, 60)
    await house.settle()

    assert (await states_of_second_period(house))["excused"] == 1
    assert "check-in excused" in await deeds(house)


@on_both_engines
async def test_a_rung_that_was_set_aside_is_replayed_once(house: House, leader: Chat) -> None:
    await house.to(2026, 12, 20, 20)
    mend = await break_actions(house, "C10")
    await house.to(2026, 12, 21, 12)
    await until_set_aside(house)
    await mend()
    before = len(await leader.texts())
    (failed,) = await failures(house)

    assert await house.write(lambda uow: due_failures.replay(uow, failed.id))
    await house.settle()
    assert not await house.write(lambda uow: due_failures.replay(uow, failed.id))
    await house.to(2026, 12, 21, 20)

    assert await states_of_second_period(house) == {"open": 18}
    assert len((await leader.texts())[before:]) == 1
    assert await failures(house) == []


async def test_a_rung_that_is_replayed_too_late_is_dropped_with_a_record(house: House, leader: Chat) -> None:
    await house.to(2026, 12, 8, 8)
    await house.write(lambda uow: uow.connection.execute(update(person).values(slot="broken")) and None)
    await house.to(2026, 12, 8, 12)
    await until_set_aside(house)
    await house.write(lambda uow: uow.connection.execute(update(person).values(slot="morning")) and None)
    await house.to(2026, 12, 11, 12)
    before = len(await leader.texts())
    dead = [one for one in await failures(house) if one.subject.endswith(":first_reminder")]
    assert dead

    for one in dead:
        assert await house.write(partial(due_failures.replay, row_id=one.id))
    await house.settle()

    assert len(await leader.texts()) == before
    assert (await deeds(house)).count("rung dropped") == len(dead)
    assert await failures(house) == []


async def test_a_check_in_that_cannot_be_read_holds_up_no_other_and_not_the_clock(house: House) -> None:
    await house.to(2026, 12, 20, 12)
    one = select(func.min(check_in.c.id)).where(check_in.c.period == SECOND).scalar_subquery()
    broken = update(check_in).where(check_in.c.id == one).values(state="?")
    await house.write(lambda uow: uow.connection.execute(broken) and None)

    await house.to(2026, 12, 21, 12)
    await until_set_aside(house)
    await house.to(2026, 12, 23, 12)

    opened = select(func.count()).where(check_in.c.period == SECOND, check_in.c.opened_at.is_not(None))
    assert await house.read(lambda uow: uow.connection.execute(opened).scalar_one()) == 17
