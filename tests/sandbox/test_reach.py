"""Who can be written to, by whom: tokens, chats, blocks, replies."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import State, create_app
from tests.sandbox.world import TOKEN, Stage, World


@pytest.mark.parametrize("token", ["nonsense", "123", "abc:def", "123:", "123:a b"])
def test_a_malformed_token_is_unauthorized(world: World, token: str) -> None:
    answer = world.http.get(f"{world.url}/bot{token}/getMe")
    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


def test_only_known_tokens_when_they_are_named(world: World, stage: Stage) -> None:
    stage.app = create_app(State(tokens=[TOKEN]))
    world.ok("getMe")
    assert world.refused("getMe", token="999:other") == "Unauthorized"


def test_unknown_methods_are_not_found(world: World) -> None:
    assert world.http.get(f"{world.url}/bot{TOKEN}/sendTelepathy").json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }


def test_methods_mind_no_case_and_take_any_encoding(world: World) -> None:
    person = world.reader()
    address = f"{world.url}/bot{TOKEN}/SENDmessage"
    by_query = world.http.get(address, params={"chat_id": person, "text": "é"})
    by_form = world.http.post(address, data={"chat_id": str(person), "text": "é"})
    by_parts = world.http.post(address, data={"chat_id": str(person), "text": "é"}, files={"none": ("a", b"x")})
    for answer in (by_query, by_form, by_parts):
        assert answer.json()["result"]["text"] == "é"


def test_a_body_that_is_no_json_is_refused(world: World) -> None:
    headers = {"content-type": "application/json"}
    for body in (b"{", b"[]"):
        answer = world.http.post(f"{world.url}/bot{TOKEN}/getMe", content=body, headers=headers)
        assert answer.json()["description"] == "Bad Request: can't parse JSON object"


def test_chats_that_cannot_be_written_to(world: World) -> None:
    stranger = world.person()
    assert world.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert world.refused("sendMessage", chat_id=1, text="x") == "Bad Request: chat not found"
    assert world.refused("sendMessage", chat_id="@someone", text="x") == "Bad Request: chat not found"
    answer = world.call("sendMessage", chat_id=stranger, text="x")
    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


def test_a_person_who_blocks_is_out_of_reach_and_the_bot_is_told(world: World) -> None:
    person = world.reader()
    path = f"/sandbox/users/{person}/block"
    assert world.control("POST", path, json={"blocked": True}) == {"blocked": True}
    answer = world.call("sendMessage", chat_id=person, text="x")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert "blocked the bot" in world.send(person, 400, text="x")["error"]
    world.control("POST", path, json={"blocked": False})
    world.ok("sendMessage", chat_id=person, text="again")
    left, back = (update["my_chat_member"] for update in world.updates())
    assert (left["old_chat_member"]["status"], left["new_chat_member"]["status"]) == ("member", "kicked")
    assert (back["old_chat_member"]["status"], back["new_chat_member"]["status"]) == ("kicked", "member")


def test_blocking_twice_is_told_once(world: World) -> None:
    person = world.reader()
    for _ in range(2):
        world.control("POST", f"/sandbox/users/{person}/block", json={"blocked": True})
    assert len(world.updates()) == 1
    assert "true or false" in world.control("POST", f"/sandbox/users/{person}/block", 400, json={})["error"]


def test_a_deactivated_person(world: World) -> None:
    person = world.reader()
    world.control("POST", f"/sandbox/users/{person}/block", json={"deactivated": True})
    assert world.refused("sendMessage", chat_id=person, text="x") == "Forbidden: user is deactivated"


def test_a_reply_shows_what_it_answers(world: World) -> None:
    person = world.reader()
    first = world.send(person, text="question")["message_id"]
    second = world.ok("sendMessage", chat_id=person, text="answer", reply_parameters={"message_id": first})
    assert second["reply_to_message"]["text"] == "question"
    third = world.ok("sendMessage", chat_id=person, text="more", reply_to_message_id=second["message_id"])
    assert "reply_to_message" not in third["reply_to_message"]
    world.send(person, text="thanks", reply_to=third["message_id"])
    assert world.updates()[-1]["message"]["reply_to_message"]["text"] == "more"
    assert world.chat(person)["messages"][-1]["reply_to"] == {"message_id": third["message_id"], "text": "more"}


def test_a_reply_to_nothing(world: World) -> None:
    person = world.reader()
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    refusal = world.refused("sendMessage", chat_id=person, text="x", reply_parameters={"message_id": 99})
    assert refusal == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in world.ok("sendMessage", chat_id=person, text="x", reply_parameters=lenient)
    assert "no message 99" in world.send(person, 404, text="x", reply_to=99)["error"]


def test_a_contact_is_shared(world: World) -> None:
    person = world.person(phone="+212611111111", last_name="Aït")
    world.send(person, contact={})
    contact = world.updates()[0]["message"]["contact"]
    assert contact == {
        "phone_number": "+212611111111",
        "first_name": "Fadma",
        "last_name": "Aït",
        "user_id": person,
    }
    world.send(person, contact={"phone_number": "+212622222222", "first_name": "Ali", "user_id": 0})
    other: dict[str, Any] = world.updates()[1]["message"]["contact"]
    assert other == {"phone_number": "+212622222222", "first_name": "Ali", "last_name": "Aït"}


def test_a_message_in_a_group_is_seen_and_can_be_answered(world: World) -> None:
    person = world.person()
    world.send(person, text="/start", group={"id": -1001, "title": "Coop"})
    message = world.updates()[0]["message"]
    assert message["chat"] == {"id": -1001, "type": "group", "title": "Coop"}
    assert message["from"]["id"] == person
    assert world.ok("sendMessage", chat_id=-1001, text="En privé")["chat"]["title"] == "Coop"
    assert world.chat(person)["messages"] == []


def test_the_bot_says_it_is_typing(world: World) -> None:
    person = world.reader()
    world.ok("sendChatAction", chat_id=person, action="typing")
    assert world.chat(person)["action"] == "typing"
    world.clock.advance(5)
    assert world.chat(person)["action"] is None


def test_commands_texts_and_menu_of_the_bot(world: World) -> None:
    commands = [{"command": "plan", "description": "Mon plan"}]
    world.ok("setMyCommands", commands=commands, language_code="fr")
    assert world.ok("getMyCommands", language_code="fr") == commands
    assert world.ok("getMyCommands") == []
    world.ok("deleteMyCommands", language_code="fr")
    assert world.ok("getMyCommands", language_code="fr") == []
    wrong = [{"command": "Plan!", "description": "x"}]
    assert world.refused("setMyCommands", commands=wrong) == "Bad Request: BOT_COMMAND_INVALID"
    world.ok("setMyDescription", description="Suivi")
    assert world.ok("getMyDescription", language_code="ar") == {"description": "Suivi"}
    world.ok("setMyShortDescription", short_description="Court", language_code="fr")
    assert world.ok("getMyShortDescription") == {"short_description": ""}
    world.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert world.ok("getChatMenuButton") == {"type": "commands"}
    assert world.ok("logOut") is True
    assert world.ok("close") is True
