"""One server serves the whole run; each test puts its own application on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from sandbox import Server, State, create_app, serve
from tests.sandbox.world import DISPLAY, FakeClock, Stage, World


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="session")
def server(stage: Stage) -> Iterator[Server]:
    with serve(stage) as running:
        yield running


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def world(stage: Stage, server: Server, http: httpx.Client, clock: FakeClock) -> World:
    state = State(now=clock, display_now=lambda: DISPLAY, seed=1)
    stage.app = create_app(state)
    return World(state, clock, server.url, http)


@pytest.fixture
def until() -> Callable[[Callable[[], object]], Any]:
    """Waits, without a fixed pause, until something is so."""

    async def wait(condition: Callable[[], object]) -> None:
        async with asyncio.timeout(5):
            # The server runs in another thread and knows nothing of this loop's events.
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0)

    return wait
