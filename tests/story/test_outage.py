"""The bot was down while the programme went on: what is no longer due is dropped with a record, never a burst."""

from domain.check_in import CheckInState
from storage.tables.people import audit_entry
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn


async def test_rungs_missed_in_an_outage_come_as_one_reminder(opened: OpenCheckIn) -> None:
    before = len(await opened.leader.texts())
    await opened.house.restart(2026, 12, 10, 12)

    assert [("Dernier rappel" in one) for one in (await opened.leader.texts())[before:]] == [True]
    assert "rung dropped" in await records.column(opened.house, audit_entry.c.deed)


async def test_an_opening_that_comes_late_is_one_message_and_no_reminder_follows_at_once(house_at: OpenAt) -> None:
    house = await house_at(2026, 12, 5, 12)
    leader = await house.join("L10A")
    before = len(await leader.texts())
    await house.restart(2026, 12, 10, 12)

    (question,) = (await leader.texts())[before:]
    assert "c’est le jour du point de suivi" in question


async def test_a_check_in_that_could_not_open_in_time_is_excused(house_at: OpenAt) -> None:
    house = await house_at(2026, 12, 5, 12)
    leader = await house.join("L10A")
    before = len(await leader.texts())
    await house.restart(2026, 12, 16, 12)

    assert (await leader.texts())[before:] == []
    states = await house.read(lambda uow: records.states_of_period(uow, "2026-12-1"))
    assert states == {CheckInState.EXCUSED}


async def test_an_eve_notice_is_not_sent_after_the_eve(opened: OpenCheckIn) -> None:
    await opened.house.to(2026, 12, 20, 17)
    before = len(await opened.leader.texts())
    await opened.house.restart(2026, 12, 21, 12)

    (question,) = (await opened.leader.texts())[before:]
    assert "c’est le jour du point de suivi" in question


async def test_a_quiet_restart_repeats_nothing(opened: OpenCheckIn) -> None:
    before = [len(await one.messages()) for one in (opened.leader, opened.consultant)]
    await opened.house.restart()
    await opened.house.restart()

    assert [len(await one.messages()) for one in (opened.leader, opened.consultant)] == before
