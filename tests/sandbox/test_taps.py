"""Taps on buttons, sent again or late, and what they are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from tests.sandbox.world import TOKEN, World

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def question(world: World) -> dict[str, Any]:
    markup = {"inline_keyboard": [[{"text": "Fait", "callback_data": "done"}]]}
    message = world.ok("sendMessage", chat_id=world.reader(), text="Fait ?", reply_markup=markup)
    return {"user_id": message["chat"]["id"], "message_id": message["message_id"]}


def test_a_tap_reaches_the_bot_with_its_message(world: World) -> None:
    at = question(world)
    answer = world.tap(**at, data="done")
    query = world.updates()[0]["callback_query"]
    assert answer["answered"] is False
    assert query["id"] == answer["callback_query_id"]
    assert query["data"] == "done"
    assert query["from"]["id"] == at["user_id"]
    assert query["message"]["message_id"] == at["message_id"]
    assert query["message"]["text"] == "Fait ?"


async def test_a_tap_waits_for_its_answer(world: World, until: Callable[..., Any]) -> None:
    at = question(world)
    body = {"message_id": at["message_id"], "data": "done", "wait": 20}
    async with httpx.AsyncClient(timeout=30) as client:
        path = f"{world.url}/sandbox/users/{at['user_id']}/tap"
        tap = asyncio.create_task(client.post(path, json=body))
        await until(lambda: world.state.main_bot.taps)
        query_id = next(iter(world.state.main_bot.taps))
        answer = {"callback_query_id": query_id, "text": "Noté", "show_alert": True}
        await client.post(f"{world.url}/bot{TOKEN}/answerCallbackQuery", json=answer)
        seen = (await tap).json()
    assert seen["answered"] is True
    assert (seen["text"], seen["show_alert"]) == ("Noté", True)


def test_a_tap_is_answered_once(world: World) -> None:
    at = question(world)
    query_id = world.tap(**at, data="done")["callback_query_id"]
    assert world.ok("answerCallbackQuery", callback_query_id=query_id) is True
    assert world.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert world.refused("answerCallbackQuery", callback_query_id="12345") == TOO_OLD


def test_a_tap_is_too_old_after_150_seconds(world: World) -> None:
    at = question(world)
    first = world.tap(**at, data="done")["callback_query_id"]
    second = world.tap(**at, data="done")["callback_query_id"]
    world.clock.advance(150)
    world.ok("answerCallbackQuery", callback_query_id=first)
    world.clock.advance(1)
    assert world.refused("answerCallbackQuery", callback_query_id=second) == TOO_OLD


def test_an_answer_has_200_characters_at_most(world: World) -> None:
    at = question(world)
    query_id = world.tap(**at, data="done")["callback_query_id"]
    refusal = world.refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"
    world.ok("answerCallbackQuery", callback_query_id=query_id, text="x" * 200)


def test_a_tap_sent_again_is_a_new_update(world: World) -> None:
    at = question(world)
    first = world.tap(**at, data="done")
    world.ok("editMessageReplyMarkup", chat_id=at["user_id"], message_id=at["message_id"])
    again = world.tap(**at, data="done", resend=True)
    assert again["update_id"] == first["update_id"] + 1
    assert [update["callback_query"]["data"] for update in world.updates()] == ["done", "done"]


def test_only_a_tap_made_before_can_be_sent_again(world: World) -> None:
    at = question(world)
    answer = world.tap(**at, status=400, data="done", resend=True)
    assert answer == {"error": "there is no earlier tap to send again"}


def test_data_that_is_not_shown_needs_force(world: World) -> None:
    at = question(world)
    answer = world.tap(**at, status=400, data="forged")
    assert answer == {"error": f"message {at['message_id']} has no button with data 'forged'"}
    world.tap(**at, data="forged", force=True)
    assert world.updates()[0]["callback_query"]["data"] == "forged"


def test_a_tap_needs_a_message(world: World) -> None:
    at = question(world)
    assert "there is no message 99" in world.tap(at["user_id"], 404, message_id=99, data="x")["error"]
    assert "needed" in world.tap(at["user_id"], 400, data="x")["error"]


def test_old_taps_are_forgotten(world: World) -> None:
    at = question(world)
    world.tap(**at, data="done")
    world.clock.advance(200)
    world.tap(**at, data="done")
    assert len(world.state.main_bot.taps) == 1
