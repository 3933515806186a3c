"""What a database may not be able to keep: it is taken in the same way on both engines, and nothing is set aside."""

from typing import Any

from domain.answer import Ask
from storage.transport_states import InboxState
from tests.house import Chat, House
from tests.reliability.looks import answers_of, inbox_states, on_both_engines

_LARGEST = 2**63 - 1
_FILE = {"file_id": "f" * 500, "file_unique_id": "u" * 500, "file_size": 3_000_000_000}

MESSAGES: dict[str, dict[str, Any]] = {
    "a zero": {"text": "le four\x00 est en panne"},
    "half a letter": {"text": "le four \ud83d est en panne"},
    "a zero in a file's name": {"document": {**_FILE, "file_name": "a\x00b.pdf", "mime_type": "application/pdf"}},
    "endless names": {"document": {**_FILE, "file_name": "n" * 5000, "mime_type": "m" * 5000}, "caption": "\x00"},
    "a file of many bytes": {"video": {**_FILE, "file_size": _LARGEST, "width": 1, "height": 1, "duration": 1}},
    "an answer to no message": {"text": "oui", "reply_to_message": {"message_id": _LARGEST}},
    "an invitation that is none": {"text": "/start \x00\ud83d' OR 1=1 --" + "x" * 3000},
}
TAPS = {
    "a zero": "\x00",
    "half a letter": "\ud83d",
    "a zero for a code": "vo:\x00",
    "the largest number": f"s:{2**31 - 1}:{2**31 - 1}:d",
    "a number beyond": f"s:{2**31}:0:d",
    "a number beyond all": f"s:{10**30}:0:d",
}


def _someone(chat: Chat) -> dict[str, Any]:
    return {"id": chat.phone.user_id, "is_bot": False, "first_name": "Mariem\x00\ud83d", "language_code": "fr"}


def _message(chat: Chat, content: dict[str, Any]) -> dict[str, Any]:
    place = {"id": chat.phone.user_id, "type": "private", "first_name": "Mariem"}
    whole = {"message_id": 900, "date": -1, "chat": place, "from": _someone(chat), **content}
    if "reply_to_message" in whole:
        whole["reply_to_message"] = {**whole["reply_to_message"], "date": 0, "chat": place}
    return whole


@on_both_engines
async def test_every_message_is_worked_off(house: House, leader: Chat) -> None:
    came_of = {}
    for name, content in MESSAGES.items():
        before = len(await inbox_states(house))
        await house.push(message=_message(leader, content))
        came_of[name] = await inbox_states(house, before)

    assert came_of == {name: [InboxState.DONE] for name in MESSAGES}


@on_both_engines
async def test_every_tap_is_worked_off_and_changes_nothing(house: House, leader: Chat) -> None:
    question, came_of = await leader.last(), {}
    message = _message(leader, {"message_id": question["message_id"], "text": "?"})
    for name, data in TAPS.items():
        before = len(await inbox_states(house))
        tap = {"id": "77", "chat_instance": "1", "from": _someone(leader), "data": data, "message": message}
        await house.push(callback_query=tap)
        came_of[name] = await inbox_states(house, before)

    assert came_of == {name: [InboxState.DONE] for name in TAPS}
    assert await answers_of(house, "C10") == ()


@on_both_engines
async def test_what_was_said_is_kept_as_far_as_it_is_text(house: House, leader: Chat) -> None:
    for label in ("Bloqué", "Argent"):
        await leader.tap(label)

    await house.push(message=_message(leader, {"text": "le four\x00 est en panne \U0001f525"}))

    last = (await answers_of(house, "C10"))[-1].given
    assert (last.ask, last.text) == (Ask.DETAIL, "le four\ufffd est en panne \U0001f525")
