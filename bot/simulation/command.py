"""The command `simulate`: plays a whole programme and tells whether every figure is what was done."""

import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
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


def run_simulation(months: int, cooperatives: int | None, seed: int, report: Path | None, as_json: bool) -> int:
    """Plays so many months with the sample programme's first so many cooperatives (None: all) and prints what happened.

    Gives the exit code: 0 when every check-in has ended, nothing was left lying and all figures agree, else 1.
    `report` is a folder for report.md, simulation.json and the months' PDF documents.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    words = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        outcome = asyncio.run(simulate(months, cooperatives, seed, words if not as_json else None))
        if report is not None:
            write_folder(outcome, report)
    except (StageError, OSError) as error:
        words.print(f"simulate: {error}", markup=False)
        return 1
    _print(outcome, as_json=as_json)
    return int(outcome.has_failed)


async def simulate(months: int, cooperatives: int | None, seed: int, progress_on: Console | None) -> Outcome:
    """Plays a programme in a folder of its own, which is gone afterwards. Raises StageError."""
    begun = monotonic()
    with tempfile.TemporaryDirectory(prefix="simulation-") as folder:
        async with open_stage(Path(folder), months=months, cooperatives=cooperatives) as stage:
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
