"""The control routes: people, chats, events, calls, the clock, and what they refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox import ClockControl, State, create_app
from tests.sandbox.world import TOKEN, Stage, World


def test_people_are_given_back_as_they_were_made(world: World) -> None:
    made = {
        "id": 42,
        "first_name": "Lahcen",
        "last_name": "Oubella",
        "username": "lahcen",
        "language_code": "fr",
        "phone": "+212600000042",
        "role": "consultant",
        "label": "Consultant, Tiznit",
        "tags": ["demo"],
    }
    answer = world.control("POST", "/sandbox/users", 201, json=made)
    assert answer == made | {"deactivated": False}
    assert world.control("GET", "/sandbox/users") == [answer]
    world.send(42, text="x")
    seen = world.updates()[0]["message"]["from"]
    assert seen == {
        "id": 42,
        "is_bot": False,
        "first_name": "Lahcen",
        "last_name": "Oubella",
        "username": "lahcen",
        "language_code": "fr",
    }


def test_many_people_are_made_at_once(world: World) -> None:
    made = world.control("POST", "/sandbox/users", 201, json=[{"first_name": "A"}, {"first_name": "B"}])
    assert len({person["id"] for person in made}) == 2


@pytest.mark.parametrize("body", [{}, {"first_name": ""}, {"first_name": 1}, {"first_name": "A", "id": -1}, "A", None])
def test_a_person_must_be_understood(world: World, body: object) -> None:
    assert "error" in world.control("POST", "/sandbox/users", 400, json=body)


def test_what_is_not_there_is_said_to_be_missing(world: World) -> None:
    assert world.control("GET", "/sandbox/users/99/chat", 404) == {"error": "there is no user 99"}
    assert world.control("GET", "/sandbox/users/x/chat", 404) == {"error": "there is no x"}
    assert world.control("GET", "/clock", 404) == {"error": "there is no clock here"}
    person = world.person()
    assert world.control("GET", f"/sandbox/users/{person}/chat?bot=5", 404) == {"error": "there is no bot 5"}
    assert world.control("GET", f"/sandbox/users/{person}/chat?after=x", 400)["error"].startswith("after must")
    assert world.send(person, 400)["error"] == "text is empty"
    assert world.send(person, 400, text="x" * 4097)["error"] == "text is longer than 4096"
    broken = world.http.post(f"{world.url}/sandbox/users/{person}/send", content=b"{")
    assert (broken.status_code, broken.json()) == (400, {"error": "the body must be JSON"})


def test_a_chat_gives_what_is_new_or_changed(world: World) -> None:
    person = world.reader()
    first = world.ok("sendMessage", chat_id=person, text="one")["message_id"]
    world.ok("sendMessage", chat_id=person, text="two")
    seq = world.chat(person)["seq"]
    assert world.chat(person, after=seq)["messages"] == []
    world.ok("editMessageText", chat_id=person, message_id=first, text="ONE")
    world.send(person, text="three")
    changed = world.chat(person, after=seq)
    assert [message["text"] for message in changed["messages"]] == ["ONE", "three"]
    assert [message["from"] for message in changed["messages"]] == ["bot", "user"]
    assert changed["seq"] > seq
    assert [message["text"] for message in world.chat(person)["messages"]] == ["/start", "ONE", "two", "three"]


async def test_a_chat_can_be_waited_for(world: World, until: Callable[..., Any]) -> None:
    person = world.reader()
    seq = world.chat(person)["seq"]
    async with httpx.AsyncClient(timeout=30) as client:
        path = f"{world.url}/sandbox/users/{person}/chat?after={seq}&wait=20"
        waiting = asyncio.create_task(client.get(path))
        await until(lambda: world.state.changed.waited_for)
        other = world.state.free_user_id()
        await client.post(f"{world.url}/sandbox/users", json={"first_name": "B", "id": other})
        await client.post(f"{world.url}/bot{TOKEN}/sendMessage", json={"chat_id": person, "text": "here"})
        messages = (await waiting).json()["messages"]
    assert [message["text"] for message in messages] == ["here"]


async def test_one_poll_tells_of_all_phones(world: World, until: Callable[..., Any]) -> None:
    one, other = world.reader(), world.reader()
    seq = world.control("GET", "/sandbox/events")["seq"]
    async with httpx.AsyncClient(timeout=30) as client:
        waiting = asyncio.create_task(client.get(f"{world.url}/sandbox/events?after={seq}&wait=20"))
        await until(lambda: world.state.changed.waited_for)
        await client.post(f"{world.url}/bot{TOKEN}/sendMessage", json={"chat_id": one, "text": "x"})
        events = (await waiting).json()
    assert events == {"seq": seq + 1, "users": [one], "clock": None}
    assert world.control("GET", f"/sandbox/events?after={events['seq']}")["users"] == []
    assert set(world.control("GET", "/sandbox/events")["users"]) == {one, other}


def test_every_call_is_in_the_log(world: World) -> None:
    person = world.reader()
    seq = world.control("GET", "/sandbox/calls")["seq"]
    world.ok("sendMessage", chat_id=person, text="x")
    world.refused("sendMessage", chat_id=person, text="")
    world.ok("sendDocument", chat_id=person, files={"document": ("a.txt", b"abc")})
    log = world.control("GET", f"/sandbox/calls?after={seq}")
    first, second, third = log["calls"]
    assert (log["seq"], first["seq"]) == (seq + 3, seq + 1)
    assert first["method"] == "sendMessage"
    assert first["parameters"] == {"chat_id": person, "text": "x"}
    assert first["result"]["text"] == "x"
    assert (first["time"], first["fault"], first["bot"]) == (world.clock(), None, 7654321)
    assert (second["error_code"], second["description"]) == (400, "Bad Request: message text is empty")
    assert third["parameters"]["document"] == {"file_name": "a.txt", "file_size": 3}
    assert len(world.control("GET", f"/sandbox/calls?after={seq}&method=senddocument")["calls"]) == 1


def test_the_log_keeps_the_latest_calls(world: World, stage: Stage) -> None:
    stage.app = create_app(State(calls_kept=2))
    for _ in range(3):
        world.ok("getMe")
    log = world.control("GET", "/sandbox/calls")
    assert [call["seq"] for call in log["calls"]] == [2, 3]


def test_the_page_knows_its_bot_and_is_served(world: World, stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>phones")
    (tmp_path / "page.css").write_text("p {}")
    stage.app = create_app(State(username="OtherBot", first_name="Autre"), page=tmp_path)
    info = world.control("GET", "/sandbox/info")
    assert (info["bot"]["username"], info["bot"]["first_name"], info["clock"]) == ("OtherBot", "Autre", False)
    assert world.http.get(world.url + "/").text == "<p>phones"
    assert world.http.get(world.url + "/page/page.css").text == "p {}"


class Programme:
    """A programme's clock, with plain and async moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def read(self) -> dict[str, Any]:
        return {"now": self.at}

    def advance(self, seconds: float) -> dict[str, Any]:
        self.at += seconds
        return self.read()

    async def to_next(self) -> dict[str, Any]:
        self.at = 1000.0
        return self.read()


def test_the_programmes_clock_can_be_moved(world: World, stage: Stage) -> None:
    programme = Programme()
    clock = ClockControl(programme.read, programme.advance, programme.to_next)
    stage.app = create_app(State(), clock=clock)
    assert world.control("GET", "/sandbox/info")["clock"] is True
    assert world.control("GET", "/clock") == {"now": 0.0}
    assert world.control("POST", "/clock", json={"advance": 60}) == {"now": 60.0}
    assert world.control("GET", "/sandbox/events") == {"seq": 1, "users": [], "clock": {"now": 60.0}}
    assert world.control("POST", "/clock", json={"to": "next"}) == {"now": 1000.0}
    assert "seconds" in world.control("POST", "/clock", 400, json={"advance": "x"})["error"]


def test_a_clock_that_calls_this_server_does_not_block_it(world: World, stage: Stage) -> None:
    def advance(_seconds: float) -> dict[str, Any]:
        return {"seen": httpx.get(world.url + "/sandbox/info", timeout=5).json()["clock"]}

    programme = Programme()
    stage.app = create_app(State(), clock=ClockControl(programme.read, advance, programme.to_next))
    assert world.control("POST", "/clock", json={"advance": 1}) == {"seen": True}
