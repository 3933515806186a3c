"""The one writer: a thread that holds a connection, through which every transaction of this process goes.

A transaction is a batch: it opens here, each of its steps runs in the writer's thread, and it is committed here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Engine

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
    """Owns the writing engine and its thread. `token` is the fencing token of the lease, None outside of `run`."""

    engine: Engine
    token: int | None = None
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="writer"))
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def in_thread(self, call: Callable[[], T]) -> T:
        """Runs a call in the writer's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[Batch]:
        """A transaction: committed when the block ends, rolled back if it raises.

        Raises LeaseLostError before anything is written if another process has taken over.
        """
        async with self._turn:
            connection = await self.in_thread(self.engine.connect)
            try:
                transaction = await self.in_thread(connection.begin)
                uow = UnitOfWork(connection)
                try:
                    await self.in_thread(lambda: self._check_lease(uow))
                    yield Batch(uow, self)
                except BaseException:
                    await self.in_thread(transaction.rollback)
                    raise
                await self.in_thread(transaction.commit)
            finally:
                await self.in_thread(connection.close)
        for tell in (*uow.after_commit, *self.on_commit):
            tell()

    async def run(self, step: Callable[[UnitOfWork], T]) -> T:
        """A transaction of one step, in one go of the thread."""
        async with self._turn:
            result, after = await self.in_thread(lambda: self._whole(step))
        for tell in (*after, *self.on_commit):
            tell()
        return result

    def close(self) -> None:
        """Ends the thread after what it is doing, and lets the database go."""
        self._thread.shutdown(wait=True)
        self.engine.dispose()

    def _whole(self, step: Callable[[UnitOfWork], T]) -> tuple[T, list[Callable[[], None]]]:
        with self.engine.connect() as connection, connection.begin():
            uow = UnitOfWork(connection)
            self._check_lease(uow)
            return step(uow), uow.after_commit

    def _check_lease(self, uow: UnitOfWork) -> None:
        if self.token is not None:
            leases.check(uow, LEASE, self.token)
