"""The process is told to end while work is in flight: what is under way is finished, and the next one goes on."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.clock import monotonic
from bot.lease import LeaseKeeper
from bot.writer import Writer
from handlers import free_messages
from storage.engine import writing_engine
from storage.transport_states import InboxState, OutboxState
from tests.house import Chat, House
from tests.reliability.looks import answer_count, fault, inbox_states, messages_to, on_both_engines
from tests.reliability.trouble import until

SHORT = timedelta(seconds=0.4)
LATE_SECONDS = 1.5


async def is_sending(house: House, chat: Chat, known: int) -> bool:
    return OutboxState.SENDING in [one.state for one in await messages_to(house, chat, known)]


@on_both_engines
async def test_calls_that_telegram_answers_late_are_waited_for(house: House, leader: Chat, other: Chat) -> None:
    chats = (leader, other)
    known = [len(await messages_to(house, one)) for one in chats]
    await fault(house, "delay", method="sendMessage", seconds=LATE_SECONDS, times=2)
    for chat, count in zip(chats, known, strict=True):
        await chat.phone.send("/aide")
        await until(lambda chat=chat, count=count: is_sending(house, chat, count))  # type: ignore[misc]

    began = monotonic()
    await house.restart()

    assert monotonic() - began < 20
    for chat, count in zip(chats, known, strict=True):
        assert [one.state for one in await messages_to(house, chat, count)] == [OutboxState.SENT]
    assert len(await house.calls("sendMessage")) == sum(one["ok"] for one in await house.calls("sendMessage"))


@on_both_engines
async def test_a_batch_that_is_being_handled_is_handled_to_its_end(house: House, leader: Chat, other: Chat) -> None:
    before, stored = await answer_count(house), len(await inbox_states(house))
    begun, may_go_on = asyncio.Event(), asyncio.Event()

    async def handle(update: Update, context: Any) -> None:
        begun.set()
        await may_go_on.wait()
        await free_messages.message(update, context)

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex("séchoir"), handle))
    await leader.phone.send("Le séchoir est en panne")
    await begun.wait()
    question = await other.last()
    await other.phone.tap(question["message_id"], question["buttons"][1][0]["callback_data"], wait=0)
    stopping = asyncio.create_task(house.service.stop())
    await asyncio.sleep(0)
    may_go_on.set()
    await stopping
    await house.reopen()

    assert Counter(await inbox_states(house, stored)) == {InboxState.DONE: 2}
    assert await answer_count(house) == before + 2
    states = [one.state for chat in (leader, other) for one in await messages_to(house, chat)]
    assert OutboxState.UNKNOWN not in states


@on_both_engines
async def test_the_lease_is_kept_until_the_last_call_has_been_answered(house: House, leader: Chat) -> None:
    known = len(await messages_to(house, leader))
    await house.service.stop()
    house.prepare_anew()
    house.service.lease.lasting = SHORT
    await house.service.start()
    standby = LeaseKeeper(Writer(writing_engine(house.database_url)), "standby", SHORT)
    await fault(house, "delay", method="sendMessage", seconds=LATE_SECONDS)
    await leader.phone.send("/aide")
    await until(lambda: is_sending(house, leader, known))

    stopping = asyncio.create_task(house.service.stop())
    taken = []
    while not stopping.done():
        taken.append(await standby.take())
        await asyncio.sleep(0.05)
    await stopping

    # The last look may have come when all was written down and the lease was let go.
    assert True not in taken[:-1]
    assert await standby.take(), "it is let go at once"
    await standby.release()
    await asyncio.to_thread(standby.writer.close)
    await house.reopen()
    assert [one.state for one in await messages_to(house, leader, known)] == [OutboxState.SENT]
