"""The state stored and taken up again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox import State, create_app
from tests.sandbox.world import PNG, Stage, World

OTHER = "222:other_bot"


def history(world: World) -> int:
    """A person with a chat that has everything in it."""
    person = world.person(role="leader", label="Coop Tifawin")
    world.send(person, text="/start")
    keyboard = {"keyboard": [[{"text": "Plan"}]]}
    world.ok("sendMessage", chat_id=person, text="Bienvenue", reply_markup=keyboard)
    inline = {"inline_keyboard": [[{"text": "Fait", "callback_data": "done"}]]}
    asked = world.ok("sendMessage", chat_id=person, text="Fait ?", reply_markup=inline)["message_id"]
    world.tap(person, message_id=asked, data="done")
    world.ok("editMessageText", chat_id=person, message_id=asked, text="Fait")
    world.ok("sendPhoto", chat_id=person, files={"photo": ("p.png", PNG)})
    world.ok("setMyCommands", commands=[{"command": "plan", "description": "Plan"}])
    world.ok("getMe", token=OTHER)
    return person


def test_a_stored_state_is_taken_up_where_it_was(world: World, stage: Stage, tmp_path: Path) -> None:
    person = history(world)
    before = (world.chat(person), world.updates(), world.control("GET", "/sandbox/users"), world.ok("getMyCommands"))
    world.state.save(tmp_path / "stored")
    state = State.load(tmp_path / "stored", folder=tmp_path / "work", now=world.clock)
    stage.app = create_app(state)
    after = (world.chat(person), world.updates(), world.control("GET", "/sandbox/users"), world.ok("getMyCommands"))
    assert after == before
    assert set(world.control("GET", "/sandbox/events")["users"]) == {person}
    assert world.ok("getMe", token=OTHER)["username"] != world.ok("getMe")["username"]


def test_numbering_goes_on(world: World, stage: Stage, tmp_path: Path) -> None:
    person = history(world)
    last_message = world.chat(person)["messages"][-1]["message_id"]
    last_update = world.updates()[-1]["update_id"]
    seq = world.control("GET", "/sandbox/events")["seq"]
    world.state.save(tmp_path)
    stage.app = create_app(State.load(tmp_path, now=world.clock))
    sent = world.send(person, text="suite")
    assert sent["message_id"] == last_message + 1
    assert world.updates()[-1]["update_id"] == last_update + 1
    assert world.chat(person, after=seq)["messages"][0]["text"] == "suite"


def test_files_keep_their_identifiers_and_bytes(world: World, stage: Stage, tmp_path: Path) -> None:
    person = history(world)
    shown = world.chat(person)["messages"][-1]["file"]
    world.state.save(tmp_path)
    stage.app = create_app(State.load(tmp_path))
    assert world.http.get(world.url + shown["url"]).content == PNG
    world.ok("sendPhoto", chat_id=person, photo=shown["file_id"])
    fresh = world.ok("sendPhoto", chat_id=person, files={"photo": ("q.png", PNG)})["photo"][-1]
    assert fresh["file_id"] != shown["file_id"]


def test_a_loaded_snapshot_is_only_read(world: World, stage: Stage, tmp_path: Path) -> None:
    person = history(world)
    world.state.save(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    stage.app = create_app(State.load(tmp_path))
    world.ok("sendPhoto", chat_id=person, files={"photo": ("q.png", PNG)})
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_blocked_chat_stays_blocked(world: World, stage: Stage, tmp_path: Path) -> None:
    person = world.reader()
    world.control("POST", f"/sandbox/users/{person}/block", json={"blocked": True})
    world.state.save(tmp_path)
    stage.app = create_app(State.load(tmp_path))
    assert world.refused("sendMessage", chat_id=person, text="x") == "Forbidden: bot was blocked by the user"


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"version": 0}), json.dumps({"version": 1})])
def test_what_is_no_state_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content)
    with pytest.raises(ValueError, match=r"state\.json"):
        State.load(tmp_path)


def test_an_empty_folder_holds_no_state(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        State.load(tmp_path)


def test_the_display_clock_dates_messages(world: World, stage: Stage) -> None:
    shown: dict[str, Any] = {"at": 5.0}
    stage.app = create_app(State(now=world.clock, display_now=lambda: shown["at"]))
    person = world.person()
    assert world.send(person, text="x")["message"]["date"] == 5
    shown["at"] = 86_405.9
    assert world.ok("sendMessage", chat_id=person, text="x")["date"] == 86_405
