"""What falls due and cannot be done is tried three times and set aside; the others go on, and it can be replayed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, func, select, update
from structlog.testing import capture_logs

from bot.commands.serving import ring
from domain.action_plan import ActionState, Constraint
from domain.period import Period
from domain.ticks import TickName
from storage import due_failures, people
from storage.due_failures import DueFailure
from storage.tables.alerts import alert
from storage.tables.check_ins import call_task, check_in
from storage.tables.people import audit_entry, person
from storage.tables.plan import action
from storage.tables.transport import due_failure
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.reliability.looks import fault, let_time_pass, on_both_engines
from usecases import climbing

SECOND = Period.parse("2026-12-2")


async def break_actions(house: House, cooperative: str) -> Callable[[], object]:
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


async def failures(house: House) -> list[DueFailure]:
    """What failed and could not be done yet, in order."""

    def look(uow: UnitOfWork) -> list[DueFailure]:
        rows = uow.connection.execute(select(due_failure).order_by(due_failure.c.id))
        return [DueFailure(**row._mapping) for row in rows]

    return await house.read(look)


async def states_of_second_period(house: House) -> dict[str, int]:
    query = select(check_in.c.state, func.count()).filter_by(period=SECOND)
    rows = await house.read(lambda uow: uow.connection.execute(query.group_by(check_in.c.state)).all())
    return {str(row[0]): row[1] for row in rows}


async def deeds(house: House) -> list[str]:
    return await house.read(lambda uow: list(uow.connection.execute(select(audit_entry.c.deed)).scalars()))


async def until_set_aside(house: House) -> None:
    """Lets the second and the third try of all that has failed once come."""
    for failed in (2, 3):
        await let_time_pass(house, 60)
        await house.settle()
        assert {one.attempts for one in await failures(house)} == {failed}


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
        assert await house.write(lambda uow, key=one.id: due_failures.replay(uow, key))
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


@on_both_engines
async def test_an_alert_of_which_staff_cannot_be_told_is_set_aside_and_the_others_are_told(
    house: House, leader: Chat, other: Chat
) -> None:
    staff = await house.join("E1")
    for one in (leader, other):
        await one.tap("Bloqué")
        await one.tap("Argent")
    first = select(func.min(alert.c.id)).scalar_subquery()
    row = update(alert).where(alert.c.id == first)
    await house.write(lambda uow: uow.connection.execute(row.values(reason=99)) and None)

    await house.to(2026, 12, 9, 12)
    assert await told_of_unseen(staff) == 1
    await until_set_aside(house)

    await house.write(lambda uow: uow.connection.execute(row.values(reason=Constraint.MONEY)) and None)
    (failed,) = await failures(house)
    assert failed.tick == TickName.UNSEEN_ALERTS
    assert await house.write(lambda uow: due_failures.replay(uow, failed.id))
    await house.settle()
    assert await told_of_unseen(staff) == 2
    assert await failures(house) == []


async def told_of_unseen(staff: Chat) -> int:
    return sum("Une alerte n’a pas été vue" in one for one in await staff.texts())


async def test_a_call_of_which_staff_cannot_be_told_is_set_aside_and_the_others_are_told(house: House) -> None:
    staff = await house.join("E1")
    await house.to(2027, 1, 26, 12)
    waiting = select(func.count()).where(call_task.c.escalate_at.is_not(None))
    open_calls = await house.read(lambda uow: uow.connection.execute(waiting).scalar_one())
    assert open_calls > 1
    broken = (
        "UPDATE call_task SET opened_at = '?' WHERE id = (SELECT min(id) FROM call_task WHERE escalate_at IS NOT NULL)"
    )
    await house.write(lambda uow: uow.connection.exec_driver_sql(broken) and None)
    before = await told_of_calls(staff)

    await house.to(2027, 1, 27, 12)
    await until_set_aside(house)

    assert await told_of_calls(staff) - before == open_calls - 1


async def told_of_calls(staff: Chat) -> int:
    return sum("Un appel n’a pas été passé" in one for one in await staff.texts())


async def test_a_lost_question_that_cannot_be_read_is_set_aside_and_the_others_are_asked_again(
    house: House, leader: Chat, other: Chat
) -> None:
    for one in (leader, other):
        await fault(house, "drop", method="sendMessage", seconds=0.05)
        await one.tap("Bloqué")
    broken = "UPDATE outbox SET ids = '{' WHERE id = (SELECT min(id) FROM outbox WHERE state = 'unknown')"
    await house.write(lambda uow: uow.connection.exec_driver_sql(broken) and None)

    await let_time_pass(house, 61)
    await house.settle()
    assert "Au cas où ce message ne serait pas arrivé" in await other.text()
    await until_set_aside(house)
    assert [one.tick for one in await failures(house)] == [TickName.LOST_QUESTIONS]


async def test_a_period_without_a_day_leaves_the_others_planned(house: House) -> None:
    march = Period.parse("2027-03-1")
    days = frozenset(date(2027, 3, day) for day in range(1, 12))
    rules = house.service.rules
    narrow = replace(rules, public_days=replace(rules.public_days, holidays=rules.public_days.holidays | days))
    moment = replace(house.service.moment(), rules=narrow)
    gone = delete(check_in).where(check_in.c.period.in_([march, Period.parse("2027-03-2")]))
    await house.write(lambda uow: uow.connection.execute(gone) and None)

    assert await house.write(lambda uow: climbing.plan_check_ins(uow, moment)) == 18

    (failed,) = await failures(house)
    assert (failed.tick, failed.subject) == (TickName.PLANNING, "2027-03-1")


async def test_a_tick_that_fails_as_a_whole_is_told_once_a_try_and_written_down(house: House) -> None:
    await house.write(lambda uow: uow.connection.exec_driver_sql("ALTER TABLE alert RENAME TO elsewhere") and None)
    with capture_logs() as told:
        for _ in range(5):
            await ring(house.service)
    assert [one["event"] for one in told].count("tick failed") == 1
    (failed,) = await failures(house)
    assert (failed.tick, failed.subject, failed.attempts) == (TickName.UNSEEN_ALERTS, "", 1)

    await house.write(lambda uow: uow.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO alert") and None)
    await house.restart()
    assert await failures(house) == []
