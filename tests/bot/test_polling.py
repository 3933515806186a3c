"""Polling: raw updates with their sender, and refusals told without the token."""

import json
from typing import Any

import aiohttp
import pytest
from starlette.responses import Response

from bot.polling import UNNUMBERED, Poller, PollingError, received
from sandbox.serving import serve
from tests.house import TOKEN

NONSENSE = [
    b"",
    b"<html>",
    b"null",
    b"[]",
    b'"text"',
    b"\xff\xfe",
    b'{"ok": false}',
    b'{"ok": false, "parameters": "none"}',
    b'{"ok": false, "parameters": {"retry_after": "soon"}}',
    b'{"ok": true}',
    b'{"ok": true, "result": null}',
    b'{"ok": true, "result": {"update_id": 7}}',
]


async def polled(url: str) -> Any:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        return await Poller(url, TOKEN, session, timeout_seconds=0).next()


@pytest.mark.parametrize("body", NONSENSE, ids=repr)
async def test_an_answer_that_is_not_telegrams_is_no_update(body: bytes) -> None:
    with serve(Response(body)) as server, pytest.raises(PollingError) as raised:
        await polled(server.url)

    assert TOKEN not in str(raised.value)


async def test_a_server_that_is_not_there_is_told_without_the_token() -> None:
    with pytest.raises(PollingError) as raised:
        await polled("http://127.0.0.1:1")

    assert TOKEN not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("body", "after", "conflict"),
    [
        (b'{"ok":false,"error_code":429,"description":"Too Many","parameters":{"retry_after":7}}', 7, False),
        (b'{"ok":false,"error_code":409,"description":"Conflict"}', 2, True),
    ],
)
async def test_a_refusal_says_how_long_to_wait_and_whether_another_one_polls(
    body: bytes, after: float, conflict: bool
) -> None:
    with serve(Response(body)) as server, pytest.raises(PollingError) as raised:
        await polled(server.url)

    assert (raised.value.retry_after, raised.value.conflict) == (after, conflict)


@pytest.mark.parametrize("element", ["null", "7", '"text"', "[]", "{}", '{"update_id": null}', '{"update_id": "x"}'])
async def test_what_has_no_number_does_not_keep_the_others_from_being_taken(element: str) -> None:
    body = b'{"ok":true,"result":[{"update_id":7},%s,{"update_id":8}]}' % element.encode()
    with serve(Response(body)) as server:
        taken = await polled(server.url)

    assert [one.update.update_id for one in taken] == [7, UNNUMBERED, 8]
    assert json.loads(taken[1].update.payload) == json.loads(element)


@pytest.mark.parametrize("number", [None, "7", 7.5, True, -1, 0, 2**63, 10**30], ids=repr)
def test_what_is_no_number_of_telegrams_is_none(number: object) -> None:
    assert received({"update_id": number, "message": {"from": {"id": 5}}}).update.update_id == UNNUMBERED


async def test_only_what_has_a_number_is_confirmed() -> None:
    async with aiohttp.ClientSession() as session:
        poller = Poller("", TOKEN, session)

        assert not poller.confirm([received({})])
        assert poller.offset is None
        assert poller.confirm([received({"update_id": 7}), received({})])
        assert poller.offset == 8


def test_an_update_is_kept_word_for_word_with_its_sender() -> None:
    one = received({"update_id": 7, "message": {"from": {"id": 5}, "text": "سلام"}})

    assert (one.update.update_id, one.update.sender_id, one.tap_id) == (7, 5, "")
    assert one.update.payload.isascii()


def test_a_tap_is_known_by_its_id() -> None:
    one = received({"update_id": 7, "callback_query": {"id": "42", "from": {"id": 5}}})

    assert (one.tap_id, one.update.sender_id) == ("42", 5)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"message": 1},
        {"message": {"from": 1}},
        {"message": {"from": {"id": "x"}}},
        {"message": {"from": {"id": True}}},
        {"message": {"from": {"id": 10**30}}},
    ],
)
def test_an_update_without_a_sender_is_nobodys(content: dict[str, Any]) -> None:
    assert received({"update_id": 7, **content}).update.sender_id is None
