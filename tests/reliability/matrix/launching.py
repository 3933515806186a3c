"""The launcher: first each scenario without a kill, then each with a kill at every point, several side by side."""

import atexit
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, product
from multiprocessing import get_context
from pathlib import Path

from tests.house import build_template
from tests.postgres import Postgres, running_postgres
from tests.reliability.killable import Driver
from tests.reliability.matrix.counting import Verdict, judge
from tests.reliability.matrix.playing import Database, Ground, Order, Run, play
from tests.reliability.matrix.points import Deed, KillPoint, Side
from tests.reliability.matrix.scenarios import SCENARIOS, SCENES
from tests.reliability.morning import play_morning

#: A kill that broke down by itself is played once more: a busy machine is no finding.
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played: every `stride`th point, or only `points` if there are any.

    `in_turn`: each scenario on one database only, the databases taking turns.
    """

    databases: tuple[Database, ...] = tuple(Database)
    scenarios: tuple[str, ...] = tuple(SCENARIOS)
    stride: int = 1
    points: tuple[KillPoint, ...] = ()
    workers: int = 3
    in_turn: bool = False

    @property
    def orders(self) -> tuple[Order, ...]:
        """The scenarios to be played, first of all without a kill."""
        if self.in_turn:
            return tuple(Order(base, one) for base, one in zip(cycle(self.databases), self.scenarios, strict=False))
        return tuple(Order(base, one) for base, one in product(self.databases, self.scenarios))


@dataclass(frozen=True, slots=True)
class Judged:
    """A run with a kill, and what it came to; without a verdict the point was not reached, or the run broke down."""

    run: Run
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that was played, of the points every `stride`th; `postgres` is the version of the server."""

    judged: tuple[Judged, ...]
    postgres: str = ""
    stride: int = 1

    @property
    def kills(self) -> int:
        """How many bots were killed."""
        return sum(one.run.killed for one in self.judged)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or missing, and every run came to its end."""
        return all(not one.run.trouble and (one.verdict is None or one.verdict.is_clean) for one in self.judged)


class ScenarioError(RuntimeError):
    """A scenario does not even work without a kill."""


def play_matrix(plan: Plan, tell: Callable[[int, int], None]) -> Matrix:
    """Plays the plan; `tell` hears how many runs are done, and of how many."""
    with tempfile.TemporaryDirectory(prefix="suivi-scenes-") as folder, running_postgres() as postgres:
        ground = _prepare(Path(folder), postgres)
        with _workers(plan.workers, ground) as workers:
            expected = _play_without_kill(plan, workers)
            orders = [
                replace(one, point=point)
                for one, run in expected.items()
                for point in plan.points or _points(run, plan.stride)
            ]
            judged = []
            for number, run in enumerate(_play_all(orders, workers), 1):
                judged.append(_judge(expected[replace(run.order, point=None)], run))
                tell(number, len(orders))
        judged.sort(key=lambda one: orders.index(one.run.order))
        return Matrix(tuple(judged), postgres.version(), plan.stride)


def _prepare(folder: Path, postgres: Postgres) -> Ground:
    template = build_template(folder)
    scenes = {}
    for scene, (joining, at) in SCENES.items():
        (folder / scene).mkdir()
        scenes[scene] = play_morning(template, folder / scene, joining, at)
    templates = {scene: morning.on_postgres(postgres.new_database()) for scene, morning in scenes.items()}
    return Ground(scenes, postgres, templates)


def _play_without_kill(plan: Plan, workers: Executor) -> dict[Order, Run]:
    runs = {run.order: run for run in _play_all(plan.orders, workers)}
    for run in runs.values():
        if run.harvest is None or run.harvest.missed:
            raise ScenarioError(f"{run.order}: {run.trouble or run.harvest}")
    return runs


def _play_all(orders: Iterable[Order], workers: Executor) -> Iterator[Run]:
    for done in as_completed([workers.submit(_play_here, order) for order in orders]):
        yield done.result()


def _points(run: Run, stride: int) -> Iterator[KillPoint]:
    """Every `stride`th of each kind: what is seen from before in one place is seen from after in another.

    The first ones are not among the last: how much is written in one commit depends on how busy the machine is.
    """
    for place, (deed, side) in enumerate(product(Deed, Side)):
        count = run.deeds.get(deed, 0)
        first = place * stride // 2 % stride % max(2 * count // 3, 1)
        yield from (KillPoint(deed, side, number + 1) for number in range(first, count, stride))


def _judge(expected: Run, run: Run) -> Judged:
    if expected.harvest is None or run.harvest is None or not run.killed:
        return Judged(run, None)
    return Judged(run, judge(expected.harvest, run.harvest))


@dataclass(slots=True)
class _Place:
    """What a worker process plays with."""

    ground: Ground
    driver: Driver
    postgres: Postgres


_place: list[_Place] = []


@contextmanager
def _workers(number: int, ground: Ground) -> Iterator[Executor]:
    workers = ProcessPoolExecutor(number, get_context("spawn"), _open_place, (ground,))
    try:
        yield workers
    finally:
        # Who breaks off does not wait for what has not begun.
        workers.shutdown(cancel_futures=True)


def _open_place(ground: Ground) -> None:
    driver = Driver()
    atexit.register(driver.close)
    _place[:] = [_Place(ground, driver, Postgres(ground.postgres.address, f"kill_{os.getpid()}"))]


def _play_here(order: Order) -> Run:
    (place,) = _place
    for _ in range(_TRIES):
        run = play(order, place.ground, place.driver, place.postgres)
        if not run.trouble:
            break
    return run
