"""The schema's migrations: bring a database to the newest one, and say which one it is at."""

from enum import Enum, auto
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

#: Locks nothing but other migrations: any number that nobody else takes.
_MIGRATING = 7_231_400_118

_MIGRATIONS = Path(__file__).parent / "migrations"


class NewerSchemaError(RuntimeError):
    """A newer version of the program has changed this database; `revision` is what it is at."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"unknown revision {revision}")
        self.revision = revision


class SchemaState(Enum):
    """How a database stands to this version of the program."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings for this package, working on the given connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; does nothing if it is there. Raises NewerSchemaError."""
    if schema_state(engine) is SchemaState.CURRENT:
        return
    with engine.connect() as connection, connection.begin():
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema within the connection's transaction. Raises NewerSchemaError.

    Of two that do so at the same time one waits for the other, and then has nothing left to do.
    """
    if connection.dialect.name == "postgresql":
        # SQLite's writing transactions are one after another anyway.
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
    if _state(_revision(connection)) is not SchemaState.CURRENT:
        command.upgrade(alembic_config(connection), "head")


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at, None for an empty one."""
    with engine.connect() as connection:
        return _revision(connection)


def newest_revision() -> str:
    """The revision this program wants."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def schema_state(engine: Engine) -> SchemaState:
    """Whether the database has this program's schema; raises NewerSchemaError if it has one that is not known here."""
    return _state(current_revision(engine))


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _state(revision: str | None) -> SchemaState:
    if revision is None:
        return SchemaState.EMPTY
    revisions = {one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if revision not in revisions:
        raise NewerSchemaError(revision)
    return SchemaState.CURRENT if revision == newest_revision() else SchemaState.OLDER
