"""A stage to play on: the bot, a local Telegram in a thread, the imported programme, and a clock that stands still."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import ProgrammeClock
from bot.file_folder import FileFolder
from bot.limits import Limits
from bot.rules import rules_for
from bot.service import Service, assemble
from bot.stepping import be_still
from domain.programme import Programme
from sandbox.app import create_app
from sandbox.client import Client
from sandbox.serving import serve
from sandbox.state import State
from storage.emptiness import what_is_there
from storage.engine import writing_engine
from storage.failure import first_line
from storage.schema import NewerSchemaError, migrate
from storage.unit_of_work import UnitOfWork, unit_of_work
from storage.workbook.read import read_workbook
from storage.workbook.sheets import ProgrammeSheets
from usecases.import_programme import apply_import

#: Opens nothing: the local Telegram takes any token of this shape.
TOKEN = "7000000001:PLAY-token_of_the_local_telegram"  # noqa: S105 - as said above
CONTENT = Path(__file__).parents[2] / "content"
WORKBOOK = CONTENT / "programme.xlsx"
DATABASE = "suivi.db"
COPIES = "copies"

_FIRST_HOUR = time(9)
_POLL_SECONDS = 5
#: A busy machine is no reason to leave a tap without its notice: people here decide by it.
_TAP_PATIENCE_SECONDS = 30.0
#: Nobody looks at the calls afterwards.
_CALLS_KEPT = 1000
#: Of copies of people's files: more than anybody sends here.
_MOST_BYTES = 500_000_000
#: Public days are known for some years ahead.
_LONGEST_MONTHS = 48

T = TypeVar("T")


class StageError(ValueError):
    """The stage cannot be set, with the reason in one line."""


@dataclass(slots=True)
class Stage:
    """What is running. `sheets` is the programme as the workbook says it: what its people know of their plans."""

    sheets: ProgrammeSheets
    programme: Programme
    service: Service
    client: Client
    state: State

    @property
    def now(self) -> datetime:
        """The programme's instant (UTC)."""
        return self.service.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        return self.service.rules.zone

    async def settle(self, *, taken_in: bool = False) -> None:
        """Waits until every update has been handled and every message that is due was sent; the clock stands still.

        `taken_in`: the bot has them all already, for whoever tapped has been answered.
        """
        while not taken_in and (await self.service.bot.get_webhook_info()).pending_update_count:
            continue
        await be_still(self.service)

    async def read(self, look: Callable[[UnitOfWork], T]) -> T:
        """One look at the database."""
        return await self.service.readers.run(look)


@asynccontextmanager
async def open_stage(
    folder: Path,
    *,
    token: str = TOKEN,
    months: int | None = None,
    cooperatives: int | None = None,
    workbook: Path = WORKBOOK,
    database_url: str | None = None,
) -> AsyncIterator[Stage]:
    """Opens a stage in an empty folder, the clock standing at nine on the programme's first day.

    `months` and `cooperatives` (the first so many) change what the workbook says; `database_url` leads to an empty
    database (None: a SQLite file in the folder). Raises StageError.
    """
    sheets, programme = _sheets(workbook, months, cooperatives)
    zone = ZoneInfo(programme.time_zone)
    at = datetime.combine(programme.start, _FIRST_HOUR, zone).astimezone(UTC)
    database_url = database_url or f"sqlite:///{folder / DATABASE}"
    _import(database_url, sheets, at)
    clock = ProgrammeClock(frozen_at=at)
    state = State(folder=folder / "files", display_now=lambda: clock.now().timestamp(), calls_kept=_CALLS_KEPT)
    with serve(create_app(state)) as server:
        service = assemble(
            token=token,
            base_url=server.url,
            database_url=database_url,
            rules=rules_for(at, zone.key),
            clock=clock,
            limits=Limits(per_second=None),
            content_folder=workbook.parent,
            files=FileFolder(folder / COPIES, _MOST_BYTES),
            poll_seconds=_POLL_SECONDS,
        )
        service.taps.patience = _TAP_PATIENCE_SECONDS
        await service.start()
        try:
            async with Client(server.url) as client:
                yield Stage(sheets, programme, service, client, state)
        finally:
            await service.stop()


def _sheets(workbook: Path, months: int | None, cooperatives: int | None) -> tuple[ProgrammeSheets, Programme]:
    reading = read_workbook(workbook)
    if reading.content is None or reading.content.programme is None:
        raise StageError(f"{workbook} has {len(reading.faults)} faults: python -m bot import shows them")
    sheets, programme = reading.content, reading.content.programme
    if months is not None:
        if not 1 <= months <= _LONGEST_MONTHS:
            raise StageError(f"a simulation lasts from 1 to {_LONGEST_MONTHS} months, not {months}")
        programme = replace(programme, months=months)
    if cooperatives is not None:
        if not 1 <= cooperatives <= len(sheets.cooperatives):
            raise StageError(f"the workbook has from 1 to {len(sheets.cooperatives)} cooperatives, not {cooperatives}")
        sheets = first_cooperatives(sheets, cooperatives)
    return replace(sheets, programme=programme), programme


def first_cooperatives(sheets: ProgrammeSheets, count: int) -> ProgrammeSheets:
    """The programme with its first so many cooperatives, their leaders and plans, and the consultants they have."""
    kept = sheets.cooperatives[:count]
    codes, consultants = {one.code for one in kept}, {one.consultant for one in kept}
    actions = tuple(one for one in sheets.actions if one.cooperative in codes)
    action_codes = {one.code for one in actions}
    led = {row.consultant for row in sheets.cooperatives}
    return replace(
        sheets,
        cooperatives=kept,
        people=tuple(
            one
            for one in sheets.people
            if (not one.cooperatives or codes.issuperset(one.cooperatives))
            and (one.code not in led or one.code in consultants)
        ),
        actions=actions,
        indicators=tuple(one for one in sheets.indicators if one.action in action_codes),
        events=tuple(one for one in sheets.events if codes.issuperset(one.cooperatives)),
    )


def _import(database_url: str, sheets: ProgrammeSheets, at: datetime) -> None:
    """Raises StageError: a made-up programme goes into no database that holds anything."""
    engine = writing_engine(database_url)
    try:
        with engine.connect() as connection:
            there = what_is_there(connection)
        if there is not None:
            raise StageError(f"the database is not empty: there is something in {there}")
        migrate(engine)
        with unit_of_work(engine) as uow:
            apply_import(uow, sheets, at=at)
    except SQLAlchemyError as error:
        raise StageError(f"the database cannot be used: {first_line(error)}") from error
    except NewerSchemaError as error:
        raise StageError("the database is of a newer version of the program") from error
    finally:
        engine.dispose()
