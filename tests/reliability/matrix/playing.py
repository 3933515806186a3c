"""One run: a scenario on a fresh database, with a kill at one point or none."""

import asyncio
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from storage.tables.transport import outbox
from storage.unit_of_work import UnitOfWork
from tests.postgres import Postgres
from tests.reliability.killable import Driver, Killable, killable_bot
from tests.reliability.matrix.harvest import Harvest, harvest
from tests.reliability.matrix.points import Deed, KillPoint
from tests.reliability.matrix.scenarios import SCENARIOS, Scene
from tests.reliability.matrix.stage import Stage
from tests.reliability.morning import Morning


class Database(StrEnum):
    """The databases the matrix is played on."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be played; without a point nobody is killed."""

    database: Database
    scenario: str
    point: KillPoint | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it. `deeds` are those of the first process; `trouble` says why there is no harvest."""

    order: Order
    killed: bool = False
    harvest: Harvest | None = None
    deeds: Mapping[Deed, int] = field(default_factory=dict)
    trouble: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What every run begins with: the scenes, and on PostgreSQL a database of each to be copied."""

    scenes: Mapping[Scene, Morning]
    postgres: Postgres
    templates: Mapping[Scene, str]


def play(order: Order, ground: Ground, driver: Driver, postgres: Postgres) -> Run:
    """Plays one order; what goes wrong is told in the run. `postgres` names the databases that are made."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="suivi-matrix-") as name:
        url = _database(order, ground, postgres, Path(name))
        try:
            run = asyncio.run(_play(order, ground, driver, url, Path(name)))
        except (AssertionError, TimeoutError, OperationalError) as error:
            run = Run(order, trouble=f"{type(error).__name__} {error}")
        finally:
            driver.kill()
            if order.database is Database.POSTGRESQL:
                postgres.drop_database(url)
    return Run(order, run.killed, run.harvest, run.deeds, run.trouble, time.monotonic() - began)


def _database(order: Order, ground: Ground, postgres: Postgres, folder: Path) -> str:
    scene = SCENARIOS[order.scenario].scene
    if order.database is Database.SQLITE:
        return ground.scenes[scene].on_sqlite(folder)
    return postgres.new_database(like=ground.templates[scene])


async def _play(order: Order, ground: Ground, driver: Driver, url: str, folder: Path) -> Run:
    scenario = SCENARIOS[order.scenario]
    morning = ground.scenes[scenario.scene]
    async with killable_bot(driver, morning, url, folder) as bot:
        last_row = bot.read(_last_row)
        calls = bot.state.calls.seq
        stage = Stage(bot, morning.at, order.point)
        await stage.open()
        await scenario.play(stage)
        await stage.close()
        return Run(order, stage.killed, _gather(bot, stage, morning, calls, last_row), dict(stage.deeds))


def _gather(bot: Killable, stage: Stage, morning: Morning, calls: int, last_row: int) -> Harvest:
    log = bot.state.calls.after(calls)
    return bot.read(
        lambda uow: harvest(uow, log, acts=stage.acts, missed=stage.missed, users=morning.users, after_row=last_row)
    )


def _last_row(uow: UnitOfWork) -> int:
    return uow.connection.execute(select(func.max(outbox.c.id))).scalar() or 0
