"""The main path with the library the bot is written with, over the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.sandbox.world import PNG, TOKEN, World


def bot_of(world: World, token: str = TOKEN) -> Bot:
    return Bot(token, base_url=f"{world.url}/bot", base_file_url=f"{world.url}/file/bot")


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    async with bot_of(world) as running:
        yield running


async def test_a_check_in_from_question_to_answer(world: World, bot: Bot) -> None:
    assert bot.username == "SuiviLocalBot"
    person = world.person(language_code="ar")
    world.send(person, text="/start abc")
    (start,) = await bot.get_updates(timeout=5, allowed_updates=Update.ALL_TYPES)
    assert start.message is not None
    assert start.message.from_user is not None
    assert (start.message.text, start.message.from_user.language_code) == ("/start abc", "ar")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("تم ✅", callback_data="a:1")]])
    asked = await bot.send_message(person, "<b>سؤال</b>", parse_mode="HTML", reply_markup=keyboard)
    world.tap(person, message_id=asked.message_id, data="a:1")
    (tap,) = await bot.get_updates(offset=start.update_id + 1)
    assert tap.callback_query is not None
    assert await tap.callback_query.answer("شكرا")
    edited = await bot.edit_message_text("تم", person, asked.message_id)
    assert isinstance(edited, type(asked))
    assert (edited.text, edited.reply_markup) == ("تم", None)
    reply = ReplyParameters(asked.message_id)
    answered = await bot.send_message(person, "التالي", reply_parameters=reply)
    assert answered.reply_to_message is not None
    assert answered.reply_to_message.text == "تم"
    assert await bot.delete_message(person, answered.message_id)


async def test_files_both_ways(world: World, bot: Bot) -> None:
    person = world.person()
    world.control("POST", f"/sandbox/users/{person}/send", files={"voice": ("v.ogg", b"OggS-voice", "audio/ogg")})
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.voice is not None
    file = await bot.get_file(update.message.voice.file_id)
    assert bytes(await file.download_as_bytearray()) == b"OggS-voice"
    again = await bot.send_voice(person, update.message.voice.file_id, caption="écoutez")
    assert again.voice == update.message.voice
    photo = await bot.send_photo(person, PNG, caption="Bilan")
    document = await bot.send_document(person, b"%PDF", filename="bilan.pdf")
    assert photo.photo[-1].width == 32
    assert document.document is not None
    assert document.document.file_name == "bilan.pdf"


async def test_each_refusal_is_the_librarys_own_error(world: World, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    person = world.reader()
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(person, " ")
    world.control("POST", "/sandbox/faults", json={"kind": "429", "method": "sendMessage", "seconds": 3})
    with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
        await bot.send_message(person, "x")
    world.control("POST", f"/sandbox/users/{person}/block", json={"blocked": True})
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(person, "x")
    world.control("POST", f"/sandbox/users/{person}/block", json={"blocked": False})
    world.control("POST", "/sandbox/faults", json={"kind": "deliver_timeout", "method": "sendMessage"})
    with pytest.raises(TimedOut):
        await bot.send_message(person, "arrived", read_timeout=0.2)
    world.control("POST", "/sandbox/faults", json={"kind": "drop", "method": "sendMessage"})
    with pytest.raises(NetworkError):
        await bot.send_message(person, "lost")
    assert [message["text"] for message in world.chat(person)["messages"]] == ["/start", "arrived"]


async def test_a_wrong_token_is_told(world: World, bot: Bot) -> None:
    stranger = bot_of(world, "nonsense")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
