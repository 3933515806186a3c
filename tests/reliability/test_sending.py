"""What becomes of a message when sending goes wrong: nothing is sent twice, nothing is lost without a word."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.clock import monotonic
from domain.people import Reachability
from domain.tries import TELEGRAM_FAILURES
from storage import people
from storage.tables.transport import outbox
from storage.transport_states import OutboxState
from tests.house import Chat, House, instant
from tests.reliability.looks import fault, let_time_pass, messages_to, no_more_faults, on_both_engines

SENT, PENDING, UNKNOWN = OutboxState.SENT, OutboxState.PENDING, OutboxState.UNKNOWN


async def bot_messages(chat: Chat) -> int:
    return sum(one["from"] == "bot" for one in await chat.messages())


async def states(house: House, chat: Chat, after: int) -> list[OutboxState]:
    return [one.state for one in await messages_to(house, chat, after)]


async def known(house: House, chat: Chat) -> int:
    return len(await messages_to(house, chat))


@on_both_engines
async def test_a_server_error_is_tried_again_and_arrives_once(house: House, leader: Chat) -> None:
    before, shown = await known(house, leader), await bot_messages(leader)
    await fault(house, "500", method="sendMessage")

    await leader.send("/aide")
    assert await states(house, leader, before) == [PENDING]
    await let_time_pass(house, 60)
    await house.settle()

    assert await states(house, leader, before) == [SENT]
    assert await bot_messages(leader) == shown + 1


async def test_an_outage_of_telegrams_is_outlasted_for_hours(house: House, leader: Chat) -> None:
    before = await known(house, leader)
    await fault(house, "500", method="sendMessage", times=0)

    await leader.send("/aide")
    for _ in range(12):
        await let_time_pass(house, 600)
        await house.settle()
    assert await states(house, leader, before) == [PENDING]

    await no_more_faults(house)
    await let_time_pass(house, 600)
    await house.settle()
    assert await states(house, leader, before) == [SENT]


async def test_a_message_that_telegram_fails_on_for_good_is_set_aside(house: House, leader: Chat) -> None:
    before = await known(house, leader)
    await fault(house, "500", method="sendMessage", times=0)
    await leader.send("/aide")
    waits = TELEGRAM_FAILURES.waits
    assert timedelta(hours=5) < sum(waits, timedelta()) < timedelta(hours=7)

    await house.write(lambda uow: uow.connection.execute(update(outbox).values(attempts=len(waits))))
    await let_time_pass(house, 600)
    await house.settle()

    (message,) = await messages_to(house, leader, before)
    assert message.state is OutboxState.FAILED
    assert "Internal Server Error" in message.note


async def test_a_wish_for_silence_is_kept_for_everybody_and_is_not_shortened(
    house: House, leader: Chat, other: Chat
) -> None:
    before, before_other = await known(house, leader), await known(house, other)
    await fault(house, "429", method="sendMessage", seconds=5)
    asked = monotonic()

    await leader.send("/aide")
    await other.phone.send("/aide")
    await house.service.tick()
    while not await states(house, other, before_other):
        continue

    limits = house.service.delivery.limits
    assert limits.is_halted(asked + 4.9)
    limits.halt(0.1, monotonic())
    assert limits.is_halted(asked + 4.9)
    assert await states(house, leader, before) == [PENDING]
    assert await states(house, other, before_other) == [PENDING]
    assert len([one for one in await house.calls("sendMessage") if not one["ok"]]) == 1


async def test_after_the_silence_the_message_goes_out(house: House, leader: Chat) -> None:
    before = await known(house, leader)
    await fault(house, "429", method="sendMessage", seconds=1)

    await leader.phone.send("/aide")
    while await states(house, leader, before) != [SENT]:
        await house.settle()

    refused, sent = (await house.calls("sendMessage"))[-2:]
    assert sent["time"] - refused["time"] >= 1
    (message,) = await messages_to(house, leader, before)
    assert message.attempts == 1, "a wish for silence is no try: it costs no message its place"


async def test_who_has_blocked_the_bot_is_known_to_be_out_of_reach(house: House, leader: Chat) -> None:
    before = await known(house, leader)
    await fault(house, "403", method="sendMessage", chat_id=leader.phone.user_id)

    await leader.send("/aide")

    assert await states(house, leader, before) == [OutboxState.WITHDRAWN]
    person = await house.read(lambda uow: people.by_telegram_id(uow, leader.phone.user_id))
    assert person is not None
    assert person.reachability is Reachability.BLOCKED


@on_both_engines
async def test_a_lost_answer_leaves_a_message_unknown_and_unrepeated(house: House, leader: Chat) -> None:
    before, shown = await known(house, leader), await bot_messages(leader)
    await fault(house, "deliver_timeout", method="sendMessage", seconds=0.05)

    await leader.send("/aide")
    await let_time_pass(house, 3600)
    await house.settle()

    assert await states(house, leader, before) == [UNKNOWN]
    assert await bot_messages(leader) == shown + 1


@pytest.mark.parametrize(("kind", "copies"), [("drop", 1), ("deliver_timeout", 2)])
async def test_a_lost_question_is_asked_once_more_after_a_minute(
    house: House, leader: Chat, kind: str, copies: int
) -> None:
    before, shown = await known(house, leader), await bot_messages(leader)
    await fault(house, kind, method="sendMessage", seconds=0.05)
    await leader.tap("Bloqué")
    assert (await messages_to(house, leader, before))[-1].state is UNKNOWN

    await let_time_pass(house, 59)
    await house.settle()
    assert await bot_messages(leader) == shown + copies - 1

    await let_time_pass(house, 2)
    await house.settle()
    assert await bot_messages(leader) == shown + copies
    assert "Au cas où ce message ne serait pas arrivé" in await leader.text()

    await let_time_pass(house, 3600)
    await house.settle()
    assert await bot_messages(leader) == shown + copies
    await leader.tap("Argent")
    assert "bloque" not in await leader.text()


async def test_a_lost_question_is_not_asked_again_of_who_has_stopped(house: House, leader: Chat) -> None:
    await fault(house, "drop", method="sendMessage")
    await leader.tap("Bloqué")
    await leader.send("/stop")
    shown = await bot_messages(leader)

    await let_time_pass(house, 61)
    await house.settle()

    assert await bot_messages(leader) == shown


@pytest.mark.parametrize("goes_on", [False, True])
async def test_a_question_lost_long_ago_is_asked_again_in_the_morning_unless_its_person_has_gone_on(
    house: House, leader: Chat, goes_on: bool
) -> None:
    question = await leader.last()
    await fault(house, "drop", method="sendMessage")
    await leader.tap("Bloqué")
    shown = await bot_messages(leader)
    house.service.clock.reach(instant(2026, 12, 8, 2))
    await let_time_pass(house, 61)
    await house.settle()
    assert await bot_messages(leader) == shown

    if goes_on:
        await leader.press(question, question["buttons"][1][0]["callback_data"])
        assert await bot_messages(leader) == shown + 1
    await house.to(2026, 12, 8, 9, 1)

    assert await bot_messages(leader) == shown + 1
    assert "qui bloque" in await leader.text()


async def test_who_lost_a_question_twice_gets_it_by_tapping_the_old_one(house: House, leader: Chat) -> None:
    old = await leader.last()
    blocked = old["buttons"][1][0]["callback_data"]
    await fault(house, "drop", method="sendMessage", times=2)
    await leader.phone.tap(old["message_id"], blocked)
    await house.settle()
    await let_time_pass(house, 61)
    await house.settle()
    shown = await bot_messages(leader)

    again = await leader.phone.tap(old["message_id"], blocked, resend=True)
    await house.settle()

    assert again["text"] == "C’est déjà répondu."
    assert await bot_messages(leader) == shown + 1
    assert "qui bloque" in await leader.text()


@pytest.mark.parametrize("kind", ["drop", "deliver_timeout", "500", "429"])
async def test_an_edit_is_repeated_until_it_is_known_to_be_done(house: House, leader: Chat, kind: str) -> None:
    before = await known(house, leader)
    question = await leader.last()
    await fault(house, kind, method="editMessageText", seconds=1 if kind == "429" else 0.05)

    await leader.tap("Bloqué")
    while await states(house, leader, before) != [SENT, SENT]:
        await let_time_pass(house, 10)
        await house.settle()

    (edited,) = [one for one in await leader.messages() if one["message_id"] == question["message_id"]]
    assert not edited["buttons"]


async def test_an_alert_that_can_no_longer_be_edited_is_said_anew(house: House, leader: Chat, consultant: Chat) -> None:
    await leader.tap("Bloqué")
    await leader.tap("Argent")
    alert, shown = await consultant.last(), await bot_messages(consultant)
    await house.service.bot.delete_message(consultant.phone.user_id, alert["message_id"])

    await leader.send("La banque a refusé le prêt")

    assert await bot_messages(consultant) == shown + 1
    assert "La banque a refusé le prêt" in await consultant.text()


async def test_an_answered_question_that_is_gone_is_not_said_anew(house: House, leader: Chat) -> None:
    before, question = await known(house, leader), await leader.last()
    await fault(house, "500", method="editMessageText")
    await leader.tap("Bloqué")
    await house.service.bot.delete_message(leader.phone.user_id, question["message_id"])
    await let_time_pass(house, 60)
    await house.settle()

    answered, following = await messages_to(house, leader, before)
    assert (answered.kind, answered.state) == ("answered", OutboxState.WITHDRAWN)
    assert following.state is SENT
    assert "bloque" in await leader.text()


async def test_a_slow_answer_is_waited_for(house: House, leader: Chat) -> None:
    before = await known(house, leader)
    await fault(house, "delay", method="sendMessage", seconds=0.3)

    await leader.send("/aide")

    assert await states(house, leader, before) == [SENT]


async def test_messages_of_a_chat_keep_their_order_through_a_refusal(house: House, leader: Chat) -> None:
    shown = len(await leader.messages())
    await fault(house, "500", method="sendMessage")

    await leader.send("/aide")
    await leader.send("/langue")
    assert [one["from"] for one in (await leader.messages())[shown:]] == ["user", "user"]
    await let_time_pass(house, 60)
    await house.settle()

    first, second = await leader.texts(shown)
    assert "langue" not in first.casefold()
    assert "langue" in second.casefold()


@on_both_engines
async def test_a_message_that_telegram_fails_on_three_times_holds_up_its_chat_no_longer(
    house: House, leader: Chat
) -> None:
    await leader.send("/videos")
    await leader.tap("Production")
    before, shown = await known(house, leader), await bot_messages(leader)
    await fault(house, "500", method="sendVideo", times=0)
    await leader.tap("🎬")
    await leader.send("/aide")

    for attempts in (1, 2):
        assert [(one.state, one.attempts) for one in await messages_to(house, leader, before)] == [
            (PENDING, attempts),
            (PENDING, 0),
        ]
        await let_time_pass(house, 60)
        await house.settle()
    assert await states(house, leader, before) == [PENDING, SENT]
    assert "Aide" in await leader.text()

    await no_more_faults(house)
    await let_time_pass(house, 600)
    await house.settle()
    assert await states(house, leader, before) == [SENT, SENT]
    assert await bot_messages(leader) == shown + 2


@on_both_engines
async def test_the_trouble_of_one_chat_does_not_hold_up_the_others(house: House, leader: Chat, other: Chat) -> None:
    before, before_other = await known(house, leader), await known(house, other)
    await fault(house, "500", method="sendMessage", chat_id=leader.phone.user_id, times=0)

    await leader.send("/aide")
    await other.send("/aide")

    assert await states(house, leader, before) == [PENDING]
    assert await states(house, other, before_other) == [SENT]


async def test_a_chat_whose_call_hangs_does_not_hold_up_the_others(house: House, leader: Chat, other: Chat) -> None:
    before, before_other = await known(house, leader), await known(house, other)
    await fault(house, "delay", method="sendMessage", chat_id=leader.phone.user_id, seconds=1)

    await leader.phone.send("/aide")
    await other.phone.send("/aide")
    while await states(house, other, before_other) != [SENT]:
        continue

    assert SENT not in await states(house, leader, before)
    while await states(house, leader, before) != [SENT]:
        await house.settle()
