"""The kill matrix: every kill point of every scenario on every database, and the table of what was found.

    python -m tests.reliability.matrix [--write] [--stride N] [--scenario NAME] [--database NAME] [--at POINT]

Exit code 1 if anything was lost, doubled or missing. `--write` keeps the table in docs/reliability.md.
"""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.reliability.matrix import report
from tests.reliability.matrix.launching import Plan, play_matrix
from tests.reliability.matrix.playing import Database
from tests.reliability.matrix.points import KillPoint
from tests.reliability.matrix.scenarios import SCENARIOS

#: Columns of the tables where there is no terminal.
_WIDTH = 150
PAGE = Path(__file__).parents[3] / "docs" / "reliability.md"


def main() -> int:
    """Plays, prints, and perhaps writes."""
    given = _arguments()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    plan = Plan(
        databases=tuple(given.database or Database),
        scenarios=tuple(given.scenario or SCENARIOS),
        stride=given.stride,
        points=tuple(given.at),
        workers=given.workers,
    )
    began = time.monotonic()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("kills", total=None)
        matrix = play_matrix(plan, lambda done, total: progress.update(task, completed=done, total=total))
    seconds = time.monotonic() - began
    report.show(console, matrix, seconds)
    if given.write:
        report.write(PAGE, matrix, seconds, datetime.now(UTC))  # noqa: TID251 - the date on which it was played
    return 0 if matrix.is_clean else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.matrix")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/reliability.md")
    parser.add_argument("--stride", type=int, default=1, help="every Nth kill point only")
    parser.add_argument("--workers", type=int, default=3, help="processes that play side by side")
    parser.add_argument("--scenario", action="append", choices=list(SCENARIOS))
    parser.add_argument("--database", action="append", type=Database, choices=list(Database))
    parser.add_argument("--at", action="append", default=[], type=KillPoint.parse, help='such as "after send 3"')
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
