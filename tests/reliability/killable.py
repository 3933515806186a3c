"""A bot in a process of its own, to be killed and started again, with the Telegram and the database it works on."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Any, TypeVar

from sqlalchemy import Engine, select

from sandbox.app import create_app
from sandbox.client import Client, Phone
from sandbox.serving import serve
from sandbox.state import State
from storage.engine import reading_engine
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork, reading
from tests.reliability.freezing import FreezePoint
from tests.reliability.morning import Morning

T = TypeVar("T")

_ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20


class Driver:
    """The program that starts bots, one at a time."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.driver"], stdin=PIPE, stdout=PIPE, text=True, bufsize=1, cwd=_ROOT
        )
        self._process = 0

    async def start(self, server: str, database: str, freeze: FreezePoint) -> None:
        """A new process; comes back when it runs."""
        assert self._program.stdin is not None
        print(json.dumps({"server": server, "database": database, "freeze": freeze}), file=self._program.stdin)
        self._process = int((await self.told("process")).split()[1])
        await self.told("started")

    async def told(self, word: str) -> str:
        """The next line that begins so."""
        assert self._program.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while line := await asyncio.to_thread(self._program.stdout.readline):
                if line.startswith(word):
                    return str(line)
        raise AssertionError(f"the driver ended before it told {word!r}")

    def kill(self) -> None:
        """Kills the bot at once, with no time to tidy up."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._process = 0

    def close(self) -> None:
        """Ends the program."""
        self.kill()
        self._program.kill()
        self._program.communicate()


@dataclass(slots=True)
class Killable:
    """`start` and `kill` are for the one bot there is; the rest looks from outside."""

    driver: Driver
    client: Client
    state: State
    phones: dict[str, Phone]
    database_url: str
    engine: Engine

    async def start(self, freeze: FreezePoint = FreezePoint.NEVER) -> None:
        """A new process; comes back when it runs."""
        await self.driver.start(self.client.url, self.database_url, freeze)

    async def kill_when_frozen(self) -> None:
        """Waits until the process stands still, and kills it there."""
        await self.driver.told("frozen")
        self.driver.kill()

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Looks again and again until it is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await condition():  # noqa: ASYNC110 - what is waited for happens in another process
                await asyncio.sleep(0.01)

    async def at_rest(self) -> None:
        """Waits until everything has been taken in, handled and sent."""
        await self.until(self._is_at_rest)

    def read(self, look: Callable[[UnitOfWork], T]) -> T:
        """One look at the database."""
        with reading(self.engine) as uow:
            return look(uow)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """What the bots asked of Telegram by one method."""
        answer = await self.client.call("GET", f"/sandbox/calls?method={method}")
        found: list[dict[str, Any]] = answer["calls"]
        return found

    async def _is_at_rest(self) -> bool:
        return not len(self.state.main_bot.updates) and self.read(_nothing_left)


def _nothing_left(uow: UnitOfWork) -> bool:
    on_the_way = [OutboxState.PENDING, OutboxState.SENDING]
    waiting = select(inbox.c.id).where(inbox.c.state == InboxState.NEW)
    unsent = select(outbox.c.id).where(outbox.c.state.in_(on_the_way))
    return all(uow.connection.execute(one.limit(1)).first() is None for one in (waiting, unsent))


@asynccontextmanager
async def killable_bot(driver: Driver, morning: Morning, database_url: str, folder: Path) -> AsyncIterator[Killable]:
    """The local Telegram, the phones, and bots to be killed."""
    state = morning.state(folder / "files")
    engine = reading_engine(database_url)
    with serve(create_app(state)) as server:
        async with Client(server.url) as client:
            phones = {code: Phone(client, user) for code, user in morning.users.items()}
            yield Killable(driver, client, state, phones, database_url, engine)
            driver.kill()
    engine.dispose()
