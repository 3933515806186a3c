"""A consultant or a member of the team who cannot be reached: the work goes to the others at once, nothing is lost."""

import pytest

from domain.people import Reachability
from tests.house import Chat, House
from tests.story import records
from tests.story.conftest import OpenCheckIn

PHONE = "+999 000 000 35"
LOST = {"fr": "Hassan Miftah n’est plus joignable sur Telegram", "ar": "لم يعد التواصل عبر تيليغرام ممكنًا مع"}
MEANWHILE = {"fr": "l’équipe du programme reçoit les alertes", "ar": "تصل التنبيهات والاتصالات إلى فريق البرنامج"}


async def block_action(leader: Chat) -> None:
    """The leader's first action is blocked for want of money, with a voice message about it."""
    await leader.tap("Bloqué")
    await leader.tap("Argent")
    await leader.voice()


async def block(chat: Chat) -> None:
    """Blocks the bot, and waits until it knows."""
    await chat.phone.block(blocked=True)
    await chat.house.settle()


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_staff_are_told_whom_to_phone(opened: OpenCheckIn, language: str) -> None:
    staff = await opened.house.join("E1", language=language)
    before = len(await staff.messages())

    await block(opened.consultant)

    told = [one for one in await staff.texts(before) if LOST[language] in one]
    assert len(told) == 1
    assert PHONE in told[0]
    assert "Hassan Miftah" in told[0]
    assert MEANWHILE[language] in told[0]


async def test_an_alert_nobody_has_seen_goes_to_staff_with_its_file_the_moment_the_consultant_blocks_the_bot(
    opened: OpenCheckIn,
) -> None:
    staff = await opened.house.join("E1")
    await block_action(opened.leader)
    before = len(await staff.messages())

    await block(opened.consultant)

    told = (await staff.messages())[before:]
    assert sum("Action bloquée" in one for one in await staff.texts(before)) == 1
    assert [one["file"]["kind"] for one in told if one["file"]] == ["voice"]
    await staff.tap("Vu")
    (alert,) = await records.alerts_of(opened.house, "C10")
    assert alert.seen_at is not None
    assert "a vu" in await opened.leader.text()


async def test_the_alert_by_which_the_block_comes_out_is_not_lost_and_not_tried_again(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.consultant.phone.deactivate()

    await block_action(opened.leader)

    assert sum("Action bloquée" in one for one in await staff.texts()) == 1
    assert await records.outbox_states(opened.house, "alert", "K3") == ["withdrawn"]
    assert (await records.person(opened.house, "K3")).reachability is Reachability.DEACTIVATED
    calls = await opened.house.calls("sendMessage")
    refused = [one for one in calls if str(one["parameters"]["chat_id"]) == str(opened.consultant.phone.user_id)]
    assert len(refused) == 1


async def test_an_alert_that_was_seen_stays_with_the_consultant(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block_action(opened.leader)
    await opened.consultant.tap("Vu")

    await block(opened.consultant)

    assert not any("Action bloquée" in one for one in await staff.texts())


async def test_what_waits_for_the_morning_goes_to_staff_instead(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.house.to(2026, 12, 7, 22)
    await block_action(opened.leader)
    await opened.leader.send("/menu")
    await opened.leader.tap("Appelez-moi")
    await opened.leader.tap("Aujourd’hui")
    await block(opened.consultant)
    before = len(await staff.messages())

    await opened.house.to(2026, 12, 8, 9)

    told = await staff.texts(before)
    assert sum("Action bloquée" in one for one in told) == 1
    assert sum("Appel souhaité" in one for one in told) == 1
    assert await records.outbox_states(opened.house, "call_wish", "K3") == ["withdrawn"]


async def test_a_call_that_waits_goes_to_staff_and_ends_there(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.house.to(2026, 12, 14, 9, 30)
    before = len(await staff.messages())

    await block(opened.consultant)

    (call,) = [one for one in await staff.texts(before) if "Appel à passer · Amwaj Boujdour" in one]
    assert "Mariem Jabri" in call
    await opened.leader.tap("Toutes les autres")
    await opened.leader.tap("Confirmer")
    assert not any("Appel à passer · Amwaj Boujdour" in one for one in await staff.texts(before))


async def test_notes_go_to_staff_those_that_wait_and_those_that_come_later(house: House) -> None:
    leader, consultant, staff = await house.join("L10A"), await house.join("K3"), await house.join("E1")
    await house.to(2026, 12, 1, 22)
    await leader.send("La machine est arrivée")
    await block(consultant)
    await leader.send("Elle ne marche pas")
    before = len(await staff.messages())

    await house.to(2026, 12, 2, 9)

    told = await staff.texts(before)
    assert sum("La machine est arrivée" in one for one in told) == 1
    assert sum("Elle ne marche pas" in one for one in told) == 1
    assert await records.outbox_states(house, "note", "K3") == ["withdrawn"]


async def test_a_consultant_who_stops_the_messages_leaves_no_alert_behind(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block_action(opened.leader)

    await opened.consultant.send("/stop")

    assert sum("Action bloquée" in one for one in await staff.texts()) == 1


async def test_a_consultant_who_is_back_gets_what_comes_next_and_nothing_twice(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block_action(opened.leader)
    await block(opened.consultant)
    shown = sum("Action bloquée" in one for one in await opened.consultant.texts())

    await opened.consultant.phone.block(blocked=False)
    await opened.house.settle()

    assert sum("Action bloquée" in one for one in await opened.consultant.texts()) == shown
    assert any("est de nouveau joignable" in one for one in await staff.texts())
    await opened.leader.tap("Aujourd’hui")
    assert any("Appel : aujourd’hui" in one for one in await opened.consultant.texts())


async def test_of_a_member_of_the_team_the_others_are_told(opened: OpenCheckIn) -> None:
    staff, other = await opened.house.join("E1"), await opened.house.join("E2", language="fr")
    before, before_consultant = len(await other.texts()), len(await opened.consultant.texts())

    await block(staff)

    (told,) = (await other.texts())[before:]
    assert "Leïla Mouhsine n’est plus joignable sur Telegram" in told
    assert "+999 000 000 36" in told
    assert len(await opened.consultant.texts()) == before_consultant


async def test_an_alert_whose_sending_is_unknown_waits_for_the_ladder(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.leader.tap("Bloqué")
    fault = {"kind": "drop", "method": "sendMessage", "chat_id": opened.consultant.phone.user_id, "times": 1}
    await opened.house.client.call("POST", "/sandbox/faults", fault)
    await opened.leader.tap("Argent")
    assert await records.outbox_states(opened.house, "alert", "K3") == ["unknown"]

    await opened.house.to(2026, 12, 9, 9, 29)
    assert not any("Une alerte n’a pas été vue" in one for one in await staff.texts())
    await opened.house.to(2026, 12, 9, 9, 30)

    assert sum("Une alerte n’a pas été vue" in one for one in await staff.texts()) == 1
    assert await records.outbox_states(opened.house, "alert", "K3") == ["unknown"]
