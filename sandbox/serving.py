"""Running the local Telegram, in a thread beside a test or a demo, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.connections import DROP
from sandbox.quickwire import QuickProtocol

HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 3600
_START_SECONDS = 10.0


class PortTakenError(Exception):
    """Another program listens on the wanted port."""


class Server:
    """A running server; ``port`` is the one it got, ``url`` its root. A context manager."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        """Bind the port (0: any free one). Raises ``PortTakenError``."""
        self._app = app
        self._socket = _bind(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{HOST}:{self.port}"
        config = uvicorn.Config(
            self._answer,
            log_level="warning",
            access_log=False,
            interface="asgi3",
            http=QuickProtocol,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            server_header=False,
            date_header=False,
        )
        self._uvicorn = uvicorn.Server(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    def start(self) -> Self:
        """Start answering; returns when it does."""
        self._thread.start()
        waited = threading.Event()
        for _ in range(int(_START_SECONDS / 0.01)):
            if self._uvicorn.started:
                return self
            waited.wait(0.01)
        raise RuntimeError("the local Telegram did not start")

    def stop(self) -> None:
        """Stop at once; connections are cut, long polls with them. A server that never started lets its port go."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._cut, None)
        self._uvicorn.should_exit = True
        self._uvicorn.force_exit = True
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        self._socket.close()

    def __enter__(self) -> Self:
        """The running server."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.stop()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=self._uvicorn.config.get_loop_factory()) as runner:
            self._loop = runner.get_loop()
            runner.run(self._uvicorn.serve(sockets=[self._socket]))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[DROP] = self._drop
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            # Only the end of the server cancels; its connections are cut already, nobody listens.
            if not self._uvicorn.should_exit:
                raise

    def _drop(self, scope: Scope) -> None:
        self._cut(tuple(scope["client"]))

    def _cut(self, client: tuple[str, int] | None) -> None:
        """Cut the connection of one client, or of all."""
        for connection in list(self._uvicorn.server_state.connections):
            if client is None or getattr(connection, "client", None) == client:
                connection.transport.abort()


def serve(app: ASGIApp, port: int = 0) -> Server:
    """Run the app in a thread on 127.0.0.1; port 0 takes a free one. Raises ``PortTakenError``."""
    return Server(app, port).start()


def _bind(port: int) -> socket.socket:
    # The protocol is named so that asyncio knows TCP and sends small answers without delay.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise PortTakenError(f"port {port} on {HOST} cannot be used: {error.strerror}") from error
    listener.listen(1024)
    return listener
