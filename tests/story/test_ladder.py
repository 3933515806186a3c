"""The ladder of silence: reminders, the call task, the closing, and when staff are told."""

from domain.call_task import CallTaskState
from domain.check_in import CheckInState
from tests.engines import on_both_engines
from tests.house import Chat
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn

FIRST, LAST = "Rappel : quelques appuis", "Dernier rappel"


@on_both_engines
async def test_silence_is_reminded_of_twice_then_phoned_about_then_closed_as_missed(opened: OpenCheckIn) -> None:
    house, leader = opened.house, opened.leader
    await house.to(2026, 12, 8, 9, 29)
    assert not await reminders(leader)
    await house.to(2026, 12, 8, 9, 30)
    assert await reminders(leader) == [FIRST]
    await house.to(2026, 12, 10, 9, 30)
    assert await reminders(leader) == [FIRST, LAST]
    # Day 5 is a Saturday: the call falls on the next working day.
    await house.to(2026, 12, 14, 9, 29)
    assert await records.call_task(house, "C10") is None
    await house.to(2026, 12, 14, 9, 30)
    assert any("Appel à passer · Amwaj Boujdour" in one for one in await opened.consultant.texts())
    await house.to(2026, 12, 14, 20, 29)
    assert (await records.check_in(house, "C10")).state is CheckInState.OPEN
    await house.to(2026, 12, 14, 20, 30)
    assert (await records.check_in(house, "C10")).state is CheckInState.MISSED
    assert await reminders(leader) == [FIRST, LAST]


async def test_one_complete_answer_stops_the_ladder_for_all_leaders(opened: OpenCheckIn) -> None:
    other = await opened.house.join("L10B")
    await opened.leader.tap("Toutes les autres")
    await opened.house.to(2026, 12, 15, 10)

    assert not await reminders(opened.leader)
    assert not await reminders(other)
    assert await records.call_task(opened.house, "C10") is None
    assert (await records.check_in(opened.house, "C10")).state is CheckInState.COMPLETE


async def test_only_those_who_have_not_answered_are_reminded(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Passer")
    other = await opened.house.join("L10B")
    await other.send("/point")
    await other.tap("Passer")
    await opened.house.to(2026, 12, 8, 9, 30)

    assert not await reminders(opened.leader), "who answered first waits for the other"
    assert await reminders(other) == [FIRST], "who stopped in the middle is reminded"


async def test_some_answers_close_as_partial(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Avance")
    await opened.house.to(2026, 12, 15, 10)

    assert (await records.check_in(opened.house, "C10")).state is CheckInState.PARTIAL
    task = await records.call_task(opened.house, "C10")
    assert task is not None
    assert task.state is CallTaskState.DROPPED


@on_both_engines
async def test_two_misses_running_are_told_to_staff_once(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.house.to(2026, 12, 15, 10)
    assert not await misses(staff)
    await opened.house.to(2026, 12, 30, 10)

    assert len([one for one in await misses(staff) if "Amwaj Boujdour" in one]) == 1


async def test_a_call_task_two_working_days_old_is_told_to_staff(house_at: OpenAt) -> None:
    house = await house_at(2027, 1, 20, 9)
    staff = await house.join("E1")
    await house.join("L10A")
    await house.to(2027, 1, 27, 9, 29)
    assert not [one for one in await staff.texts() if "Un appel n’a pas été passé" in one and "Amwaj" in one]
    await house.to(2027, 1, 27, 12)

    assert [one for one in await staff.texts() if "Un appel n’a pas été passé" in one and "Amwaj" in one]


async def test_friday_prayer_keeps_the_bot_from_beginning_but_not_from_answering(house_at: OpenAt) -> None:
    house = await house_at(2026, 12, 11, 11)
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2026, 12, 11, 13)
    await leader.send("Quand venez-vous ?")

    assert "transmis" in await leader.text()
    assert "Quand venez-vous" not in await consultant.text()
    await house.to(2026, 12, 11, 15, 30)
    assert "Quand venez-vous" in await consultant.text()


async def test_at_night_a_tap_is_answered_and_the_alert_waits_for_the_morning(opened: OpenCheckIn) -> None:
    await opened.house.to(2026, 12, 7, 23)
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")

    assert "Quelques mots" in await opened.leader.text()
    assert "Action bloquée" not in await opened.consultant.text()
    await opened.house.to(2026, 12, 8, 9)
    assert "Action bloquée" in await opened.consultant.text()


async def test_ramadan_has_one_reminder_fewer(house_at: OpenAt) -> None:
    house = await house_at(2027, 2, 22, 9)
    leader = await house.join("L10A")
    await house.to(2027, 2, 22, 10, 30)
    assert "c’est le jour du point de suivi" in await leader.text()
    await house.to(2027, 2, 26, 20)

    assert await reminders(leader) == [LAST]


async def reminders(chat: Chat) -> list[str]:
    """The reminders a leader has had, in order."""
    texts = await chat.texts()
    return [kind for one in texts for kind in (FIRST, LAST) if kind in one]


async def misses(staff: Chat) -> list[str]:
    """What staff have been told of silent cooperatives."""
    return [one for one in await staff.texts() if "Deux points de suivi de suite" in one]
