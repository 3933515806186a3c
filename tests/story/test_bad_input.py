"""What people send without meaning harm: too long, too large, too many, or of a kind the bot does not know."""

import asyncio
from typing import Any

import pytest

from domain.answer import Ask
from tests.house import Chat
from tests.story import records
from tests.story.conftest import OpenCheckIn

_TOO_LARGE = 21 * 1024 * 1024


async def push_message(chat: Chat, **content: Any) -> None:
    """A message of any content from this person, as Telegram hands it over."""
    sender = {"id": chat.phone.user_id, "is_bot": False, "first_name": "Mariem", "language_code": "fr"}
    private = {"id": chat.phone.user_id, "type": "private", "first_name": "Mariem"}
    await chat.house.push(message={"message_id": 900, "from": sender, "chat": private, "date": 1796000000, **content})


@pytest.mark.parametrize(
    "content",
    [
        {
            "sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}
            | {"is_animated": False, "is_video": False}
        },
        {"location": {"latitude": 26.1, "longitude": -14.4}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
    ids=["sticker", "location", "dice"],
)
async def test_a_message_of_a_kind_the_bot_does_not_take_is_ignored_and_harms_nothing(
    opened: OpenCheckIn, content: dict[str, Any]
) -> None:
    before = await opened.leader.texts()
    await push_message(opened.leader, **content)

    assert (await records.inbox_states(opened.house))[-1] == "ignored"
    assert await opened.leader.texts() == before
    await opened.leader.tap("Avance")
    assert "Où en est l’avancement" in await opened.leader.text()


async def test_an_update_of_a_kind_the_bot_does_not_know_is_ignored(opened: OpenCheckIn) -> None:
    await opened.house.push(unheard_of={"a": 1})

    assert (await records.inbox_states(opened.house))[-1] == "ignored"
    await opened.leader.tap("Avance")
    assert len(await records.given(opened.house, "C10")) == 1


async def test_a_file_that_cannot_be_fetched_is_refused_and_its_words_are_kept(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent"):
        await opened.leader.tap(label)
    video = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 600, "file_size": _TOO_LARGE}
    await push_message(opened.leader, video=video)
    assert "trop lourd" in await opened.leader.text()
    assert await records.asks(opened.house, "C10") == [Ask.STATUS, Ask.REASON]

    await push_message(opened.leader, video=video, caption="Voici le four en panne")

    detail = (await records.given(opened.house, "C10"))[-1].given
    assert (detail.ask, detail.text, detail.attachment_id) == (Ask.DETAIL, "Voici le four en panne", None)
    assert "Un appel" in await opened.leader.text()


async def test_the_longest_text_is_kept_whole_and_shortened_where_it_is_shown(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent"):
        await opened.leader.tap(label)
    words = ("la banque <b>attend</b> & " * 200)[:4096]
    await opened.leader.send(words)

    assert (await records.given(opened.house, "C10"))[-1].given.text == words.strip()
    assert "la banque <b>attend</b> & la banque" in await opened.consultant.text()
    assert len(await opened.consultant.text()) < 4096


async def test_every_photo_of_an_album_is_kept_with_the_blockage(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent"):
        await opened.leader.tap(label)
    for _ in range(3):
        await opened.leader.photo(media_group_id="7")

    (alert,) = await records.alerts_of(opened.house, "C10")
    assert len(alert.attachment_ids) == 3
    photos = [one for one in await opened.consultant.messages() if one["file"]]
    assert len(photos) == 3
    await opened.leader.tap("Aujourd’hui")
    assert "2/3" in await opened.leader.text()


async def test_names_and_texts_with_markup_are_shown_as_they_were_written(opened: OpenCheckIn) -> None:
    await opened.leader.tap("Bloqué")
    await opened.leader.send("<script>&amp; {{ v }} %(name)s *gras*")

    assert "<script>&amp; {{ v }} %(name)s *gras*" in await opened.consultant.text()


async def test_many_taps_at_once_are_taken_in_order_and_none_is_taken_twice(opened: OpenCheckIn) -> None:
    question = await opened.leader.last()
    data = [one["callback_data"] for row in question["buttons"] for one in row][:4]
    await asyncio.gather(*(opened.leader.phone.tap(question["message_id"], one) for one in data))
    await opened.house.settle()

    assert len(await records.given(opened.house, "C10")) == 1
    assert set(await records.inbox_states(opened.house)) == {"done"}
