"""No parameter, however wrong, breaks the server: it answers as Telegram does, with a refusal."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.methods import NAMES
from tests.sandbox.world import TOKEN, World

NONSENSE: list[Any] = [
    "x", "[", "{}", "[1]", '[{"a": 1}]', '{"message_id": "x"}', -1, 10**30, 1.5, True, [], {}, [[]], [None],
    {"type": 1}, {"message_id": []}, {"inline_keyboard": [[1]]}, {"keyboard": [[{}]]},
]  # fmt: skip
NAMED = [
    "offset", "limit", "timeout", "allowed_updates", "text", "caption", "entities", "caption_entities",
    "parse_mode", "reply_markup", "reply_parameters", "reply_to_message_id", "photo", "voice", "audio", "video",
    "document", "media", "file_id", "callback_query_id", "commands", "scope", "language_code", "description",
    "short_description", "menu_button", "reaction", "action", "name",
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMES.values()))
def test_nonsense_is_refused_or_overlooked(world: World, name: str) -> None:
    person = world.reader()
    asked = world.ok("sendMessage", chat_id=person, text="?")["message_id"]
    for value in NONSENSE:
        chat = {"chat_id": value, "message_id": value}
        reply = {"text": "x", "reply_parameters": value, "reply_markup": value}
        for wrong in (chat, reply, dict.fromkeys(NAMED, value)):
            params = {"chat_id": person, "message_id": asked, **wrong}
            if name == "getUpdates":
                params["timeout"] = 0
            answer = world.http.post(f"{world.url}/bot{TOKEN}/{name}", json=params)
            assert answer.status_code in {200, 400, 403, 404}, (value, answer.text)
