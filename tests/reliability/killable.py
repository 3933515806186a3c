"""A bot in a process of its own, to be killed and started again, with the Telegram and the database it works on."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
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
from tests.reliability.morning import NINE_THIRTY, Morning

T = TypeVar("T")

_ROOT = Path(__file__).parents[2]
#: Longer than anything takes on a busy machine.
PATIENCE_SECONDS = 60
_LOOK_AGAIN_SECONDS = 0.003


class Driver:
    """The program that starts bots, one at a time. `heard` holds, by its first word, the last line of the newest."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.driver"], stdin=PIPE, stdout=PIPE, text=True, bufsize=1, cwd=_ROOT
        )
        self._process = 0
        assert self._program.stdout is not None
        self._program.stdout.readline()  # that it has imported all
        self._number = 0
        self._lines: deque[str] = deque()
        self.heard: dict[str, str] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    async def start(self, server: str, database: str, freeze: FreezePoint, *, at: datetime, stand: str) -> None:
        """A new process; comes back when it runs. `stand` is a point of the matrix at which it stands still."""
        self._number += 1
        order = {"server": server, "database": database, "freeze": freeze, "at": at.isoformat(), "stand": stand}
        self._say(number=str(self._number), **order)
        self._process = await self._number_told()
        self.heard.clear()
        await self.told("started")

    def move_clock(self, to: datetime) -> None:
        """Lets the bot that runs move its programme's clock; it tells `reached` when all has come to rest there."""
        self._say(to=to.isoformat())

    async def told(self, word: str) -> str:
        """Waits for the next line that begins so; gives the rest of it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (rest := self.take(word)) is None:  # noqa: ASYNC110 - the line comes from another process
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        return rest

    def take(self, word: str) -> str | None:
        """Hears what has been told; the rest of the next line that begins so, None if there is none yet."""
        while self._lines:
            said, _, rest = self._lines.popleft().rstrip().partition(" ")
            self.heard[said] = rest
            if said == word:
                return rest
        if self._program.poll() is not None:
            raise AssertionError(f"the driver ended before it told {word!r}")
        return None

    async def _number_told(self) -> int:
        """The process of the newest order; a start that was not waited for may have told of itself before."""
        while True:
            number, _, process = (await self.told("process")).partition(" ")
            if int(number) == self._number:
                return int(process)

    def _say(self, **order: str) -> None:
        assert self._program.stdin is not None
        print(json.dumps(order), file=self._program.stdin)

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.append(line)

    def kill(self) -> None:
        """Kills the bot at once, with no time to tidy up."""
        if self._process:
            # One that has ended by itself is told of by whoever waits for it.
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._process = 0

    def close(self) -> None:
        """Ends the program."""
        self.kill()
        self._program.kill()
        with self._program:
            self._listener.join(PATIENCE_SECONDS)


@dataclass(slots=True)
class Killable:
    """`start` and `kill` are for the one bot there is; the rest looks from outside."""

    driver: Driver
    client: Client
    state: State
    phones: dict[str, Phone]
    database_url: str
    engine: Engine

    async def start(
        self, freeze: FreezePoint = FreezePoint.NEVER, *, at: datetime = NINE_THIRTY, stand: str = ""
    ) -> None:
        """A new process; comes back when it runs."""
        await self.driver.start(self.client.url, self.database_url, freeze, at=at, stand=stand)

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
