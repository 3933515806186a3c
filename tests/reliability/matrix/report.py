"""The matrix as a table, printed and kept in docs/reliability.md."""

import platform
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.reliability.matrix.launching import Judged, Matrix

HEADERS = (
    "database",
    "scenario",
    "killed",
    "kills",
    "answers lost",
    "answers doubled",
    "messages doubled",
    "messages missing",
    "unknowns",
)
_BEGIN, _END = "<!-- the table: python -m tests.reliability.matrix --write -->", "<!-- end of the table -->"
Row = tuple[str, ...]


def rows(matrix: Matrix) -> list[Row]:
    """A line by database, scenario and kind of point; and the sum of each database."""
    groups: dict[tuple[str, str, str], list[Judged]] = {}
    for one in matrix.judged:
        order = one.run.order
        if order.point is not None and one.verdict is not None:
            groups.setdefault((order.database, order.scenario, order.point.column), []).append(one)
    lines = [(*key, *_figures(some)) for key, some in groups.items()]
    databases = dict.fromkeys(one.run.order.database for one in matrix.judged)
    sums = [(one, "all", "", *_figures(j for j in matrix.judged if j.run.order.database is one)) for one in databases]
    return [*lines, *sums]


def _figures(judged: Iterable[Judged]) -> Row:
    verdicts = [one.verdict for one in judged if one.verdict is not None]
    return (
        str(len(verdicts)),
        str(sum(len(one.answers_lost) for one in verdicts)),
        str(sum(len(one.answers_doubled) for one in verdicts)),
        str(sum(len(one.messages_doubled) for one in verdicts)),
        str(sum(len(one.messages_missing) for one in verdicts)),
        str(sum(len(one.unknowns) for one in verdicts)),
    )


def unknowns(matrix: Matrix) -> list[Row]:
    """(kind of message, kind of point, what follows, how many), most first."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in matrix.judged:
        if one.verdict is not None and one.run.order.point is not None:
            for unknown in one.verdict.unknowns:
                counted[unknown.kind, one.run.order.point.column, unknown.follow] += 1
    return [(*key, str(count)) for key, count in sorted(counted.items(), key=lambda item: (item[0][0], -item[1]))]


def findings(matrix: Matrix) -> list[str]:
    """Each thing that is wrong, with the point at which it happened."""
    found = []
    for one in matrix.judged:
        order = one.run.order
        if one.run.trouble:
            found.append(f"{order.database}, {order.scenario}, {order.point}: broke down: {one.run.trouble}")
        elif one.verdict is not None:
            wrong = [
                *(f"answer lost: {line}" for line in one.verdict.answers_lost),
                *(f"answer doubled: {line}" for line in one.verdict.answers_doubled),
                *one.verdict.messages_doubled,
                *one.verdict.messages_missing,
            ]
            found += [f"{order.database}, {order.scenario}, {order.point}: {line}" for line in wrong]
    return found


def show(console: Console, matrix: Matrix, seconds: float) -> None:
    """Prints all of it."""
    console.print(_table(HEADERS, rows(matrix)))
    console.print(_table(("unknown", "killed", "what follows", "times"), unknowns(matrix)))
    for line in findings(matrix):
        console.print(line, markup=False, soft_wrap=True)
    passed_by = sum(not one.run.killed and not one.run.trouble for one in matrix.judged)
    console.print(f"{matrix.kills} kills in {seconds:.0f} s; {passed_by} points were not reached")


def write(page: Path, matrix: Matrix, seconds: float, at: datetime) -> None:
    """Puts the tables between the marks of the page."""
    text = page.read_text()
    head, _, rest = text.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL {matrix.postgres}"
    kills = f"{matrix.kills} kills in {seconds / 60:.0f} minutes{_sample(matrix)}"
    parts = [
        f"Played on {at:%Y-%m-%d} (UTC), {versions}: {kills}.",
        _markdown(HEADERS, rows(matrix)),
        _markdown(("unknown", "killed", "what follows", "times"), unknowns(matrix)),
    ]
    page.write_text(f"{head}{_BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{_END}{tail}")


def _sample(matrix: Matrix) -> str:
    return f", one point in {matrix.stride}" if matrix.stride > 1 else ""


def _table(headers: Row, lines: Iterable[Row]) -> Table:
    table = Table(*headers)
    for line in lines:
        table.add_row(*line)
    return table


def _markdown(headers: Row, lines: Iterable[Row]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (headers, tuple("---" for _ in headers), *lines))
