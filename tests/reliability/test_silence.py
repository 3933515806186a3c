"""Telegram asks for silence: it is kept, by this process and by the next, and nothing is lost or said twice for it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import monotonic, real_now
from domain.people import Channel
from storage import silences
from storage.transport_states import OutboxState
from tests.house import Chat, House
from tests.reliability.looks import fault, messages_to, no_more_faults, on_both_engines
from tests.reliability.trouble import until

SENT = OutboxState.SENT
MESSAGES_EACH = 3


async def attempts_to_send(house: House) -> list[dict[str, Any]]:
    return await house.calls("sendMessage")


async def refuse_once(house: House, leader: Chat, seconds: int) -> None:
    """A message is refused, and that is written down."""
    await fault(house, "429", method="sendMessage", seconds=seconds)
    await leader.phone.send("/aide")
    await until(lambda: _is_silent(house))


async def _is_silent(house: House) -> bool:
    return await house.read(lambda uow: silences.until(uow, Channel.TELEGRAM, real_now())) is not None


@on_both_engines
async def test_the_next_process_keeps_what_is_left_of_a_silence(house: House, leader: Chat) -> None:
    known = len(await messages_to(house, leader))
    await refuse_once(house, leader, seconds=60)
    refused = len(await attempts_to_send(house))

    await house.restart()

    assert house.service.delivery.limits.is_halted(monotonic() + 50)
    assert not house.service.delivery.limits.is_halted(monotonic() + 60)
    await leader.send("/langue")
    assert len(await attempts_to_send(house)) == refused
    assert SENT not in [one.state for one in await messages_to(house, leader, known)]


async def test_a_silence_is_over_when_it_is_over_also_for_the_next_process(house: House, leader: Chat) -> None:
    known = len(await messages_to(house, leader))
    await refuse_once(house, leader, seconds=2)
    await house.restart()

    while [one.state for one in await messages_to(house, leader, known)] != [SENT]:
        await house.settle()

    refused, sent = (await attempts_to_send(house))[-2:]
    assert sent["time"] - refused["time"] >= 2


async def test_a_shorter_wish_does_not_shorten_a_silence(house: House) -> None:
    now = real_now()
    for seconds in (60, 5):
        until = now + timedelta(seconds=seconds)
        await house.write(lambda uow, until=until: silences.ask(uow, Channel.TELEGRAM, until))  # type: ignore[misc]

    assert await house.read(lambda uow: silences.until(uow, Channel.TELEGRAM, now)) == now + timedelta(seconds=60)
    assert await house.read(lambda uow: silences.until(uow, Channel.TELEGRAM, now + timedelta(seconds=61))) is None


async def test_the_menu_is_not_published_in_a_silence(house: House, leader: Chat) -> None:
    await refuse_once(house, leader, seconds=60)
    published = len(await house.calls("setMyCommands"))

    await house.restart()

    assert len(await house.calls("setMyCommands")) == published


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_a_storm_of_refusals_ends_with_every_message_sent_once(
    house: House, leader: Chat, other: Chat, consultant: Chat
) -> None:
    chats = (leader, other, consultant)
    known = [len(await messages_to(house, one)) for one in chats]
    before, shown = len(await attempts_to_send(house)), [len(await one.messages()) for one in chats]
    await fault(house, "429", method="sendMessage", seconds=1, times=None, every=2)

    async with house.service.writer.batch():
        for one in chats:
            for _ in range(MESSAGES_EACH):
                await one.phone.send("/aide")
    async with asyncio.timeout(60):
        while not await _all_are_sent(house, chats, known):
            await house.settle()
    await no_more_faults(house)

    calls = (await attempts_to_send(house))[before:]
    assert sum(one["ok"] for one in calls) == MESSAGES_EACH * len(chats)
    assert [len(await one.messages()) for one in chats] == [2 * MESSAGES_EACH + one for one in shown]
    refused = [one["time"] for one in calls if not one["ok"]]
    assert len(refused) >= MESSAGES_EACH
    # What was under way when the refusal came is not called back.
    in_silence = [one for one in calls if any(at + 0.2 < one["time"] < at + 1 for at in refused)]
    assert in_silence == []


async def _all_are_sent(house: House, chats: tuple[Chat, ...], known: list[int]) -> bool:
    states = [
        [one.state for one in await messages_to(house, chat, count)] for chat, count in zip(chats, known, strict=True)
    ]
    return states == [[SENT] * MESSAGES_EACH] * len(chats)
