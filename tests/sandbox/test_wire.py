"""The short way through HTTP answers as the general one does, however the bytes arrive."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Server
from tests.sandbox.world import TOKEN, World

BODY = b'{"commands": []}'


def request(path: str = "setMyCommands", *, body: bytes = BODY, extra: str = "", version: str = "1.1") -> bytes:
    head = (
        f"POST /bot{TOKEN}/{path} HTTP/{version}\r\nHost: here\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n{extra}\r\n"
    )
    return head.encode() + body


@pytest.fixture
def wire(world: World, server: Server) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield connection
    assert world.url.endswith(str(server.port))


def answers(wire: socket.socket, count: int) -> list[Any]:
    """The JSON of that many answers, read off the wire one after another."""
    stream = wire.makefile("rb")
    found: list[Any] = []
    for _ in range(count):
        assert stream.readline().startswith(b"HTTP/1.1 ")
        length = 0
        while (line := stream.readline().lower()) != b"\r\n":
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        found.append(json.loads(stream.read(length)))
    stream.close()
    return found


OK = {"ok": True, "result": True}


def test_one_piece(wire: socket.socket) -> None:
    wire.sendall(request())
    assert answers(wire, 1) == [OK]


@pytest.mark.parametrize("size", [1, 7, 150])
def test_many_pieces(wire: socket.socket, size: int) -> None:
    whole = request()
    for at in range(0, len(whole), size):
        wire.sendall(whole[at : at + size])
    assert answers(wire, 1) == [OK]


def test_requests_that_do_not_wait_for_answers(wire: socket.socket) -> None:
    wire.sendall(request() * 3)
    assert answers(wire, 3) == [OK] * 3


def test_short_and_general_ways_on_one_connection(wire: socket.socket) -> None:
    chunked = request(body=b"", extra="Transfer-Encoding: chunked\r\n").replace(b"Content-Length: 0\r\n", b"")
    chunked += b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
    for _ in range(2):
        wire.sendall(request())
        assert answers(wire, 1) == [OK]
        wire.sendall(chunked)
        assert answers(wire, 1) == [OK]
        wire.sendall(b"GET /sandbox/users HTTP/1.1\r\nHost: here\r\n\r\n")
        assert answers(wire, 1) == [[]]


def test_a_poll_that_is_answered_before_the_next_request(wire: socket.socket) -> None:
    wire.sendall(request("getUpdates", body=b'{"timeout": 0}') + request())
    assert answers(wire, 2) == [{"ok": True, "result": []}, OK]


def test_a_client_that_wants_the_connection_closed(wire: socket.socket) -> None:
    wire.sendall(request(extra="Connection: close\r\n"))
    assert answers(wire, 1) == [OK]
    assert wire.recv(1) == b""


def test_a_large_body_takes_the_general_way(wire: socket.socket) -> None:
    wire.sendall(request("sendMessage", body=json.dumps({"chat_id": 1, "text": "x" * 300_000}).encode()))
    assert answers(wire, 1)[0]["description"] == "Bad Request: message is too long"


def test_percent_signs_in_the_path(wire: socket.socket) -> None:
    wire.sendall(request().replace(TOKEN.encode(), TOKEN.replace(":", "%3A").encode()))
    assert answers(wire, 1) == [OK]


def test_what_is_no_http_is_refused(wire: socket.socket) -> None:
    wire.sendall(b"POST /bot1:a/getMe HTTP/1.1\r\nno header\r\n\r\n")
    assert wire.recv(100).startswith(b"HTTP/1.1 400 ")
