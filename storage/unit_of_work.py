"""The unit of work: what a use case is handed to read and write with. It never commits; its door does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine


@dataclass(slots=True)
class UnitOfWork:
    """One open transaction; `has_spoken` once it has put something into the outbox."""

    connection: Connection
    has_spoken: bool = False

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """One item of a batch: an exception undoes this item alone and is raised on."""
        with self.connection.begin_nested():
            yield


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[UnitOfWork]:
    """A transaction of its own: committed at the end, rolled back if an exception passes."""
    with engine.connect() as connection, connection.begin():
        yield UnitOfWork(connection)


@contextmanager
def reading(engine: Engine) -> Iterator[UnitOfWork]:
    """A transaction that only reads, one consistent sight of the database."""
    with engine.connect() as connection, connection.begin():
        yield UnitOfWork(connection)
