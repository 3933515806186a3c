"""Two leaders share one check-in; nobody's answer is lost or given twice."""

import asyncio

import pytest

from domain.answer import Ask
from tests.house import Chat
from tests.story import records
from tests.story.conftest import OpenAt, OpenCheckIn


@pytest.fixture
async def other(opened: OpenCheckIn) -> Chat:
    """The treasurer joins while the check-in is open, and looks at it."""
    chat = await opened.house.join("L10B")
    await chat.send("/point")
    return chat


async def test_both_leaders_are_asked_the_first_question(house_at: OpenAt) -> None:
    house = await house_at(2026, 12, 7, 9)
    leaders = [await house.join("L10A"), await house.join("L10B")]
    await house.to(2026, 12, 7, 9, 30)

    for one in leaders:
        assert "1/3" in await one.text()


async def test_a_stale_tap_is_told_who_answered_and_gets_the_current_question(opened: OpenCheckIn, other: Chat) -> None:
    await opened.leader.tap("Avance")
    await opened.leader.tap("50")

    notice = await other.tap("Fait")

    assert "Mariem Jabri" in notice["text"]
    assert "Mariem Jabri a déjà répondu : Tenir le journal" in await other.text()
    assert "2/3" in await other.text()
    assert any("Corriger" in one for one in await other.labels())
    assert await records.asks(opened.house, "C10") == [Ask.STATUS, Ask.PROGRESS]


async def test_what_the_other_leader_answered_can_be_changed(opened: OpenCheckIn, other: Chat) -> None:
    await opened.leader.tap("Avance")
    await opened.leader.tap("50")
    await other.tap("Fait")
    await other.tap("Corriger")
    assert "1/3" in await other.text()
    await other.tap("Avance")
    await other.tap("75")

    assert (await records.action(opened.house, "C10-F1")).progress_percent == 75


async def test_of_two_taps_at_once_one_counts_and_the_other_is_told(opened: OpenCheckIn, other: Chat) -> None:
    first, second = await opened.leader.last(), await other.last()
    data = first["buttons"][0][0]["callback_data"]

    notices = await asyncio.gather(
        opened.leader.phone.tap(first["message_id"], data), other.phone.tap(second["message_id"], data)
    )
    await opened.house.settle()

    assert len(await records.given(opened.house, "C10")) == 1
    assert sorted(one["text"].startswith("✅") for one in notices) == [False, True]


async def test_a_double_tap_counts_once(opened: OpenCheckIn) -> None:
    question = await opened.leader.last()
    data = question["buttons"][0][0]["callback_data"]
    await opened.leader.tap("Fait")

    assert await opened.leader.press(question, data) == "C’est déjà répondu."
    assert len(await records.given(opened.house, "C10")) == 1


async def test_one_begins_and_the_other_ends(opened: OpenCheckIn, other: Chat) -> None:
    await opened.leader.tap("Passer")
    await other.send("/point")
    assert "2/3" in await other.text()
    await other.tap("Toutes les autres")
    assert "Mariem" not in await other.text()
    await other.tap("Confirmer")

    typed = [one.typed_by for one in await records.given(opened.house, "C10")]
    assert len(set(typed)) == 2
