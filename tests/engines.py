"""The two databases that everything runs on, for tests that are to be played on both."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.clock import real_now
from storage.copying import copy_programme
from storage.engine import writing_engine
from storage.schema import migrate
from storage.tables import metadata

ENGINES = ("sqlite", "postgresql")

#: A test before that has left a transaction open would else be waited for without end.
_PATIENCE_SECONDS = 30

#: For tests in a house: its database is on each of the two.
on_both_engines = pytest.mark.parametrize("copy_of", ENGINES, indirect=True)


def migrated(url: str) -> str:
    """The same address, once the database has the newest schema."""
    engine = writing_engine(url)
    migrate(engine)
    engine.dispose()
    return url


def emptied(url: str) -> str:
    """The same address, once a database on PostgreSQL has no rows any more and numbers from one."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE_SECONDS}s'")
        connection.exec_driver_sql(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
    engine.dispose()
    return url


def copied_file(database: Path, folder: Path) -> str:
    """The address of a copy of a SQLite database in that folder."""
    shutil.copy(database, folder / "suivi.db")
    return f"sqlite:///{folder / 'suivi.db'}"


def copied_to(url: str, source_url: str) -> str:
    """The first address, once the empty database there holds what the one at the other does."""
    source, target = writing_engine(source_url), writing_engine(url)
    copy_programme(source, target, real_now())
    source.dispose()
    target.dispose()
    return url
