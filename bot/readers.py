"""Readers: consistent, read-only sights of the database in other threads than the writer's."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Engine

from storage.availability import unavailability
from storage.unit_of_work import UnitOfWork, reading

T = TypeVar("T")


@dataclass(slots=True)
class Readers:
    """A few threads with read-only connections."""

    engine: Engine
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="reader"))

    async def run(self, look: Callable[[UnitOfWork], T]) -> T:
        """Runs a reading step; what it gives is from one moment.

        It is taken anew once where the database fails: a connection may have been ended while nobody used it.
        """

        def within() -> T:
            with reading(self.engine) as uow:
                return look(uow)

        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, within)
        except Exception as error:
            if unavailability(error) is None:
                raise
            return await loop.run_in_executor(self._threads, within)

    def close(self) -> None:
        """Ends the threads and lets the database go."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()
