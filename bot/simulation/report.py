"""What a simulation found, in three forms: for the terminal, for programs (JSON), and as a folder of documents."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.simulation.audit import Findings
from bot.simulation.comparison import Difference
from bot.simulation.history import History
from domain.buttons import DocumentFormat
from domain.check_in import CheckInState
from domain.people import Language
from domain.period import Month
from domain.summary import Summary
from domain.views import SummaryFileView
from messages.documents.summary_file import summary_file
from usecases.summarising import summary_of

_MONTH_HEADS = (
    "month",
    "due",
    "complete alone",
    "by phone",
    "partial",
    "missed",
    "excused",
    "actions done",
    "actions blocked",
    "calls wished",
)
_FINAL = (CheckInState.COMPLETE, CheckInState.PARTIAL, CheckInState.MISSED, CheckInState.EXCUSED)


@dataclass(slots=True, kw_only=True)
class Outcome:
    """`summaries` are the programme's, by month; `differences` those found at each month's end and at the last."""

    seed: int
    seconds: float
    findings: Findings
    differences: list[Difference]
    summaries: dict[Month, Summary] = field(default_factory=dict)
    manners: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)

    @property
    def has_failed(self) -> bool:
        """Whether the bot did not do, or did not count, what it should have."""
        return bool(self.differences or self.findings.faults)

    @property
    def by_phone(self) -> int:
        """Check-ins that a consultant filled in, wholly or in part."""
        return sum(one.response.complete_by_phone for one in self.summaries.values())


async def programme_summaries(history: History) -> dict[Month, Summary]:
    """The programme's summary of each month, as the bot has it now."""
    stage, moment = history.stage, history.stage.service.moment()
    months = history.timetable.months
    return await stage.read(lambda uow: {one: summary_of(uow, moment, one, None) for one in months})


def result_json(outcome: Outcome) -> dict[str, object]:
    """The answer of `simulate --json`."""
    findings = outcome.findings
    return {
        "check_ins": findings.states.total(),
        "final": {state.value: findings.states[state] for state in _FINAL},
        "by_phone": outcome.by_phone,
        "alerts": findings.alerts,
        "updates": sum(findings.inbox.values()),
        "messages": findings.sent,
        "differences": [one.as_json() for one in outcome.differences],
        "faults": findings.faults,
        "seed": outcome.seed,
        "seconds": round(outcome.seconds, 1),
    }


def in_words(outcome: Outcome) -> Iterator[str]:
    """A few lines for the terminal."""
    found = result_json(outcome)
    final = ", ".join(f"{outcome.findings.states[state]} {state}" for state in _FINAL)
    yield f"{found['check_ins']} check-ins: {final}; {outcome.by_phone} filled in by phone"
    yield f"{found['alerts']} alerts, {found['updates']} updates, {found['messages']} messages"
    yield from (f"fault: {one}" for one in outcome.findings.faults)
    yield from (_difference_line(one) for one in outcome.differences)
    if not outcome.differences:
        yield "no difference between what was done and the monthly summaries"
    yield f"seed {outcome.seed}, {outcome.seconds:.1f} seconds"


def write_folder(outcome: Outcome, folder: Path) -> None:
    """Writes report.md, simulation.json and the programme's summary of each month. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "simulation.json").write_text(
        json.dumps(result_json(outcome), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (folder / "report.md").write_text("\n".join(_markdown(outcome)) + "\n", encoding="utf-8")
    for month, summary in outcome.summaries.items():
        file = summary_file(SummaryFileView(summary=summary, format=DocumentFormat.PDF, language=Language.FRENCH))
        (folder / f"summary-{month}-fr.pdf").write_bytes(file.content or b"")


def _markdown(outcome: Outcome) -> Iterator[str]:
    found = result_json(outcome)
    yield "# A simulated programme\n"
    yield f"{found['check_ins']} check-ins, played through the bot in {outcome.seconds:.1f} s with seed {outcome.seed}:"
    yield f"{found['updates']} updates in, {found['messages']} messages out, {found['alerts']} alerts.\n"
    yield "## Check-ins by month\n"
    yield from _table(_MONTH_HEADS, [_month_row(month, one) for month, one in outcome.summaries.items()])
    yield "\n## Kinds of cooperatives\n"
    yield from _table(("how they take part", "cooperatives"), sorted(outcome.manners.items()))
    yield "\n## What people did\n"
    yield from _table(("deed", "times"), sorted(outcome.deeds.items()))
    yield "\n## Faults\n"
    yield from (f"- {one}" for one in outcome.findings.faults or ["none"])
    yield "\n## Differences between what was done and the summaries\n"
    yield from (f"- {_difference_line(one)}" for one in outcome.differences)
    if not outcome.differences:
        yield "- none"


def _month_row(month: Month, summary: Summary) -> tuple[object, ...]:
    response = summary.response
    return (
        month,
        response.due,
        response.complete_alone,
        response.complete_by_phone,
        response.partial,
        response.missed,
        response.excused,
        len(summary.done),
        len(summary.constraints),
        summary.calls_wished,
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(str(one) for one in row)} |" for row in rows)


def _difference_line(one: Difference) -> str:
    return f"{one.month} {one.cooperative or 'programme'}: {one.what}: expected {one.expected}, got {one.got}"
