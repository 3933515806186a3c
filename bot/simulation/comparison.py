"""The bot's summaries against the tally: every figure that the tally knows must be equal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.simulation.cooperative_month import Figures, Name
from domain.people import Channel
from domain.summary import ConstraintLine, Summary

_NOTHING = "nothing"
#: Names whose lines must all be known to the tally: a line too many is a difference as well.
_LINES = {"done", "planned", "constraint", "decision", "indicator", "content", "row"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that is not what was done; `cooperative` is empty for the programme's."""

    what: str
    cooperative: str
    month: str
    expected: str
    got: str

    def as_json(self) -> dict[str, str]:
        """As the command prints it."""
        return {
            "what": self.what,
            "cooperative": self.cooperative,
            "month": self.month,
            "expected": self.expected,
            "got": self.got,
        }


def differences(expected: Figures, summary: Summary) -> Iterator[Difference]:
    """What in a summary is not what the tally has."""
    got = shown_figures(summary)
    too_many = {name for name in got if name[0] in _LINES} - expected.keys()
    for name in sorted({*expected, *too_many}):
        wanted, found = expected.get(name, _NOTHING), got.get(name, _NOTHING)
        if wanted != found:
            yield Difference(
                what=" ".join(name).strip(),
                cooperative=summary.cooperative_code,
                month=str(summary.month),
                expected=_words(wanted),
                got=_words(found),
            )


def shown_figures(summary: Summary) -> Figures:
    """What a summary shows, in the tally's shape."""
    found: Figures = {}
    for part in (_counts(summary), _lines(summary), _constraints(summary), _indicators(summary)):
        found.update(part)
    return found


def _counts(summary: Summary) -> Iterator[tuple[Name, object]]:
    response = summary.response
    channels = dict(response.answers_by_channel)
    yield ("check-ins due", ""), response.due
    yield ("complete alone", ""), response.complete_alone
    yield ("complete by phone", ""), response.complete_by_phone
    yield ("partial", ""), response.partial
    yield ("missed", ""), response.missed
    yield ("excused", ""), response.excused
    yield ("running", ""), response.running
    for channel in Channel:
        yield (f"answers by {channel}", ""), channels.get(channel, 0)
    yield ("calls wished", ""), summary.calls_wished
    yield ("not asked", ""), summary.not_asked
    yield ("actions", ""), summary.actions_total
    yield ("actions done", ""), summary.actions_done_total
    for one in summary.lights:
        yield (f"lights {one.light} now", ""), one.now
        yield (f"lights {one.light} before", ""), one.before


def _lines(summary: Summary) -> Iterator[tuple[Name, object]]:
    for done in summary.done:
        yield ("done", done.action_code), (done.done_on, done.verified)
    for planned in summary.planned:
        yield ("planned", planned.action_code), (planned.deadline, planned.days_late, planned.light)
    for content in summary.content:
        yield ("content", content.code), content.opened
    for row in summary.cooperatives:
        yield ("row", row.code), (row.light, row.light_before, row.actions, row.done, row.blocked, row.late)


def _constraints(summary: Summary) -> Iterator[tuple[Name, object]]:
    for one in summary.constraints:
        yield ("constraint", one.action_code), _whole(one)
    for one in summary.decisions:
        yield ("decision", one.action_code), (one.reason, one.opened_on, one.age_days)


def _whole(one: ConstraintLine) -> tuple[object, ...]:
    return (
        one.reason,
        one.words,
        one.voice_notes,
        one.opened_on,
        one.age_days,
        one.solved_on,
        one.resolution,
        one.decider,
    )


def _indicators(summary: Summary) -> Iterator[tuple[Name, object]]:
    places = Counter[str]()
    for one in summary.indicators:
        places[one.action_code] += 1
        said = None if one.actual is None else (one.actual, one.read_on)
        yield ("indicator", f"{one.action_code} {places[one.action_code]}"), said


def _words(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " · ".join(_words(one) for one in value)
    return "none" if value is None else str(value)
