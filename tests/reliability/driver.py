"""Runs the real bot in processes that can be killed.

All that takes time to import is imported once. Each line on standard input is a JSON object. One with a `number`,
`server`, `database`, `at`, `freeze` and `stand` forks a process that runs the bot, its programme's clock standing at
`at`, until it stands still at one of these points, to be killed exactly there. One with `to` moves the clock of the bot
that runs. It tells on standard output: `ready`, `process NUMBER PID`, `started`, `frozen`, `clock INSTANT`, `reached`.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, event, text

from bot.clock import ProgrammeClock
from bot.limits import Limits
from bot.rules import rules_for
from bot.service import Service, ServiceError, assemble
from bot.stepping import advance
from tests.house import CONTENT, TOKEN
from tests.reliability.freezing import FreezePoint
from tests.reliability.matrix.points import KillPoint
from tests.reliability.standing import Standing

LEASE_LASTS = timedelta(seconds=0.4)
TICK_SECONDS = 0.2


@dataclass(slots=True)
class ToldClock(ProgrammeClock):
    """Stands still between two moves, and tells where: the next process goes on from there."""

    def reach(self, at: datetime) -> None:
        """As ever, and tells."""
        ProgrammeClock.reach(self, at)
        tell(f"clock {self.now().isoformat()}")


def main() -> None:
    """Forks a bot for each line that asks for one, and hands it the moves of the clock, until the input ends.

    There is one at a time: whoever still runs is killed first, and at the end.
    """
    tell("ready")
    orders, child = os.open(os.devnull, os.O_WRONLY), 0
    for line in sys.stdin:
        wanted = json.loads(line)
        if "to" in wanted:
            # A bot that was killed takes no orders.
            with suppress(BrokenPipeError):
                os.write(orders, line.encode())
            continue
        os.close(orders)
        kill(child)
        own_orders, orders = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(orders)
            # Told by the process itself: of two processes one line could overtake the other.
            tell(f"process {wanted['number']} {os.getpid()}")
            asyncio.run(live(wanted, own_orders))
            return
        os.close(own_orders)
    kill(child)


def kill(child: int) -> None:
    """Kills a bot, if there is one; that it has ended, perhaps long ago, is taken note of here alone."""
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


async def live(wanted: dict[str, Any], orders: int) -> None:
    """The bot, until it is killed."""
    at = datetime.fromisoformat(wanted["at"])
    service = assemble(
        token=TOKEN,
        base_url=wanted["server"],
        database_url=wanted["database"],
        rules=rules_for(at, "Africa/Casablanca"),
        clock=ToldClock(frozen_at=at),
        limits=Limits(per_second=None),
        content_folder=CONTENT,
        poll_seconds=5,
        lease_lasts=LEASE_LASTS,
    )
    FREEZE[FreezePoint(wanted["freeze"])](service)
    standing = Standing(KillPoint.parse(wanted["stand"]) if wanted["stand"] else None, tell)
    standing.watch_commits(service.writer.engine)
    standing.watch_sends()
    await become_active(service)
    standing.arm()
    tell("started")
    await work(service, orders)


async def work(service: Service, orders: int) -> None:
    """Ticks, and moves the clock when it is told to; until the driver has ended."""
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(orders, "rb"))
    while True:
        try:
            line = await asyncio.wait_for(reader.readline(), TICK_SECONDS)
        except TimeoutError:
            await service.tick()
            continue
        if not line:
            return
        await advance(service, datetime.fromisoformat(json.loads(line)["to"]))
        tell("reached")


async def become_active(service: Service) -> None:
    """Waits for the lease of the killed process to expire."""
    while True:
        try:
            return await service.start()
        except ServiceError:
            await asyncio.sleep(0.05)


def tell(words: str) -> None:
    """One line for the test, in one piece: two threads may tell at once."""
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


def freeze(*_: object) -> None:
    """Stands still for good."""
    tell("frozen")
    while True:
        signal.pause()


def before_commit(table: str, condition: str) -> Callable[[Service], None]:
    """Freezes in the writer's thread, when a transaction that does that is about to be committed."""

    def prepare(service: Service) -> None:
        query = text(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608 - written below
        seen: list[int] = []

        def look(connection: Connection) -> None:
            number = connection.execute(query).scalar_one()
            if seen and number > seen[0]:
                tell("frozen")
                signal.sigwait([])
            seen[:] = [number]

        event.listen(service.writer.engine, "commit", look)

    return prepare


def on_stored(service: Service) -> None:
    """The batch is committed, and not yet confirmed to Telegram."""
    service.intake.stored = freeze


def on_handling(service: Service) -> None:
    """The update has been read, its use case has not begun."""
    service.inbox.moment = freeze  # type: ignore[assignment] # it never gives anything


FREEZE: dict[FreezePoint, Callable[[Service], None]] = {
    FreezePoint.NEVER: lambda _: None,
    FreezePoint.STORING: before_commit("inbox", "1 = 1"),
    FreezePoint.STORED: on_stored,
    FreezePoint.HANDLING: on_handling,
    FreezePoint.HANDLED: before_commit("inbox", "state = 'done'"),
    FreezePoint.CLAIMING: before_commit("outbox", "state = 'sending'"),
    FreezePoint.MARKING: before_commit("outbox", "state = 'sent'"),
}

if __name__ == "__main__":
    main()
