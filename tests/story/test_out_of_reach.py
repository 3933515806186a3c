"""Who blocks the bot, or whose account or chat is gone, is not tried again: somebody is asked to see to it, once."""

import pytest

from domain.people import Reachability
from tests.house import Chat, House
from tests.story import records
from tests.story.conftest import OpenCheckIn

PHONE = "+999 000 000 17"

BLOCKED = {"fr": "a bloqué le bot dans Telegram", "ar": "تمّ حظر حسابنا على هذا الهاتف"}
LOST = {"fr": "n’est plus joignable sur Telegram", "ar": "لم يعد التواصل عبر تيليغرام ممكنًا مع"}
BACK = {"fr": "est de nouveau joignable sur Telegram", "ar": "عاد التواصل عبر تيليغرام مع"}
UNBLOCK = {"fr": "débloquer le bot et écrire /start", "ar": "رفع الحظر عن حسابنا"}
INVITE = "demander une nouvelle invitation à l’équipe technique"


async def sent_to(house: House, chat: Chat) -> int:
    """How many calls, whatever came of them, have been made to send this person something."""
    return sum(
        str(one["parameters"].get("chat_id")) == str(chat.phone.user_id) for one in await house.calls("sendMessage")
    )


async def block(chat: Chat) -> None:
    """Blocks the bot, and waits until it knows."""
    await chat.phone.block(blocked=True)
    await chat.house.settle()


async def let_in(chat: Chat) -> None:
    """Lets the bot in again, and waits until it knows."""
    await chat.phone.block(blocked=False)
    await chat.house.settle()


async def reachability(house: House, code: str) -> Reachability:
    """How the programme believes that a person can be reached."""
    return (await records.person(house, code)).reachability


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_block_makes_one_message_for_the_consultant_with_reason_and_phone(house: House, language: str) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3", language=language)
    before, sent = len(await consultant.texts()), await sent_to(house, leader)

    await block(leader)
    await house.to(2026, 12, 3, 18)

    (told,) = (await consultant.texts())[before:]
    assert "Mariem Jabri" in told
    assert all(words[language] in told for words in (LOST, BLOCKED, UNBLOCK))
    assert PHONE in told
    assert INVITE not in told
    assert await reachability(house, "L10A") is Reachability.BLOCKED
    assert await sent_to(house, leader) == sent


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_where_nobody_else_can_answer_the_call_task_opens_at_once_and_says_why(
    house: House, language: str
) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3", language=language)
    await house.to(2026, 12, 7, 9, 30)
    before = len(await consultant.texts())

    await block(leader)

    (told,) = (await consultant.texts())[before:]
    assert {"fr": "Appel à passer", "ar": "مكالمة للإجراء"}[language] in told
    assert all(words[language] in told for words in (BLOCKED, UNBLOCK))
    assert PHONE in told

    await house.to(2026, 12, 14, 20)
    calls = [one for one in await consultant.texts() if BLOCKED[language] in one]
    assert len(calls) == 1


async def test_the_call_that_the_block_has_opened_fills_the_check_in_in(opened: OpenCheckIn) -> None:
    await block(opened.leader)
    await opened.consultant.tap("Mariem Jabri")
    await opened.consultant.tap("Toutes les autres")
    await opened.consultant.tap("Confirmer")

    assert (await records.check_in(opened.house, "C10")).state == "complete"
    assert any("Saisi par Hassan Miftah" in one for one in await opened.consultant.texts())


async def test_while_another_leader_can_answer_there_is_no_call_to_make(opened: OpenCheckIn) -> None:
    await opened.house.join("L10B")
    before = len(await opened.consultant.texts())

    await block(opened.leader)

    (told,) = (await opened.consultant.texts())[before:]
    assert LOST["fr"] in told
    assert await records.call_task(opened.house, "C10") is None


async def test_an_account_that_is_gone_is_called_once_and_then_a_matter_for_the_phone(opened: OpenCheckIn) -> None:
    await opened.leader.phone.deactivate()
    sent = await sent_to(opened.house, opened.leader)

    await opened.house.to(2026, 12, 14, 20)

    assert await sent_to(opened.house, opened.leader) == sent + 1
    assert await reachability(opened.house, "L10A") is Reachability.DEACTIVATED
    told = [one for one in await opened.consultant.texts() if "le compte Telegram n’existe plus" in one]
    assert len(told) == 1
    assert PHONE in told[0]
    assert INVITE in told[0]
    assert UNBLOCK["fr"] not in told[0]


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("403", Reachability.BLOCKED, "a bloqué le bot"),
        ("chat_not_found", Reachability.DEACTIVATED, "le compte Telegram n’existe plus"),
        ("migrated", Reachability.MOVED, "la conversation Telegram a changé de numéro"),
    ],
)
async def test_what_telegram_refuses_says_what_became_of_the_person(
    opened: OpenCheckIn, kind: str, state: Reachability, words: str
) -> None:
    sent = await sent_to(opened.house, opened.leader)
    fault = {"kind": kind, "method": "sendMessage", "chat_id": opened.leader.phone.user_id, "times": 1}
    await opened.house.client.call("POST", "/sandbox/faults", fault)

    await opened.leader.send("/aide")
    await opened.house.to(2026, 12, 9, 18)

    assert await reachability(opened.house, "L10A") is state
    assert await sent_to(opened.house, opened.leader) == sent + 1
    assert await records.outbox_states(opened.house, "help", "L10A") == ["withdrawn"]
    assert sum(words in one for one in await opened.consultant.texts()) == 1


async def test_an_edit_in_a_chat_that_is_gone_tells_of_it_too(opened: OpenCheckIn) -> None:
    fault = {"kind": "chat_not_found", "method": "editMessageText", "times": 1}
    await opened.house.client.call("POST", "/sandbox/faults", fault)
    await opened.leader.tap("Avance")

    assert await reachability(opened.house, "L10A") is Reachability.DEACTIVATED


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_whoever_is_back_is_shown_as_back_where_it_was_told_and_nobody_rings(house: House, language: str) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3", language=language)
    await block(leader)
    before = len(await consultant.messages())

    await let_in(leader)

    assert len(await consultant.messages()) == before
    shown = await consultant.text()
    assert BACK[language] in shown
    assert "Mariem Jabri" in shown
    assert UNBLOCK[language] not in shown
    assert await reachability(house, "L10A") is Reachability.REACHABLE

    await block(leader)
    assert len(await consultant.messages()) == before + 1
    assert LOST[language] in await consultant.text()


@pytest.mark.parametrize("way", ["writes", "follows her invitation again", "follows a new invitation"])
async def test_whoever_is_heard_from_can_be_reached_again(opened: OpenCheckIn, way: str) -> None:
    await opened.house.client.call("POST", "/sandbox/faults", {"kind": "403", "method": "sendMessage", "times": 1})
    await opened.leader.send("/aide")
    assert await reachability(opened.house, "L10A") is Reachability.BLOCKED

    if way == "writes":
        await opened.leader.send("/plan")
    elif way == "follows her invitation again":
        first = next(one for one in await opened.leader.messages() if one["from"] == "user")
        await opened.leader.send(first["text"])
    else:
        await opened.leader.send(f"/start {await opened.house.invite('L10A')}")

    assert await reachability(opened.house, "L10A") is Reachability.REACHABLE
    assert (await opened.leader.last())["from"] == "bot"


async def test_a_stop_stands_when_the_bot_is_blocked_and_let_in_again(house: House) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await leader.send("/stop")
    before = len(await consultant.messages())

    await block(leader)
    await let_in(leader)

    assert await reachability(house, "L10A") is Reachability.STOPPED
    assert len(await consultant.messages()) == before


async def test_at_night_it_waits_for_the_morning_and_is_withdrawn_if_the_person_is_back_by_then(house: House) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2026, 12, 2, 23)
    before = len(await consultant.messages())
    await block(leader)
    assert len(await consultant.messages()) == before
    await let_in(leader)

    await house.to(2026, 12, 3, 9)

    assert len(await consultant.messages()) == before
    assert await records.outbox_states(house, "out_of_reach", "K3") == ["superseded"]

    await house.to(2026, 12, 3, 23)
    await block(leader)
    await house.to(2026, 12, 4, 9)
    assert len(await consultant.messages()) == before + 1


async def test_what_waited_for_the_person_is_withdrawn_with_the_reason(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")
    await opened.house.to(2026, 12, 7, 22)
    await opened.consultant.tap("Vu")
    await block(opened.leader)

    await opened.house.to(2026, 12, 8, 10)

    assert await records.outbox_rows(opened.house, "alert_step", "L10A") == [("withdrawn", "the person is blocked")]


async def test_without_a_consultant_in_reach_staff_see_to_it(house: House) -> None:
    leader, staff = await house.join("L10A"), await house.join("E1")
    before = len(await staff.texts())

    await block(leader)

    (told,) = (await staff.texts())[before:]
    assert LOST["fr"] in told
    assert "Amwaj Boujdour" in told


async def test_lists_show_how_many_leaders_are_out_of_reach(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await block(opened.leader)
    await opened.consultant.send("/cooperatives")
    await staff.send("/suivi")

    legend = "📵 personnes de la coopérative injoignables sur Telegram"
    for shown in (await opened.consultant.text(), await staff.text()):
        assert shown.count("📵 1") == 1
        assert legend in shown

    await let_in(opened.leader)
    await staff.send("/suivi")
    assert "📵" not in await staff.text()


async def test_a_consultant_who_answers_a_leader_out_of_reach_is_told_to_phone(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.tap("Argent")
    alert = next(one for one in await opened.consultant.messages() if "Action bloquée" in (one.get("text") or ""))
    await block(opened.leader)

    await opened.consultant.send("Je passe demain", reply_to=alert["message_id"])

    assert "un appel est nécessaire" in await opened.consultant.text()
    assert "Je passe demain" in await records.notes(opened.house)


async def test_what_a_group_refuses_says_nothing_of_the_person_who_spoke_there(opened: OpenCheckIn) -> None:
    house, group = opened.house, {"id": -1001, "title": "Coop"}
    await house.client.call("POST", "/sandbox/faults", {"kind": "403", "method": "sendMessage", "chat_id": -1001})
    said = {"text": "/start", "group": group}
    await house.client.call("POST", f"/sandbox/users/{opened.leader.phone.user_id}/send", said)
    await house.settle()

    assert await records.outbox_states(house, "group_refused", "L10A") == ["withdrawn"]
    assert await reachability(house, "L10A") is Reachability.REACHABLE


async def test_what_is_found_out_later_about_somebody_out_of_reach_is_kept_and_not_told_again(house: House) -> None:
    leader, consultant = await house.join("L10A"), await house.join("K3")
    fault = {"kind": "chat_not_found", "method": "sendMessage", "chat_id": leader.phone.user_id, "times": 1}
    await house.client.call("POST", "/sandbox/faults", fault)
    await leader.send("/aide")
    assert LOST["fr"] in await consultant.text()
    before = len(await consultant.messages())

    await block(leader)
    assert await reachability(house, "L10A") is Reachability.BLOCKED
    await let_in(leader)

    assert len(await consultant.messages()) == before
    assert BACK["fr"] in await consultant.text()


async def test_following_the_invitation_again_takes_a_stop_back(house: House) -> None:
    leader = await house.join("L10A")
    await leader.send("/stop")
    first = next(one for one in await leader.messages() if one["from"] == "user")

    await leader.send(first["text"])

    assert await reachability(house, "L10A") is Reachability.REACHABLE
