"""What staff are to hear of, lost questions, periods and whole ticks: one that fails stops no other."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.clock import real_now
from bot.clock_watch import ClockWatch
from bot.commands.serving import ring
from domain.action_plan import Constraint
from domain.period import Period
from domain.ticks import TickName
from storage import due_failures
from storage.tables.alerts import alert
from storage.tables.check_ins import call_task, check_in
from tests.house import Chat, House
from tests.reliability.due import failures, until_set_aside
from tests.reliability.looks import fault, let_time_pass, on_both_engines
from usecases import climbing


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


async def test_what_fails_in_a_ring_beside_the_ticks_is_not_passed_over(house: House) -> None:
    rename = "ALTER TABLE due_failure RENAME TO elsewhere"
    await house.write(lambda uow: uow.connection.exec_driver_sql(rename) and None)
    # As if the real clock had just been set back by far.
    house.service.clock_watch = ClockWatch(house.service.writer, 2 * real_now().timestamp())

    with pytest.raises(OperationalError, match="due_failure"):
        await ring(house.service)
