"""The queue of updates: numbering, confirmation, retention, one poller at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from sandbox.call import Call
from sandbox.params import Params
from sandbox.polling import get_updates
from sandbox.state import State
from tests.sandbox.world import TOKEN, World

DAY = 24 * 3600.0


def test_what_is_not_confirmed_comes_again(world: World) -> None:
    person = world.person()
    world.send(person, text="one")
    first = world.updates()
    assert world.updates() == first
    assert world.updates(offset=first[0]["update_id"]) == first


def test_a_higher_offset_confirms_for_good(world: World) -> None:
    person = world.person()
    for text in ("one", "two", "three"):
        world.send(person, text=text)
    found = world.updates()
    rest = world.updates(offset=found[1]["update_id"])
    assert [update["message"]["text"] for update in rest] == ["two", "three"]
    assert world.updates(offset=0) == rest


def test_identifiers_run_in_sequence(world: World) -> None:
    person = world.person()
    for _ in range(3):
        world.send(person, text="x")
    ids = [update["update_id"] for update in world.updates()]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


def test_limit_is_kept_between_1_and_100(world: World) -> None:
    person = world.person()
    for _ in range(102):
        world.send(person, text="x")
    assert len(world.updates(limit=2)) == 2
    assert len(world.updates(limit=0)) == 1
    assert len(world.updates(limit=1000)) == 100


def test_a_negative_offset_counts_from_the_end(world: World) -> None:
    person = world.person()
    for text in ("one", "two", "three"):
        world.send(person, text=text)
    assert [update["message"]["text"] for update in world.updates(offset=-2)] == ["two", "three"]
    assert len(world.updates()) == 2


def test_messages_are_kept_24_hours(world: World) -> None:
    world.send(world.person(), text="old")
    world.clock.advance(DAY - 1)
    assert len(world.updates()) == 1
    world.clock.advance(1)
    assert world.updates() == []


def test_taps_are_kept_150_seconds(world: World) -> None:
    person = world.reader()
    message = world.ok("sendMessage", chat_id=person, text="?", reply_markup=_button("yes"))
    world.tap(person, message_id=message["message_id"], data="yes")
    world.send(person, text="still here")
    world.clock.advance(149)
    assert len(world.updates()) == 2
    world.clock.advance(1)
    assert [list(update)[1] for update in world.updates()] == ["message"]


def test_identifiers_are_chosen_anew_after_a_quiet_week(world: World) -> None:
    person = world.person()
    world.send(person, text="before")
    before = world.updates()[0]["update_id"]
    world.clock.advance(7 * DAY)
    world.send(person, text="within the week")
    assert world.updates()[0]["update_id"] == before + 1
    world.clock.advance(7 * DAY + 1)
    world.send(person, text="after")
    after = world.updates()[0]["update_id"]
    assert abs(after - before) > 1000


def test_an_offset_from_before_the_new_numbering_loses_nothing(world: World) -> None:
    person = world.person()
    world.send(person, text="x")
    world.state.main_bot.updates.restore([], 500, world.clock())
    world.send(person, text="kept")
    assert [update["message"]["text"] for update in world.updates(offset=900_000)] == ["kept"]


def test_kinds_not_allowed_are_never_queued(world: World) -> None:
    person = world.person()
    world.updates(allowed_updates=["callback_query"])
    world.send(person, text="unseen")
    assert world.updates(allowed_updates=[]) == []
    world.send(person, text="seen")
    assert len(world.updates()) == 1


def test_pending_updates_can_be_counted_and_dropped(world: World) -> None:
    world.send(world.person(), text="x")
    assert world.ok("getWebhookInfo")["pending_update_count"] == 1
    world.ok("deleteWebhook", drop_pending_updates=True)
    assert world.updates() == []


def test_any_object_can_be_put_into_the_queue(world: World) -> None:
    given = world.control("POST", "/sandbox/updates", json={"update": {"message": {"poison": True}}})
    response = world.http.get(f"{world.url}/bot{TOKEN}/getUpdates").json()
    assert response["result"] == [{"update_id": given["update_id"], "message": {"poison": True}}]


async def test_a_long_poll_wakes_when_something_comes(world: World, until: Callable[..., Any]) -> None:
    person = world.person()
    async with httpx.AsyncClient(timeout=30) as client:
        poll = asyncio.create_task(client.get(_updates_address(world), params={"timeout": 25}))
        await until(lambda: world.state.main_bot.poller is not None)
        await client.post(f"{world.url}/sandbox/users/{person}/send", json={"text": "wake up"})
        found = (await poll).json()["result"]
    assert [update["message"]["text"] for update in found] == ["wake up"]


async def test_a_long_poll_ends_empty_after_its_timeout(world: World) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        started = asyncio.get_running_loop().time()
        answer = await client.get(_updates_address(world), params={"timeout": 1})
        waited = asyncio.get_running_loop().time() - started
    assert answer.json() == {"ok": True, "result": []}
    assert 0.9 < waited < 5


async def test_a_newer_poll_ends_the_older_one_with_409(world: World, until: Callable[..., Any]) -> None:
    person = world.person()
    async with httpx.AsyncClient(timeout=30) as client:
        older = asyncio.create_task(client.get(_updates_address(world), params={"timeout": 25}))
        await until(lambda: world.state.main_bot.poller is not None)
        first = world.state.main_bot.poller
        newer = asyncio.create_task(client.get(_updates_address(world), params={"timeout": 25}))
        ended = await older
        await until(lambda: world.state.main_bot.poller not in {None, first})
        await client.post(f"{world.url}/sandbox/users/{person}/send", json={"text": "for the newer"})
        found = (await newer).json()["result"]
    assert ended.status_code == 409
    assert ended.json()["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert len(found) == 1


def test_each_token_is_a_bot_with_its_own_queue(world: World) -> None:
    world.send(world.person(), text="for the first")
    assert len(world.updates()) == 1
    other = "1111111:another-bot"
    assert world.updates(token=other) == []
    assert world.ok("getMe", token=other)["id"] == 1111111
    assert world.ok("getMe")["id"] == 7654321


def test_what_came_before_any_bot_waits_for_the_first(world: World) -> None:
    person = world.person()
    world.send(person, text="early")
    world.control("POST", f"/sandbox/users/{person}/block", json={"blocked": True})
    early, blocked = world.updates()
    assert early["message"]["text"] == "early"
    assert blocked["my_chat_member"]["new_chat_member"]["user"]["id"] == 7654321


def _updates_address(world: World) -> str:
    return f"{world.url}/bot{TOKEN}/getUpdates"


def _button(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": data, "callback_data": data}]]}


async def test_what_comes_as_a_poll_begins_to_wait_ends_it() -> None:
    state = State()
    bot = state.main_bot
    poll = asyncio.create_task(get_updates(Call(state, bot, Params({"timeout": 50}))))
    # One turn of the loop: the poll has found nothing, and begins to wait.
    await asyncio.sleep(0)
    assert bot.poller is not None

    pushed = bot.updates.push_raw({"message": {}})

    async with asyncio.timeout(10):
        assert [one["update_id"] for one in await poll] == [pushed]
