"""``python -m sandbox``, started as people start it."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox import PortTakenError, State, create_app, serve

ROOT = Path(__file__).parents[2]


@contextmanager
def started(*options: str) -> Iterator[str]:
    """The address of a running local Telegram, interrupted at the end; it must stop cleanly."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        found = re.search(r"http://[\d.:]+", process.stdout.readline())
        try:
            assert found is not None
            yield found.group()
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0


def test_it_starts_alone_and_keeps_its_state(tmp_path: Path) -> None:
    folder = str(tmp_path / "state")
    with started("--state", folder) as url:
        httpx.post(f"{url}/sandbox/users", json={"first_name": "Fadma", "id": 7})
        httpx.post(f"{url}/sandbox/users/7/send", json={"text": "Azul"})
    with started("--state", folder) as url:
        messages = httpx.get(f"{url}/sandbox/users/7/chat").json()["messages"]
    assert [message["text"] for message in messages] == ["Azul"]


@pytest.mark.parametrize(("options", "code"), [(["--port", "{taken}"], 1), (["--port", "x"], 2)])
def test_what_it_cannot_do_is_one_line_and_a_code(options: list[str], code: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        command = [sys.executable, "-m", "sandbox", *(option.format(taken=port) for option in options)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    assert done.returncode == code
    if code == 1:
        assert done.stderr.count("\n") == 1
        assert port in done.stderr
    assert done.stdout == ""


def test_a_taken_port_raises_in_process() -> None:
    with serve(create_app(State())) as first, pytest.raises(PortTakenError, match=str(first.port)):
        serve(create_app(State()), first.port)


async def test_a_server_stops_while_a_poll_is_open(until: Callable[..., Any]) -> None:
    state = State()
    server = serve(create_app(state))
    async with httpx.AsyncClient(timeout=30) as client:
        poll = asyncio.create_task(client.get(f"{server.url}/bot1:a/getUpdates", params={"timeout": 50}))
        await until(lambda: state.main_bot.poller is not None)
        await asyncio.to_thread(server.stop)
        with pytest.raises(httpx.RemoteProtocolError):
            await poll
        with pytest.raises(httpx.ConnectError):
            await client.get(server.url)
