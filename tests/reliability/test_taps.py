"""Answers to taps: never before the commit, never after a second of waiting, and nothing of what they say is lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event, select
from telegram import Update
from telegram.ext import CallbackQueryHandler

from handlers import taps
from storage.tables.transport import inbox
from storage.transport_states import InboxState
from tests.house import Chat, House, plain


@contextmanager
def slow_handling(house: House) -> Iterator[asyncio.Event]:
    """Taps are handled only once the event is set."""
    released = asyncio.Event()

    async def wait_and_handle(update: Update, context: Any) -> None:
        await released.wait()
        await taps.tap(update, context)

    house.service.application.handlers[0].insert(0, CallbackQueryHandler(wait_and_handle))
    yield released
    released.set()


async def test_a_tap_is_answered_after_its_answer_is_committed(house: House, leader: Chat) -> None:
    unhandled = select(inbox.c.id).where(inbox.c.state == InboxState.NEW)
    answered: list[tuple[int, int]] = []

    def look(connection: Connection) -> None:
        calls = house.state.calls.after(0, "answercallbackquery")
        answered.append((len(connection.execute(unhandled).all()), len(calls)))

    before = len(await house.calls("answerCallbackQuery"))
    event.listen(house.service.writer.engine, "commit", look)
    answer = await leader.tap("Bloqué")
    event.remove(house.service.writer.engine, "commit", look)

    waiting = [calls for updates, calls in answered if updates]
    after = answered[[updates for updates, _ in answered].index(1) + 1][1]
    assert set(waiting) == {before}
    assert after == before
    assert answer["text"] == "✅ Enregistré"
    assert len(await house.calls("answerCallbackQuery")) == before + 1


async def test_a_tap_that_takes_long_is_answered_empty_after_a_second(house: House, leader: Chat) -> None:
    loop = asyncio.get_running_loop()
    message = await leader.last()
    with slow_handling(house):
        began = loop.time()
        answer = await leader.phone.tap(message["message_id"], message["buttons"][0][0]["callback_data"])
        waited = loop.time() - began

    assert answer["answered"]
    assert answer["text"] is None
    assert 0.9 < waited < 3
    await house.settle()


async def test_a_notice_that_comes_too_late_becomes_a_message(house: House, leader: Chat) -> None:
    house.service.taps.patience = 0.05
    message = await leader.last()
    calls = len(await house.calls("answerCallbackQuery"))
    with slow_handling(house):
        answer = await leader.phone.tap(message["message_id"], "s:999999:0:d", force=True)
    await house.settle()

    assert answer["text"] is None
    assert "Ce bouton ne sert plus" in await leader.text()
    assert len(await house.calls("answerCallbackQuery")) == calls + 1


async def test_a_late_notice_of_what_the_chat_shows_anyway_is_not_repeated(house: House, leader: Chat) -> None:
    house.service.taps.patience = 0.05
    shown = len(await leader.messages())
    message = await leader.last()
    with slow_handling(house):
        await leader.phone.tap(message["message_id"], message["buttons"][1][0]["callback_data"])
    await house.settle()

    new = (await leader.messages())[shown:]
    assert len(new) == 1
    assert "Enregistré" not in plain(new[0])


async def test_of_taps_that_are_never_handled_only_so_many_are_remembered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.taps._REMEMBERED_TAPS", 2)
    told = house.service.taps
    taps_of_three = ("1st", "2nd", "3rd")
    for tap_id in taps_of_three:
        told.let_go_for_now(tap_id)

    for tap_id in taps_of_three:
        told.let_go(tap_id)
    await told.rest()

    answered = [call["parameters"]["callback_query_id"] for call in await house.calls("answerCallbackQuery")]
    assert sorted(one for one in answered if one in taps_of_three) == ["1st", "1st", "2nd", "3rd"]
