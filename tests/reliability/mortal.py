"""A bot in this process that is killed at a chosen point: nothing that it does later reaches the disk or Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, event, update

from bot.service import Service
from bot.wire import AiohttpRequest
from storage.engine import writing_engine
from storage.tables.transport import lease
from storage.unit_of_work import unit_of_work
from tests.house import House

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_PATIENCE_SECONDS = 30


class Blow(StrEnum):
    """Where the bot is killed: on either side of a commit, named by what it does, or of a call."""

    BEFORE_STORING = "before updates are stored"
    AFTER_STORING = "after updates are stored"
    BEFORE_HANDLING = "before updates are handled"
    AFTER_HANDLING = "after updates are handled"
    BEFORE_MARKING = "before messages are marked"
    AFTER_MARKING = "after messages are marked"
    BEFORE_CALL = "before a call"
    AFTER_CALL = "after a call"


#: How a statement begins by which a commit is known.
_COMMITS = {
    "INSERT INTO inbox": (Blow.BEFORE_STORING, Blow.AFTER_STORING),
    "UPDATE inbox": (Blow.BEFORE_HANDLING, Blow.AFTER_HANDLING),
    "UPDATE outbox": (Blow.BEFORE_MARKING, Blow.AFTER_MARKING),
}


class KilledError(BaseException):
    """The process would be gone: no part of the bot catches this."""


@dataclass(slots=True)
class _Life:
    """One bot's: until the blow is met so often. Who is dead stays so."""

    loop: asyncio.AbstractEventLoop
    blow: Blow | None = None
    left: int = 0
    is_over: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def meet(self, *blows: Blow) -> None:
        """Called at each such point, in any thread; raises KilledError from the blow on."""
        if self.blow in blows and not self.is_over:
            self.left -= 1
            if self.left <= 0:
                self.is_over = True
                self.loop.call_soon_threadsafe(self.ended.set)
        if self.is_over:
            raise KilledError


class Mortal:
    """A house whose bot can be killed; another one then takes its place. To be made while an event loop runs."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.deaths = 0
        self._life = _watched(house.service)
        # What a dead bot's tasks would still report is of no interest.
        asyncio.get_running_loop().set_exception_handler(_forget_the_dead)

    def strike(self, blow: Blow, number: int) -> None:
        """The bot is killed at the so-manieth such point from now on."""
        self._life.blow, self._life.left = blow, number

    def spare(self) -> None:
        """The bot that lives now is not killed."""
        self._life.blow = None

    async def settle(self) -> None:
        """Waits until every update has been handled and every message sent, by whichever bot is then alive."""
        await self.outlive(self.house.settle)

    async def outlive(self, work: Callable[[], Awaitable[object]]) -> object:
        """Does something with the bot, once more from the beginning when it was killed on the way."""
        while True:
            doing, ending, failing = (
                asyncio.ensure_future(one)
                for one in (work(), self._life.ended.wait(), self.house.service.run_until_failure())
            )
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await asyncio.wait({doing, ending, failing}, return_when=asyncio.FIRST_COMPLETED)
            if self._life.is_over:
                await self._end_all_tasks()
                with suppress(KilledError):
                    await self.house.service.stop()
                await self._reopen()
                continue
            for one in (ending, failing):
                one.cancel()
            if not doing.done():
                doing.cancel()
                failing.result()
            await asyncio.gather(ending, failing, return_exceptions=True)
            return await doing

    async def restart(self) -> None:
        """The bot stops, in good order if it is not killed meanwhile, and another one starts."""
        with suppress(KilledError):
            await self.house.service.stop()
        await self._end_all_tasks()
        await self._reopen()

    async def _end_all_tasks(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _reopen(self) -> None:
        if self._life.is_over:
            self.deaths += 1
            self._let_the_lease_expire()
        await self.house.reopen()
        self._life = _watched(self.house.service)

    def _let_the_lease_expire(self) -> None:
        engine = writing_engine(self.house.database_url)
        with unit_of_work(engine) as uow:
            uow.connection.execute(update(lease).values(expires_at=_LONG_AGO))
        engine.dispose()


def _forget_the_dead(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if not isinstance(context.get("exception"), KilledError):
        loop.default_exception_handler(context)


def _watched(service: Service) -> _Life:
    """Hangs a life on the two seams through which a bot acts: the database's commit, and the wire."""
    life = _Life(asyncio.get_running_loop())
    engine = service.writer.engine
    commit = engine.dialect.do_commit
    written: set[str] = set()

    def look(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        written.update(start for start in _COMMITS if statement.startswith(start))

    def committing(connection: Any) -> None:
        meant = [_COMMITS[start] for start in written]
        try:
            life.meet(*(before for before, _ in meant))
        except KilledError:
            # What a process that is gone had begun is undone.
            connection.rollback()
            raise
        commit(connection)
        life.meet(*(after for _, after in meant))

    event.listen(engine, "begin", lambda _: written.clear())
    event.listen(engine, "after_cursor_execute", look)
    engine.dialect.do_commit = committing  # type: ignore[method-assign,assignment] # of this engine alone
    service.delivery.api.wire = _MortalWire(service.delivery.api.wire, life)
    return life


class _MortalWire(AiohttpRequest):
    """The wire of a bot that may be killed on either side of a call."""

    def __init__(self, wire: AiohttpRequest, life: _Life) -> None:
        super().__init__()
        self._wire, self._life = wire, life

    async def exchange(self, url: str, body: Any, **more: Any) -> tuple[int, bytes]:
        self._life.meet(Blow.BEFORE_CALL)
        answer = await self._wire.exchange(url, body, **more)
        self._life.meet(Blow.AFTER_CALL)
        return answer
