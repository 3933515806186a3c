"""Which failures say that the database cannot be used just now, and nothing about what was asked of it."""

import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

#: SQLite: locked by another process, no room left, the disk or the file system in trouble.
_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
    }
)
#: PostgreSQL: connection lost; no room, memory or connection left; shut down or starting; the server's own trouble.
_POSTGRESQL_CLASSES = frozenset({"08", "53", "57", "58"})
#: Deadlock, serialization, a lock not given in time, a server that has become a copy, a transaction that stood still.
_POSTGRESQL_STATES = frozenset({"40001", "40P01", "55P03", "25006", "25P03"})
#: SQLite's extended codes have the plain one in their lowest byte.
_PLAIN_CODE = 0xFF


def unavailability(error: BaseException) -> str | None:
    """Why the database cannot be used just now, in the engine's own code; None where the failure says something else.

    What fails in the wake of the first failure (a savepoint that is gone, say) counts as the same.
    """
    return next((reason for one in _chain(error) if (reason := _reason(one)) is not None), None)


def _reason(error: BaseException) -> str | None:
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        return cause.sqlite_errorname if code is not None and code & _PLAIN_CODE in _SQLITE else None
    state = getattr(cause, "sqlstate", None)
    if state is None:
        # The server said nothing: it is not there, or the connection broke.
        return type(cause).__name__ if error.connection_invalidated or _is_operational(cause) else None
    return state if state[:2] in _POSTGRESQL_CLASSES or state in _POSTGRESQL_STATES else None


def _is_operational(cause: BaseException) -> bool:
    return any(one.__name__ == "OperationalError" for one in type(cause).__mro__)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
