"""What is in a stored update: every text is one that any database can keep."""

import json

from bot.payload import content_of


def test_zeros_and_halves_of_letters_are_replaced_wherever_they_stand() -> None:
    payload = json.dumps({"message": {"text": "a\x00b", "entities": [{"url": "\ud83d"}, "\ude00"]}})

    assert content_of(payload) == {"message": {"text": "a\ufffdb", "entities": [{"url": "\ufffd"}, "\ufffd"]}}


def test_all_else_stays_as_it_is() -> None:
    content = {"text": "خبز \U0001f525 \t\n\\u0000", "id": 2**52, "none": None, "yes": True, "list": [1, 2.5]}

    assert content_of(json.dumps(content)) == content


def test_of_the_message_under_a_tapped_button_its_place_is_given() -> None:
    shown = {"message_id": 7, "date": 1, "chat": {"id": 5}, "text": "1/3", "reply_markup": {"inline_keyboard": []}}
    tap = {"id": "9", "from": {"id": 5}, "message": shown, "data": "s:1:0:d"}

    given = content_of(json.dumps({"update_id": 1, "callback_query": tap}))

    assert given["callback_query"]["message"] == {"message_id": 7, "date": 1, "chat": {"id": 5}}
    assert {**given["callback_query"], "message": shown} == tap
