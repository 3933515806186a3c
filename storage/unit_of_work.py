"""The unit of work: what a use case is handed to read and write with. It never commits; its door does."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")


@dataclass(slots=True)
class UnitOfWork:
    """One open transaction; `has_spoken` once it has put something into the outbox."""

    connection: Connection
    has_spoken: bool = False
    #: What has been asked so far and what came; None where it is asked anew each time.
    _seen: dict[Hashable, Any] | None = field(default=None, init=False, repr=False)
    _cursor: Any = field(default=None, init=False, repr=False)

    def remember(self) -> None:
        """From now on what is asked twice is read once: for a short transaction that only reads."""
        self._seen = {}

    def once(self, asked: Hashable, ask: Callable[[], T]) -> T:
        """What a question brings, read once where this transaction remembers."""
        if self._seen is None:
            return ask()
        if asked not in self._seen:
            self._seen[asked] = ask()
        found: T = self._seen[asked]
        return found

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """One item of a batch: an exception undoes this item alone and is raised on."""
        self.execute("SAVEPOINT item")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK TO SAVEPOINT item")
            raise
        finally:
            self.execute("RELEASE SAVEPOINT item")

    def execute(self, sql: str, parameters: Any = (), *, many: bool = False) -> Any:
        """Runs a text of SQL straight on the driver (`storage/statement.py` says why); gives the driver's cursor.

        What fails is raised as SQLAlchemy raises it; whoever watches the engine hears of it as of any other statement.
        """
        if self._cursor is None:
            self._cursor = self.connection.connection.cursor()
        cursor = self._cursor
        try:
            (cursor.executemany if many else cursor.execute)(sql, parameters)
        except self.connection.dialect.loaded_dbapi.Error as error:
            raise self._failure(sql, error) from error
        for tell in self.connection.dispatch.after_cursor_execute:
            tell(self.connection, cursor, sql, parameters, None, many)
        return cursor

    def _failure(self, sql: str, error: Exception) -> BaseException:
        dialect = self.connection.dialect
        lost = dialect.is_disconnect(error, None, self._cursor)  # type: ignore[arg-type] # only the error is looked at
        if lost:
            self.connection.invalidate(error)
        return DBAPIError.instance(
            sql,
            # People's words and phone numbers are among the parameters: they are not told.
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=dialect,
        )


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
