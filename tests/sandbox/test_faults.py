"""Bad days: refusals, delays, lost calls, lost answers, limits."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.sandbox.world import TOKEN, World


def fault(world: World, **wanted: Any) -> Any:
    return world.control("POST", "/sandbox/faults", json=wanted)


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("429", 429, "Too Many Requests: retry after 7"),
        ("500", 500, "Internal Server Error"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("chat_not_found", 400, "Bad Request: chat not found"),
        ("migrated", 400, "Bad Request: group chat was upgraded to a supergroup chat"),
    ],
)
def test_refusals_strike_once_and_change_nothing(world: World, kind: str, code: int, description: str) -> None:
    person = world.reader()
    fault(world, kind=kind, method="sendMessage", seconds=7)
    answer = world.call("sendMessage", chat_id=person, text="x")
    assert (answer["error_code"], answer["description"]) == (code, description)
    parameters = {"429": {"retry_after": 7}, "migrated": {"migrate_to_chat_id": -1001234567890}}
    assert answer.get("parameters") == parameters.get(kind)
    assert len(world.chat(person)["messages"]) == 1
    record = world.control("GET", "/sandbox/calls")["calls"][-1]
    assert record["parameters"]["chat_id"] == person
    assert record.get("answer_parameters") == answer.get("parameters")
    world.ok("sendMessage", chat_id=person, text="x")


def test_times_and_methods_are_kept_to(world: World) -> None:
    person = world.reader()
    fault(world, kind="500", method=["sendMessage", "sendVoice"], times=2)
    world.ok("getMe")
    for _ in range(2):
        assert world.call("sendMessage", chat_id=person, text="x")["error_code"] == 500
    world.ok("sendMessage", chat_id=person, text="x")


def test_a_fault_for_any_call_leaves_the_long_poll_alone(world: World) -> None:
    fault(world, kind="500")
    world.updates()
    assert world.call("getMe")["error_code"] == 500
    fault(world, kind="500", method="*")
    assert world.call("getUpdates")["error_code"] == 500


def test_a_fault_of_one_chat_strikes_only_there(world: World) -> None:
    one, other = world.reader(), world.reader()
    fault(world, kind="429", chat_id=one)
    world.ok("sendMessage", chat_id=other, text="x")
    assert world.call("sendMessage", chat_id=one, text="x")["error_code"] == 429


def test_faults_last_until_deleted_when_times_is_null(world: World) -> None:
    assert fault(world, kind="500", method="getMe", times=None)["faults"][0]["times"] is None
    assert [world.call("getMe")["ok"] for _ in range(3)] == [False] * 3
    assert world.control("DELETE", "/sandbox/faults") == {"faults": []}
    world.ok("getMe")


def test_a_fault_strikes_every_so_manieth_call_only(world: World) -> None:
    fault(world, kind="429", method="getMe", times=None, every=3)
    assert [world.call("getMe")["ok"] for _ in range(7)] == [True, True, False, True, True, False, True]


def test_a_dropped_call_is_not_delivered(world: World) -> None:
    person = world.reader()
    fault(world, kind="drop", method="sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        world.call("sendMessage", chat_id=person, text="lost")
    assert len(world.chat(person)["messages"]) == 1
    record = world.control("GET", "/sandbox/calls")["calls"][-1]
    assert (record["fault"], record["ok"]) == ("drop", None)


def test_a_lost_answer_is_delivered_all_the_same(world: World) -> None:
    person = world.reader()
    fault(world, kind="deliver_timeout", method="sendMessage")
    address = f"{world.url}/bot{TOKEN}/sendMessage"
    with httpx.Client(timeout=0.2) as client, pytest.raises(httpx.ReadTimeout):
        client.post(address, json={"chat_id": person, "text": "arrived"})
    assert world.chat(person)["messages"][-1]["text"] == "arrived"


def test_a_lost_answer_ends_with_a_cut_connection(world: World) -> None:
    person = world.reader()
    fault(world, kind="deliver_timeout", method="sendMessage", seconds=0)
    with pytest.raises(httpx.RemoteProtocolError):
        world.call("sendMessage", chat_id=person, text="arrived")
    assert world.chat(person)["messages"][-1]["text"] == "arrived"


def test_a_delayed_call_comes_through(world: World) -> None:
    person = world.reader()
    fault(world, kind="delay", method="sendMessage", seconds=0.1)
    assert world.ok("sendMessage", chat_id=person, text="late")["text"] == "late"
    assert world.control("GET", "/sandbox/calls?method=sendMessage")["calls"][-1]["seconds"] >= 0.1


def test_a_download_fails_when_it_is_named(world: World) -> None:
    person = world.person()
    files = {"document": ("a.txt", b"content")}
    sent = world.control("POST", f"/sandbox/users/{person}/send", files=files)
    path = world.ok("getFile", file_id=sent["message"]["document"]["file_id"])["file_path"]
    address = f"{world.url}/file/bot{TOKEN}/{path}"
    fault(world, kind="500", method="download")
    assert world.http.get(address).status_code == 500
    fault(world, kind="drop", method="download")
    with pytest.raises(httpx.RemoteProtocolError):
        world.http.get(address)
    assert world.http.get(address).content == b"content"


@pytest.mark.parametrize("wanted", [{}, {"kind": "earthquake"}, {"kind": "429", "seconds": "x"}])
def test_a_fault_must_be_understood(world: World, wanted: dict[str, Any]) -> None:
    assert "must be" in world.control("POST", "/sandbox/faults", 400, json=wanted)["error"]


def test_a_chat_bears_a_burst_and_then_one_message_a_second(world: World) -> None:
    person, other = world.reader(), world.reader()
    world.control("POST", "/sandbox/limits", json={"chat_burst": 3})
    for _ in range(3):
        world.ok("sendMessage", chat_id=person, text="x")
    answer = world.call("sendMessage", chat_id=person, text="x")
    assert answer["parameters"] == {"retry_after": 1}
    world.ok("sendMessage", chat_id=other, text="x")
    world.ok("sendChatAction", chat_id=person, action="typing")
    world.clock.advance(1)
    world.ok("sendMessage", chat_id=person, text="x")
    assert world.control("GET", "/sandbox/limits")["refused"] == 1


def test_all_chats_together_bear_their_rate(world: World) -> None:
    person = world.reader()
    world.control("POST", "/sandbox/limits", json={"global_per_second": 2, "chat_burst": 100})
    assert [world.call("sendMessage", chat_id=person, text="x")["ok"] for _ in range(3)] == [True, True, False]
    assert world.control("DELETE", "/sandbox/limits") is None
    world.ok("sendMessage", chat_id=person, text="x")
