"""A leader who comes back while a call waits: where the call is shown, it no longer says the leader is out of reach."""

import pytest

from tests.house import Chat, House
from tests.story import records
from tests.story.conftest import OpenCheckIn

BLOCKED = {"fr": "a bloqué le bot dans Telegram", "ar": "تمّ حظر حسابنا على هذا الهاتف"}
CALL = {"fr": "Appel à passer", "ar": "مكالمة للإجراء"}
#: Of the leader: other cooperatives, that nobody has joined, have calls of their own.
PHONE = "+999 000 000 17"


async def set_block(chat: Chat, *, blocked: bool) -> None:
    """Blocks the bot or lets it in again, and waits until it knows."""
    await chat.phone.block(blocked=blocked)
    await chat.house.settle()


async def calls_shown(chat: Chat, language: str = "fr") -> list[str]:
    """The messages that show the leader's call, as they are now."""
    return [one for one in await chat.texts() if CALL[language] in one and PHONE in one]


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_the_call_that_told_of_the_loss_shows_the_return_and_nobody_rings(house: House, language: str) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3", language=language)
    await house.to(2026, 12, 7, 9, 30)
    await set_block(leader, blocked=True)
    (told,) = await calls_shown(consultant, language)
    assert BLOCKED[language] in told
    before = len(await consultant.messages())

    await set_block(leader, blocked=False)

    (shown,) = await calls_shown(consultant, language)
    assert "Mariem Jabri" in shown
    assert BLOCKED[language] not in shown
    assert len(await consultant.messages()) == before


async def test_a_second_return_is_shown_too_and_the_call_can_still_be_made(opened: OpenCheckIn) -> None:
    consultant, leader = opened.consultant, opened.leader
    for blocked in (True, False, True):
        await set_block(leader, blocked=blocked)
    await consultant.tap("Pas de réponse")
    assert BLOCKED["fr"] in (await calls_shown(consultant))[0]

    await set_block(leader, blocked=False)

    (shown,) = await calls_shown(consultant)
    assert BLOCKED["fr"] not in shown
    await consultant.tap("Mariem Jabri")
    await consultant.tap("Toutes les autres")
    await consultant.tap("Confirmer")
    assert (await records.check_in(opened.house, "C10")).state == "complete"


async def test_who_was_never_told_of_the_call_does_not_hear_of_the_return(house: House) -> None:
    leader, staff = await house.join("L10A"), await house.join("E1")
    await house.to(2026, 12, 7, 9, 30)
    await set_block(leader, blocked=True)
    assert len(await calls_shown(staff)) == 1
    consultant = await house.join("K3")
    before = len(await consultant.messages())

    await set_block(leader, blocked=False)

    assert len(await consultant.messages()) == before


async def test_a_call_that_waits_for_the_morning_goes_then_and_says_what_is_true(house: House) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2026, 12, 7, 23)
    await set_block(leader, blocked=True)
    await set_block(leader, blocked=False)
    assert await calls_shown(consultant) == []

    await house.to(2026, 12, 8, 9)

    (shown,) = await calls_shown(consultant)
    assert BLOCKED["fr"] not in shown
