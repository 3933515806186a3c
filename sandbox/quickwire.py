"""The short way through HTTP for the calls that benchmarks make by the ten thousand.

What a bot calls and a driver's people do is small and plain: one request at a time, its length declared.
Such requests are read and answered here, without the general machinery, at about twice the rate.
Everything else (the page, files, large or chunked bodies, odd headers) goes the general way.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import h11
from starlette.types import Message, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_LARGEST = 256 * 1024
_END_OF_HEADERS = b"\r\n\r\n"
_PATHS = (b"/bot", b"/sandbox/users")
_FILES = b"/file/"
_METHODS = frozenset({b"GET", b"POST"})
# With one of these a request needs the general way.
_NOT_PLAIN = frozenset({b"transfer-encoding", b"expect", b"upgrade"})
_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


class Exchange:
    """One request and its answer, in ASGI's terms."""

    def __init__(self, transport: asyncio.Transport, scope: Scope, body: bytes) -> None:
        """Hold the request; the answer goes to ``transport`` in one piece."""
        self.scope = scope
        self._transport = transport
        self._request: Message | None = {"type": "http.request", "body": body, "more_body": False}
        self._gone = asyncio.Event()
        self._answer: list[bytes] = []

    def disconnect(self) -> None:
        """Tell the application that the client is gone."""
        self._gone.set()

    async def receive(self) -> Message:
        """The request, then, once it has happened, the client's leaving."""
        if self._request is not None:
            request, self._request = self._request, None
            return request
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Take a piece of the answer; the last one sends it."""
        if message["type"] == "http.response.start":
            self._answer.append(_STATUS_LINES[message["status"]])
            self._answer += [b"%b: %b\r\n" % header for header in message["headers"]]
            self._answer.append(b"\r\n")
            return
        self._answer.append(message.get("body", b""))
        if not message.get("more_body") and not self._transport.is_closing():
            self._transport.write(b"".join(self._answer))


class QuickProtocol(H11Protocol):
    """A connection whose plain requests take the short way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As uvicorn makes its protocols."""
        super().__init__(*args, **kwargs)
        self._held = b""
        self._exchange: Exchange | None = None

    def data_received(self, data: bytes) -> None:
        """Take the short way with a whole plain request, wait for the rest of one, or hand over."""
        if self._exchange is not None:
            self._held += data
            return
        if not self._is_between_requests():
            super().data_received(data)
            return
        data = self._held + data
        self._held = b""
        head, end, body = data.partition(_END_OF_HEADERS)
        request = self._plain_request(head) if end else None
        if request is None:
            super().data_received(data)
            return
        scope, length = request
        if len(body) < length:
            self._held = data
        elif len(body) > length:
            super().data_received(data)
        else:
            self._begin(scope, body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever still works for this client."""
        if self._exchange is not None:
            self._exchange.disconnect()
        super().connection_lost(exc)

    def _is_between_requests(self) -> bool:
        if self.cycle is not None and not self.cycle.response_complete:
            return False
        return self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

    def _plain_request(self, head: bytes) -> tuple[Scope, int] | None:
        """The scope and body length of a plain request, ``None`` for any other."""
        first, *lines = head.split(b"\r\n")
        method, _, rest = first.partition(b" ")
        target, _, version = rest.partition(b" ")
        if method not in _METHODS or version != b"HTTP/1.1" or not target.isascii():
            return None
        if not target.startswith(_PATHS) or _FILES in target:
            return None
        headers = _read_headers(lines)
        if headers is None:
            return None
        length = 0
        for name, value in headers:
            if name in _NOT_PLAIN or (name == b"connection" and value.lower() != b"keep-alive"):
                return None
            if name == b"content-length":
                length = int(value) if value.isdigit() else _LARGEST + 1
        if length > _LARGEST:
            return None
        return self._scope(method, target, headers), length

    def _scope(self, method: bytes, target: bytes, headers: list[tuple[bytes, bytes]]) -> Scope:
        raw_path, _, query = target.partition(b"?")
        return {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": "http",
            "method": method.decode(),
            "root_path": "",
            "path": unquote(raw_path.decode()),
            "raw_path": raw_path,
            "query_string": query,
            "headers": headers,
            "state": {},
        }

    def _begin(self, scope: Scope, body: bytes) -> None:
        self._unset_keepalive_if_required()
        self._exchange = Exchange(self.transport, scope, body)
        task = self.loop.create_task(self._answer(self._exchange))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer(self, exchange: Exchange) -> None:
        app: Any = self.app
        try:
            await app(exchange.scope, exchange.receive, exchange.send)
        except Exception:
            # Starlette has answered 500 already; what happened is for the person who runs this.
            self.logger.exception("a call failed")
            self.transport.close()
        self._exchange = None
        if self._held and not self.transport.is_closing():
            held, self._held = self._held, b""
            self.data_received(held)


def _read_headers(lines: list[bytes]) -> list[tuple[bytes, bytes]] | None:
    """Names in lower case and values; ``None`` when a line is no header."""
    headers: list[tuple[bytes, bytes]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not name or name[0] in b" \t":
            return None
        headers.append((name.lower(), value.strip()))
    return headers
