"""Telegram took a message and its answer was lost: each kind says what follows, and all are to be seen."""

import pytest

from domain.outgoing import OutgoingKind
from storage import outbox
from storage.transport_states import OutboxState
from tests.house import Chat, House
from tests.reliability.looks import fault, let_time_pass, messages_to

UNKNOWN = OutboxState.UNKNOWN
VIDEO = str(OutgoingKind.VIDEO)
HOUR = 3600


async def bot_messages(chat: Chat) -> int:
    return sum(one["from"] == "bot" for one in await chat.messages())


async def lose_the_next_answer(house: House, chat: Chat, method: str = "sendMessage") -> None:
    await fault(house, "deliver_timeout", method=method, seconds=0.05, chat_id=chat.phone.user_id)


async def unknown_in_all(house: House) -> int:
    depths = await house.read(outbox.depths)
    return sum(count for (_, state), count in depths.items() if state is UNKNOWN)


async def an_hour_passes(house: House) -> None:
    for _ in range(3):
        await let_time_pass(house, HOUR)
        await house.settle()


async def test_an_opening_is_left_to_the_reminder_and_is_visible(house: House, leader: Chat) -> None:
    await house.to(2026, 12, 21, 9, 29)
    known, shown = len(await messages_to(house, leader)), await bot_messages(leader)
    await lose_the_next_answer(house, leader)

    await house.to(2026, 12, 21, 9, 31)
    await an_hour_passes(house)

    (opening,) = await messages_to(house, leader, known)
    assert (opening.kind, opening.state) == (str(OutgoingKind.QUESTION), UNKNOWN)
    assert await bot_messages(leader) == shown + 1
    assert await unknown_in_all(house) == 1

    await house.to(2026, 12, 22, 12)
    assert await bot_messages(leader) == shown + 2


async def test_an_alert_is_left_to_its_next_rung_and_is_visible(house: House, leader: Chat, consultant: Chat) -> None:
    known, shown = len(await messages_to(house, consultant)), await bot_messages(consultant)
    await lose_the_next_answer(house, consultant)

    await leader.tap("Bloqué")
    await leader.tap("Argent")
    await an_hour_passes(house)

    states = {(one.kind, one.state) for one in await messages_to(house, consultant, known)}
    assert states == {(str(OutgoingKind.ALERT), UNKNOWN)}
    assert await bot_messages(consultant) == shown + 1
    assert await unknown_in_all(house) == 1


@pytest.mark.parametrize("kind", ["drop", "deliver_timeout"])
async def test_an_answer_to_a_person_is_left(house: House, leader: Chat, kind: str) -> None:
    known, shown = len(await messages_to(house, leader)), await bot_messages(leader)
    await fault(house, kind, method="sendMessage", seconds=0.05, chat_id=leader.phone.user_id)

    await leader.send("/plan")
    await an_hour_passes(house)

    assert [one.state for one in await messages_to(house, leader, known)] == [UNKNOWN]
    assert await bot_messages(leader) == shown + (kind == "deliver_timeout")


async def test_content_is_left_and_can_be_asked_for_again(house: House, leader: Chat) -> None:
    await leader.send("/videos")
    await leader.tap("Production")
    known, shown = len(await messages_to(house, leader)), await bot_messages(leader)
    await lose_the_next_answer(house, leader, method="sendVideo")

    await leader.tap("🎬")
    await an_hour_passes(house)
    assert [(one.kind, one.state) for one in await messages_to(house, leader, known)] == [(VIDEO, UNKNOWN)]
    assert await bot_messages(leader) == shown + 1

    await leader.tap("🎬")
    assert [one.state for one in await messages_to(house, leader, known)] == [UNKNOWN, OutboxState.SENT]
