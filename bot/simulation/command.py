"""The command `simulate`: plays a whole programme and tells whether every figure is what was done."""

import asyncio
import gc
import json
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from rich.console import Console
from rich.progress import Progress

from bot.clock import monotonic
from bot.simulation.audit import compare_all, compare_month, look_over
from bot.simulation.comparison import Difference
from bot.simulation.history import History, begin_history
from bot.simulation.report import Outcome, in_words, programme_summaries, result_json, write_folder
from bot.simulation.stage import StageError, open_stage

#: Objects made, and younger collections run, before each generation is collected.
_COLLECTED_AFTER = (50_000, 20, 100)


def run_simulation(
    months: int,
    cooperatives: int | None,
    seed: int,
    report: Path | None,
    as_json: bool,
    database_url: str | None = None,
) -> int:
    """Plays so many months with the sample programme's first so many cooperatives (None: all) and prints what happened.

    Gives the exit code: 0 when every check-in has ended, nothing was left lying and all figures agree, else 1.
    `report` is a folder for report.md, simulation.json and the months' PDF documents; `database_url` leads to an empty
    database, which keeps what was played.
    """
    words = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with _errors_only():
            outcome = asyncio.run(simulate(months, cooperatives, seed, words if not as_json else None, database_url))
        if report is not None:
            write_folder(outcome, report)
    except (StageError, OSError) as error:
        words.print(f"simulate: {error}", markup=False)
        return 1
    _print(outcome, as_json=as_json)
    return int(outcome.has_failed)


async def simulate(
    months: int, cooperatives: int | None, seed: int, progress_on: Console | None, database_url: str | None = None
) -> Outcome:
    """Plays a programme in a folder of its own, which is gone afterwards; a database that was given stays.

    Raises StageError.
    """
    begun = monotonic()
    with _few_collections(), tempfile.TemporaryDirectory(prefix="simulation-") as folder:
        async with open_stage(
            Path(folder), months=months, cooperatives=cooperatives, database_url=database_url
        ) as stage:
            history = await begin_history(stage, seed)
            found = await _play_months(history, progress_on)
            found += [one for one in await compare_all(history, stage.now) if one not in found]
            return Outcome(
                seed=seed,
                seconds=monotonic() - begun,
                findings=await look_over(history),
                differences=found,
                summaries=await programme_summaries(history),
                manners=Counter(history.casting.manners.values()),
                deeds=history.tally.deeds,
            )


@contextmanager
def _errors_only() -> Iterator[None]:
    """What the bot tells while it runs is in the way of the report, unless it is an error."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    try:
        yield
    finally:
        structlog.configure(**before)


@contextmanager
def _few_collections() -> Iterator[None]:
    """A stage holds hundreds of thousands of objects that stay: looking through them costs a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


async def _play_months(history: History, progress_on: Console | None) -> list[Difference]:
    """Each month to its end, when its summaries are compared for the first time."""
    found: list[Difference] = []
    with Progress(console=progress_on, disable=progress_on is None) as progress:
        for month in progress.track(history.timetable.months, description="playing the months"):
            await history.play(history.timetable.month_is_over(month))
            found += await compare_month(history, month)
    return found


def _print(outcome: Outcome, *, as_json: bool) -> None:
    lines = [json.dumps(result_json(outcome), ensure_ascii=False)] if as_json else list(in_words(outcome))
    sys.stdout.write("\n".join(lines) + "\n")
