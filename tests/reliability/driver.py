"""Runs the real bot in processes that can be killed.

All that takes time to import is imported once; each line on standard input, a JSON object with `server`, `database` and
`freeze`, forks a process that runs the bot and stands still at that point, so that it is killed exactly there. It tells
on standard output: `process PID`, `started`, `frozen`.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection, event, text

from bot.clock import ProgrammeClock
from bot.limits import Limits
from bot.rules import rules_for
from bot.service import Service, ServiceError, assemble
from tests.house import CONTENT, TOKEN
from tests.reliability.freezing import FreezePoint
from tests.reliability.morning import NINE_THIRTY

LEASE_LASTS = timedelta(seconds=0.4)


def main() -> None:
    """Forks a bot for each line until the input ends."""
    # What is killed is not waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            asyncio.run(live(wanted["server"], wanted["database"], FreezePoint(wanted["freeze"])))
        tell(f"process {child}")


async def live(server: str, database: str, point: FreezePoint) -> None:
    """The bot, until it is killed."""
    service = assemble(
        token=TOKEN,
        base_url=server,
        database_url=database,
        rules=rules_for(NINE_THIRTY, "Africa/Casablanca"),
        clock=ProgrammeClock(frozen_at=NINE_THIRTY),
        limits=Limits(per_second=None),
        content_folder=CONTENT,
        poll_seconds=5,
        lease_lasts=LEASE_LASTS,
    )
    FREEZE[point](service)
    await become_active(service)
    tell("started")
    while True:
        await service.tick()
        await asyncio.sleep(0.05)


async def become_active(service: Service) -> None:
    """Waits for the lease of the killed process to expire."""
    while True:
        try:
            return await service.start()
        except ServiceError:
            await asyncio.sleep(0.02)


def tell(words: str) -> None:
    """One line for the test."""
    print(words, flush=True)  # noqa: T201 - this is a program


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
