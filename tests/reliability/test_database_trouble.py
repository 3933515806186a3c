"""The database cannot be used for a while: nothing is lost, nothing is done or said twice, and no restart is needed."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.turn import current_turn
from handlers import free_messages
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from tests.house import Chat, House
from tests.reliability.looks import answer_count, fault, inbox_states, messages_to, on_both_engines
from tests.reliability.trouble import (
    fill_up,
    held_by_another,
    let_in_again,
    make_impatient,
    make_room,
    sent_away,
    trouble_told,
    until,
)

SENDING, SENT, DONE = OutboxState.SENDING, OutboxState.SENT, InboxState.DONE
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

#: Longer than what is left of any page.
LONG = "Le séchoir " * 350


async def is_sending(house: House, chat: Chat, known: int) -> bool:
    return [one.state for one in await messages_to(house, chat, known)] == [SENDING]


async def is_sent(house: House, chat: Chat, known: int) -> bool:
    return [one.state for one in await messages_to(house, chat, known)] == [SENT]


async def waits_at_telegram(house: House) -> int:
    return (await house.service.bot.get_webhook_info()).pending_update_count


@on_both_engines
async def test_what_is_sent_while_the_database_is_held_is_marked_once_it_is_free(house: House, leader: Chat) -> None:
    known, calls = len(await messages_to(house, leader)), len(await house.calls("sendMessage"))
    await make_impatient(house)
    await fault(house, "delay", method="sendMessage", seconds=0.5)
    await leader.phone.send("/aide")
    await until(lambda: is_sending(house, leader, known))

    async with trouble_told("delivery") as told:
        with held_by_another(house.database_url):
            await told()
            assert await is_sending(house, leader, known)
        await house.settle()

    assert await is_sent(house, leader, known)
    assert len(await house.calls("sendMessage")) == calls + 1


@on_both_engines
async def test_what_comes_in_while_the_database_is_held_is_taken_once_it_is_free(
    house: House, leader: Chat, other: Chat
) -> None:
    before = await answer_count(house)
    await make_impatient(house)
    question, answered = await leader.last(), await other.last()
    async with trouble_told("intake") as told:
        with held_by_another(house.database_url):
            tap = asyncio.create_task(
                leader.phone.tap(question["message_id"], question["buttons"][1][0]["callback_data"], wait=0)
            )
            await told()
            await other.phone.tap(answered["message_id"], answered["buttons"][1][0]["callback_data"], wait=0)
            await tap
            assert await waits_at_telegram(house) >= 1
        await house.settle()

    assert await answer_count(house) == before + 2
    assert "qui bloque" in await leader.text()
    assert "qui bloque" in await other.text()


@on_both_engines
async def test_the_bot_keeps_its_lease_through_a_lock_that_outlasts_it(house: House) -> None:
    await make_impatient(house)
    token = house.service.writer.token
    async with trouble_told("lease") as told:
        with held_by_another(house.database_url):
            await told()
        await until(lambda: _renewed(house))

    assert house.service.writer.token == token


async def _renewed(house: House) -> bool:
    return not house.service.lease.outage.is_under_way


@on_both_engines
async def test_a_process_that_ends_while_the_database_is_held_writes_down_what_it_has_sent(
    house: House, leader: Chat
) -> None:
    known = len(await messages_to(house, leader))
    await make_impatient(house)
    await fault(house, "delay", method="sendMessage", seconds=0.3)
    await leader.phone.send("/aide")
    await until(lambda: is_sending(house, leader, known))

    async with trouble_told("delivery") as told:
        with held_by_another(house.database_url):
            stopping = asyncio.create_task(house.service.stop())
            await told()
            assert not stopping.done()
        await stopping
    await house.reopen()

    assert await is_sent(house, leader, known)


async def test_a_full_disk_confirms_nothing_and_everything_is_taken_when_there_is_room(
    house: House, leader: Chat
) -> None:
    shown, stored = len(await leader.messages()), len(await inbox_states(house))
    await house.write(lambda uow: fill_up(uow.connection))
    async with trouble_told("intake") as told:
        for number in range(3):
            await leader.phone.send(f"{number} {LONG}")
        await told()
        waiting = await waits_at_telegram(house)
        assert waiting > 0
        assert len(await inbox_states(house, stored)) == 3 - waiting

        await house.write(lambda uow: make_room(uow.connection))
        await house.settle()

    assert await inbox_states(house, stored) == [DONE] * 3
    assert await waits_at_telegram(house) == 0
    assert [one["from"] for one in (await leader.messages())[shown:]].count("user") == 3


async def test_a_batch_for_which_there_is_no_room_has_not_happened_at_all(
    house: House, leader: Chat, other: Chat
) -> None:
    before, stored = await answer_count(house), len(await inbox_states(house))
    await house.service.stop()
    question = await other.last()
    await other.phone.tap(question["message_id"], question["buttons"][1][0]["callback_data"], wait=0)
    await leader.phone.send(LONG)
    house.prepare_anew()
    _fill_up_before(house, "séchoir")
    calls = len(await house.calls("answerCallbackQuery"))
    async with trouble_told("inbox") as told:
        await house.service.start()
        await told()
        assert await answer_count(house) == before
        assert InboxState.DONE not in await inbox_states(house, stored)

        house.service.application.handlers[0].pop(0)
        await house.write(lambda uow: make_room(uow.connection))
        await house.settle()

    # What is written freely in an open check-in is an answer too.
    assert await answer_count(house) == before + 2
    assert await inbox_states(house, stored) == [DONE, DONE]
    assert "qui bloque" in await other.text()
    # Its phone was told to stop waiting, and nothing that had not happened.
    (answer,) = (await house.calls("answerCallbackQuery"))[calls:]
    assert not answer["parameters"].get("text")


async def test_a_lack_of_room_is_no_fault_of_the_update_that_met_it(house: House, leader: Chat, other: Chat) -> None:
    before, stored = await answer_count(house), len(await inbox_states(house))
    await house.service.stop()
    question = await other.last()
    await other.phone.tap(question["message_id"], question["buttons"][1][0]["callback_data"], wait=0)
    await leader.phone.send(LONG)
    house.prepare_anew()
    _fill_up_before(house, "séchoir", for_a_moment=True)

    await house.service.start()
    async with trouble_told("inbox") as told:
        await told()
        await house.settle()

    assert await answer_count(house) == before + 2
    assert await inbox_states(house, stored) == [DONE, DONE]
    assert await house.read(lambda uow: uow.connection.execute(select(func.sum(inbox.c.attempts))).scalar_one()) == 0


def _fill_up_before(house: House, words: str, *, for_a_moment: bool = False) -> None:
    """There is no more room from when a message with these words is handled."""
    filling = [True]

    async def handle(update: Update, context: Any) -> None:
        batch = current_turn.get().batch
        if filling:
            await batch.run(lambda uow: fill_up(uow.connection))
        try:
            await free_messages.message(update, context)
        finally:
            if for_a_moment:
                filling.clear()
                await batch.run(lambda uow: make_room(uow.connection))

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex(words), handle))


@on_postgresql
async def test_connections_that_the_server_ends_are_made_anew(house: House, leader: Chat) -> None:
    shown = len(await leader.messages())
    for number in range(3):
        sent_away(house.database_url)
        await leader.phone.send("/aide")
        await until(lambda number=number: _has_shown(leader, shown + 2 * (number + 1)))  # type: ignore[misc]
    await until(lambda: _is_calm(house))

    assert OutboxState.UNKNOWN not in [one.state for one in await messages_to(house, leader)]


@on_postgresql
async def test_what_was_claimed_by_a_commit_whose_answer_was_lost_is_sent_once(house: House, leader: Chat) -> None:
    known, calls = len(await messages_to(house, leader)), len(await house.calls("sendMessage"))
    _lose_the_answer_to_a_claim(house)
    async with trouble_told("delivery") as told:
        await leader.phone.send("/aide")
        await told()
        await until(lambda: is_sent(house, leader, known))

    assert len(await house.calls("sendMessage")) == calls + 1
    await until(lambda: _is_calm(house))


@on_postgresql
async def test_what_was_claimed_by_a_commit_whose_answer_was_lost_is_sent_by_the_next_process(
    house: House, leader: Chat
) -> None:
    known, calls = len(await messages_to(house, leader)), len(await house.calls("sendMessage"))
    _lose_the_answer_to_a_claim(house)
    async with trouble_told("delivery") as told:
        await leader.phone.send("/aide")
        await told()
        house.service.delivery.end()
        await house.restart()

    assert await is_sent(house, leader, known)
    assert len(await house.calls("sendMessage")) == calls + 1


def _lose_the_answer_to_a_claim(house: House) -> None:
    """The next claim is committed, and the server ends the connection before it has said so."""
    claimed = select(func.count(outbox.c.id)).where(outbox.c.state == SENDING)
    lost: list[bool] = []

    def lose_the_answer(connection: Connection) -> None:
        if not lost and connection.execute(claimed).scalar_one():
            lost.append(True)
            connection.exec_driver_sql("COMMIT")
            # So that the driver has something to commit, and finds out.
            connection.exec_driver_sql("BEGIN")
            sent_away(house.database_url)

    event.listen(house.service.writer.engine, "commit", lose_the_answer)


@on_postgresql
async def test_a_look_at_the_database_survives_the_end_of_its_connection(house: House, leader: Chat) -> None:
    before = await messages_to(house, leader)

    sent_away(house.database_url)

    assert await messages_to(house, leader) == before
    await until(lambda: _is_calm(house))


@on_postgresql
async def test_a_server_that_is_away_is_waited_for(house: House, leader: Chat) -> None:
    known, calls = len(await messages_to(house, leader)), len(await house.calls("sendMessage"))
    await fault(house, "delay", method="sendMessage", seconds=0.5)
    await leader.phone.send("/aide")
    await until(lambda: is_sending(house, leader, known))

    async with trouble_told("delivery") as told:
        sent_away(house.database_url, and_kept_out=True)
        await told()
        await leader.phone.send("/langue")
        assert await waits_at_telegram(house) == 1
        let_in_again(house.database_url)
        await until(lambda: _is_calm(house))
    await house.settle()

    assert [one.state for one in await messages_to(house, leader, known)] == [SENT, SENT]
    assert len(await house.calls("sendMessage")) == calls + 2


async def _has_shown(chat: Chat, number: int) -> bool:
    return len(await chat.messages()) == number


async def _is_calm(house: House) -> bool:
    """Every part has found its way back to the database."""
    parts = (house.service.inbox, house.service.delivery, house.service.intake, house.service.lease)
    return not any(one.outage.is_under_way for one in parts)
