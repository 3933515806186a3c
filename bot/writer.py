"""The one writer: a thread that holds a connection, through which every transaction of this process goes.

A transaction is a batch: it opens here, each of its steps runs in the writer's thread, and it is committed here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection, Engine

from storage import leases
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

LEASE = "active process"


@dataclass(slots=True)
class Batch:
    """An open transaction; `run` executes a step in the writer's thread."""

    uow: UnitOfWork
    _writer: "Writer"

    async def run(self, step: Callable[[UnitOfWork], T]) -> T:
        """Runs a step inside a savepoint: if it raises, its own writes are undone and the batch goes on."""

        def within() -> T:
            with self.uow.savepoint():
                return step(self.uow)

        return await self._writer.in_thread(within)


@dataclass(slots=True)
class Writer:
    """Owns the writing engine and its thread. `token` is the fencing token of the lease, None outside of `run`.

    `on_speech` is told, in the event loop, of each commit that has put something into the outbox.
    """

    engine: Engine
    token: int | None = None
    on_speech: list[Callable[[], None]] = field(default_factory=list)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="writer"))
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def in_thread(self, call: Callable[[], T]) -> T:
        """Runs a call in the writer's thread. Who is cancelled meanwhile leaves when the call has ended."""
        under_way = asyncio.get_running_loop().run_in_executor(self._thread, call)
        try:
            return await asyncio.shield(under_way)
        except asyncio.CancelledError:
            await asyncio.wait({under_way})
            raise

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[Batch]:
        """A transaction: committed when the block ends, rolled back if it raises.

        Raises LeaseLostError before anything is written if another process has taken over.
        """
        async with self._turn:
            transaction = _Transaction(self.engine)
            try:
                uow = await self.in_thread(lambda: transaction.begin(self.token))
                yield Batch(uow, self)
            except BaseException:
                await self.in_thread(transaction.close)
                raise
            await self.in_thread(transaction.commit)
        self._tell(uow)

    async def run(self, step: Callable[[UnitOfWork], T]) -> T:
        """A transaction of one step, in one go of the thread."""
        async with self._turn:
            result, uow = await self.in_thread(lambda: self._whole(step))
        self._tell(uow)
        return result

    async def alone(self, call: Callable[[Engine], T]) -> T:
        """Runs a call that has transactions of its own (the schema's) between two of ours."""
        async with self._turn:
            return await self.in_thread(lambda: call(self.engine))

    def close(self) -> None:
        """Ends the thread after what it is doing, and lets the database go."""
        self._thread.shutdown(wait=True)
        self.engine.dispose()

    def _whole(self, step: Callable[[UnitOfWork], T]) -> tuple[T, UnitOfWork]:
        transaction = _Transaction(self.engine)
        try:
            uow = transaction.begin(self.token)
            result = step(uow)
        except BaseException:
            transaction.close()
            raise
        transaction.commit()
        return result, uow

    def _tell(self, uow: UnitOfWork) -> None:
        if uow.has_spoken:
            for tell in self.on_speech:
                tell()


@dataclass(slots=True)
class _Transaction:
    """A connection from the begin to the commit; all calls are made in the writer's thread."""

    engine: Engine
    _connection: Connection | None = None

    def begin(self, token: int | None) -> UnitOfWork:
        self._connection = self.engine.connect()
        self._connection.begin()
        uow = UnitOfWork(self._connection)
        if token is not None:
            leases.check(uow, LEASE, token)
        return uow

    def commit(self) -> None:
        assert self._connection is not None  # noqa: S101 - it has begun
        try:
            self._connection.commit()
        finally:
            self.close()

    def close(self) -> None:
        """Rolls back what was not committed."""
        if self._connection is not None:
            self._connection.close()
