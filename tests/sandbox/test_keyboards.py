"""Keyboards under messages and below the chat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.world import World


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


def test_an_inline_keyboard_shows_on_both_sides(world: World) -> None:
    person = world.reader()
    markup = keyboard(callback_data="a:1", style="success")
    message = world.ok("sendMessage", chat_id=person, text="?", reply_markup=markup)
    assert message["reply_markup"] == markup
    assert world.chat(person)["messages"][-1]["buttons"] == markup["inline_keyboard"]


def test_data_of_64_bytes_passes_and_65_does_not(world: World) -> None:
    person = world.reader()
    world.ok("sendMessage", chat_id=person, text="?", reply_markup=keyboard(callback_data="é" * 32))
    for data in ("é" * 32 + "x", ""):
        refusal = world.refused("sendMessage", chat_id=person, text="?", reply_markup=keyboard(callback_data=data))
        assert refusal == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply markup JSON object"),
        ("[]", "object expected as reply markup"),
        (keyboard(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (keyboard(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            'can\'t parse inline keyboard button: field "text" must be a non-empty String',
        ),
        ({"inline_keyboard": [{"text": "x"}]}, "can't parse inline keyboard: expected an Array of Array"),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: expected a String or an Object with text"),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]},
            "reply markup is too long",
        ),
    ],
)
def test_broken_keyboards_are_refused(world: World, markup: object, reason: str) -> None:
    refusal = world.refused("sendMessage", chat_id=world.reader(), text="?", reply_markup=markup)
    assert refusal == f"Bad Request: {reason}"


def test_the_reply_keyboard_stays_until_removed(world: World) -> None:
    person = world.reader()
    markup = {"keyboard": [[{"text": "☎", "request_contact": True}]], "is_persistent": True}
    message = world.ok("sendMessage", chat_id=person, text="?", reply_markup=markup)
    assert "reply_markup" not in message
    world.ok("sendMessage", chat_id=person, text="another")
    assert world.chat(person)["keyboard"] == markup
    world.ok("sendMessage", chat_id=person, text="thanks", reply_markup={"remove_keyboard": True})
    assert world.chat(person)["keyboard"] is None


def test_an_edit_takes_inline_keyboards_only(world: World) -> None:
    person = world.reader()
    message = world.ok("sendMessage", chat_id=person, text="?")
    refusal = world.refused(
        "editMessageReplyMarkup",
        chat_id=person,
        message_id=message["message_id"],
        reply_markup={"remove_keyboard": True},
    )
    assert refusal == "Bad Request: inline keyboard expected"
