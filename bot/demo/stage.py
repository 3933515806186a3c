"""The running demo: a local Telegram in its thread, the bot in this event loop, and the programme's clock in hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import ProgrammeClock
from bot.demo.clock_desk import ClockDesk
from bot.demo.snapshot import Playground
from bot.file_folder import FileFolder
from bot.rules import rules_for
from bot.service import Service, assemble
from sandbox import Server, State, create_app
from scheduler.alarm import ringing

#: Opens nothing: the local Telegram takes any token of this shape.
TOKEN = "7000000001:DEMO-token_of_the_local_telegram"  # noqa: S105 - as said above
TIME_ZONE = "Africa/Casablanca"
CONTENT = Path(__file__).parents[2] / "content"

_TICK_SECONDS = 1.0
#: Of copies of what is sent on the page's phones.
_MOST_BYTES = 500_000_000


@dataclass(slots=True)
class Front:
    """What answers on the demo's port: the port is taken first, what stands behind it comes later."""

    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request to what stands behind."""
        if self.app is None:
            raise RuntimeError("the demo's port answers before there is anything behind it")
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Stage:
    """What is running; `url` is the root of the local Telegram, where the phones page is."""

    url: str
    state: State
    service: Service
    desk: ClockDesk


@asynccontextmanager
async def open_stage(ground: Playground, moment: datetime, server: Server, front: Front) -> AsyncIterator[Stage]:
    """Opens the demo over a copied snapshot; its programme's clock runs on from `moment`.

    `server` is bound and not yet started; it is stopped by whoever bound it. Raises ServiceError, ValueError.
    """
    clock = ProgrammeClock.starting_at(moment)
    state = State.load(ground.telegram, folder=ground.files, display_now=lambda: clock.now().timestamp())
    service = assemble(
        token=TOKEN,
        base_url=server.url,
        database_url=ground.database_url,
        rules=rules_for(moment, TIME_ZONE),
        clock=clock,
        content_folder=CONTENT,
        files=FileFolder(ground.copies, _MOST_BYTES),
    )
    desk = ClockDesk(service)
    front.app = create_app(state, clock=desk.control(asyncio.get_running_loop()))
    server.start()
    try:
        await service.start()
        async with ringing(desk.ring, _TICK_SECONDS):
            yield Stage(server.url, state, service, desk)
    finally:
        await service.stop()
