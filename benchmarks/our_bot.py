"""Our bot in a process of its own, over a database made for it; told by lines when to begin and asked how it goes."""

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.big_programme import CONTENT, MORNING
from benchmarks.pinning import pin, tell
from bot.clock import ProgrammeClock
from bot.commands.serving import ring
from bot.garbage import spare_what_is_loaded
from bot.limits import Limits
from bot.rules import rules_for
from bot.service import Service, assemble
from bot.stepping import rest
from scheduler.alarm import ringing
from storage import inbox
from storage.transport_states import InboxState

TOKEN = "7000000001:BENCH-token_of_the_local_telegram"  # noqa: S105 - opens nothing


async def live(url: str, database: Path) -> None:
    """Starts, sends the openings, and then works until its input ends."""
    service = assemble(
        token=TOKEN,
        base_url=url,
        database_url=f"sqlite:///{database}",
        rules=rules_for(MORNING, "Africa/Casablanca"),
        clock=ProgrammeClock(frozen_at=MORNING),
        limits=Limits(per_second=None),
        content_folder=CONTENT,
    )
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async with AsyncExitStack() as until_the_end:
        async for line in reader:
            tell(**await _carry_out(service, json.loads(line), until_the_end))
    await service.stop()


async def _carry_out(service: Service, order: dict[str, Any], until_the_end: AsyncExitStack) -> dict[str, Any]:
    match order:
        case {"start": _}:
            await service.start()
            spare_what_is_loaded()
            await rest(service)
        case {"serve": per_second}:
            service.delivery.limits = Limits(per_second)
            await service.start()
            spare_what_is_loaded()
            await until_the_end.enter_async_context(ringing(partial(ring, service), 1.0))
        case {"work_off": number}:
            return await _work_off(service, number)
    return {}


async def _work_off(service: Service, number: int) -> dict[str, Any]:
    """Starts over a flood of waiting updates; gives the seconds until all are handled and answered."""
    began = time.perf_counter()
    await service.start()
    depths: dict[InboxState, int] = {}
    while sum(depths.values()) - depths.get(InboxState.NEW, 0) < number:
        await asyncio.sleep(0.05)
        depths = await service.readers.run(inbox.depths)
    handled = time.perf_counter() - began
    await rest(service)
    answered = time.perf_counter() - began
    return {"handled": handled, "answered": answered, "states": {str(k): v for k, v in depths.items()}}


if __name__ == "__main__":
    pin(int(sys.argv[1]))
    asyncio.run(live(sys.argv[2], Path(sys.argv[3])))
