"""The command line's doors to the database: one transaction a command, and failures told in one line."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.clock import real_now
from bot.commands.refusal import RefusalError
from bot.settings import Settings
from storage import leases, schema
from storage.copying import CopyError, Side, TableCopy, copy_programme
from storage.engine import reading_engine, writing_engine
from storage.failure import first_line
from storage.schema import NewerSchemaError, SchemaState, schema_state
from storage.unit_of_work import UnitOfWork, reading, unit_of_work

_POSTGRESQL_PORT = 5432


class NothingThereError(RefusalError):
    """There is no database yet, or one without tables."""


@contextmanager
def writing(settings: Settings) -> Iterator[UnitOfWork]:
    """A transaction on the newest schema, committed if the block ends well. Raises RefusalError."""
    with _engine(settings, writes=True) as engine:
        _migrate(engine, settings)
        with unit_of_work(engine) as uow:
            yield uow


@contextmanager
def looking(settings: Settings) -> Iterator[UnitOfWork]:
    """A consistent sight of a database that is at the newest schema. Raises NothingThereError or RefusalError."""
    with _engine(settings, writes=False) as engine:
        match schema_state(engine):
            case SchemaState.EMPTY:
                raise NothingThereError(f"{shown(settings)} is empty: import a programme first")
            case SchemaState.OLDER:
                raise RefusalError(f"{shown(settings)} is of an earlier version of the program: run `migrate` first")
            case SchemaState.CURRENT:
                with reading(engine) as uow:
                    yield uow


@contextmanager
def looking_or_empty(settings: Settings) -> Iterator[UnitOfWork]:
    """As `looking`; where there is nothing yet, an empty database that is thrown away."""
    with ExitStack() as stack:
        try:
            uow = stack.enter_context(looking(settings))
        except NothingThereError:
            uow = stack.enter_context(_thrown_away())
        yield uow


@contextmanager
def _thrown_away() -> Iterator[UnitOfWork]:
    with TemporaryDirectory() as folder:
        engine = writing_engine(f"sqlite:///{folder}/empty.db")
        try:
            schema.migrate(engine)
            with reading(engine) as uow:
                yield uow
        finally:
            engine.dispose()


def migrated(settings: Settings) -> tuple[str | None, str]:
    """Brings the schema to the newest revision: (the one before, None for an empty database; the one now)."""
    with _engine(settings, writes=True) as engine:
        before = schema.current_revision(engine)
        _migrate(engine, settings)
        return before, schema.newest_revision()


def copied(source: Settings, target: Settings, at: datetime) -> tuple[TableCopy, ...]:
    """Copies a whole programme into an empty database, all or nothing; `at` is the real time. Raises RefusalError."""
    if _is_missing(source):
        raise NothingThereError(f"{shown(source)} is not there")
    if _is_same(source, target):
        raise RefusalError(f"{shown(source)} is to be copied into another database, not into itself")
    file = _file(target) if _is_missing(target) else None
    try:
        with _engine(source, writes=True) as read, _engine(target, writes=True) as write:
            return copy_programme(read, write, at)
    except BaseException as error:
        if file is not None:
            file.unlink(missing_ok=True)
        if isinstance(error, CopyError):
            side = source if error.side is Side.SOURCE else target
            raise RefusalError(f"{shown(side)} {error.reason}") from error
        raise


def _migrate(engine: Engine, settings: Settings) -> None:
    """Raises RefusalError where a process of an earlier version works on the database: it would not know its tables."""
    if schema_state(engine) is SchemaState.OLDER:
        with reading(engine) as uow:
            if leases.is_any_held(uow, real_now()):
                raise RefusalError(f"{shown(settings)} is in use by a bot of an earlier version: stop that one first")
    schema.migrate(engine)


def check_writing(settings: Settings) -> Path | None:
    """Opens a transaction that writes and takes it back; gives the folder of a SQLite file. Raises RefusalError."""
    file = _file(settings)
    if _is_missing(settings):
        # Looking must not make one.
        prepare_folder(settings)
    else:
        with _engine(settings, writes=True) as engine, engine.connect() as connection, connection.begin() as attempt:
            attempt.rollback()
    return file.parent if file is not None else None


@contextmanager
def told_in_one_line(settings: Settings) -> Iterator[None]:
    """Makes a RefusalError of whatever a database fails with."""
    try:
        yield
    except NewerSchemaError as error:
        raise RefusalError(
            f"{shown(settings)} is of a newer version of the program (schema {error.revision}): update the program"
        ) from error
    except SQLAlchemyError as error:
        raise RefusalError(f"{shown(settings)} cannot be used: {first_line(error)}") from error


def prepare_folder(settings: Settings) -> None:
    """Makes the folder of a SQLite file. Raises RefusalError."""
    file = _file(settings)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusalError(f"the folder {file.parent} of the database cannot be made: {error.strerror}") from error


@contextmanager
def _engine(settings: Settings, *, writes: bool) -> Iterator[Engine]:
    if writes:
        prepare_folder(settings)
    elif _is_missing(settings):
        raise NothingThereError(f"{shown(settings)} is not there yet: import a programme first")
    with told_in_one_line(settings):
        url = settings.database.url.get_secret_value()
        engine = writing_engine(url) if writes else reading_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()


def _is_missing(settings: Settings) -> bool:
    file = _file(settings)
    return file is not None and not file.exists()


def _is_same(one: Settings, other: Settings) -> bool:
    """Whether two addresses are known to lead to one database."""
    return _place(one) == _place(other)


def _place(settings: Settings) -> object:
    file = _file(settings)
    if file is not None:
        return file.resolve()
    url = make_url(settings.database.url.get_secret_value())
    return url.set(username="", password="", port=url.port or _POSTGRESQL_PORT)


def _file(settings: Settings) -> Path | None:
    url = settings.database.url.get_secret_value()
    return Path(url.removeprefix("sqlite:///").partition("?")[0]) if url.startswith("sqlite:///") else None


def shown(settings: Settings) -> str:
    """The database's address without its password."""
    file = _file(settings)
    if file is not None:
        return f"the database {file}"
    try:
        return f"the database {make_url(settings.database.url.get_secret_value()).render_as_string(hide_password=True)}"
    except ArgumentError:
        return "the database of database.url"
