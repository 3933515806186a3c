"""A snapshot made once of a short history, and a demo running over a copy of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import real_now
from bot.demo.cast import Cast, find_cast
from bot.demo.command import ROOT
from bot.demo.fingerprint import fingerprint
from bot.demo.history import play
from bot.demo.snapshot import Manifest, Playground, build, copy
from bot.demo.stage import Front, Stage, open_stage
from bot.stepping import rest
from sandbox import Server
from sandbox.client import Client, Phone

#: Five minutes after the first check-in has opened.
MOMENT = datetime(2026, 12, 7, 9, 35, tzinfo=UTC)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody has joined, the first check-in has opened and nobody has answered."""
    folder = tmp_path_factory.mktemp("demo") / "snapshot"

    async def played(ground: Playground, until: datetime) -> None:
        await play(ground, until, lambda _: None)

    asyncio.run(build(folder, Manifest(fingerprint(ROOT), MOMENT, real_now()), played))
    return folder


@dataclass(slots=True)
class Demo:
    """The running demo in a test's hands."""

    stage: Stage
    client: Client
    cast: Cast

    def phone(self, telegram_id: int | None) -> Phone:
        assert telegram_id is not None
        return Phone(self.client, telegram_id)

    async def settle(self) -> None:
        """Waits until every update has been handled and every message sent."""
        while (await self.stage.service.bot.get_webhook_info()).pending_update_count:
            continue
        await rest(self.stage.service)

    async def clock(self, move: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the page's clock shows, after a move if there is one."""
        reading: dict[str, Any] = await self.client.call("GET" if move is None else "POST", "/clock", move)
        return reading


@pytest.fixture
async def demo(snapshot: Path, tmp_path: Path) -> AsyncIterator[Demo]:
    """The demo over a copy of the snapshot."""
    front = Front()
    server = Server(front, 0)
    try:
        async with (
            open_stage(copy(snapshot, tmp_path / "working"), MOMENT, server, front) as stage,
            Client(server.url) as client,
        ):
            yield Demo(stage, client, await stage.service.readers.run(find_cast))
    finally:
        server.stop()
