"""Where each action stood after each check-in, as the tally has it (docs/rules.md, "Summary")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from bot.simulation.knowledge import KnownAction
from bot.simulation.tally import CheckInRecord, Told
from domain.action_plan import Constraint
from domain.answer import Ask, Status
from domain.period import Period

_FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An action after some check-ins; `silences` counts the closed ones since its last news."""

    deadline: date
    is_started: bool = False
    is_done: bool = False
    done_on: date | None = None
    blocked_on: date | None = None
    reason: Constraint | None = None
    percent: int | None = None
    silences: int = 0

    @property
    def is_blocked(self) -> bool:
        return self.blocked_on is not None


@dataclass(frozen=True, slots=True)
class Step:
    """What a check-in that listed the action made of it; `told` None: nothing was said."""

    period: Period
    told: Told | None
    after: Standing


@dataclass(slots=True)
class Course:
    """An action through the programme's check-ins."""

    known: KnownAction
    steps: list[Step] = field(default_factory=list)

    def until(self, period: Period) -> Standing | None:
        """Where it stood after that period's check-in; None before any has listed it."""
        return next((one.after for one in reversed(self.steps) if one.period <= period), None)


def courses(
    plan: dict[str, KnownAction], records: Sequence[tuple[Period, CheckInRecord]], zone: ZoneInfo
) -> dict[str, Course]:
    """The course of every action of a cooperative; `records` are its check-ins that have closed, in order."""
    found = {code: Course(known) for code, known in plan.items()}
    for period, record in records:
        for course in found.values():
            before = course.steps[-1].after if course.steps else Standing(deadline=course.known.deadline)
            if before.is_done:
                continue
            told = record.told.get(course.known.code)
            course.steps.append(Step(period, told, _after(before, course.known, told, zone)))
    return found


def is_listed(course: Course, period: Period) -> bool:
    """Whether the action was open when that check-in opened: all open actions are on its agenda."""
    return any(one.period == period for one in course.steps)


def reports_of(course: Course, periods: Sequence[Period]) -> Iterator[Step]:
    """The check-ins of those periods in which it was said to be blocked."""
    for step in course.steps:
        if step.period in periods and step.told is not None and step.told.said is Status.BLOCKED:
            yield step


def _after(before: Standing, known: KnownAction, told: Told | None, zone: ZoneInfo) -> Standing:
    if told is None or not told.has_news:
        return replace(before, silences=before.silences + 1)
    on = told.status.at.astimezone(zone).date()
    news = replace(before, silences=0, deadline=_new_deadline(told) or before.deadline)
    match told.said:
        case Status.DONE:
            return replace(news, is_started=True, is_done=True, done_on=on, blocked_on=None, reason=None, percent=_FULL)
        case Status.MOVING:
            percent = _percent(known, told)
            return replace(
                news,
                is_started=True,
                blocked_on=None,
                reason=None,
                percent=before.percent if percent is None else percent,
            )
        case Status.BLOCKED:
            reason = told.follow(Ask.REASON)
            named = reason.reason if reason else None
            return replace(
                news,
                is_started=True,
                blocked_on=before.blocked_on or on,
                reason=before.reason if named is None else named,
            )
        case _:
            return news


def _new_deadline(told: Told) -> date | None:
    said = told.follow(Ask.NEW_DATE)
    return said.new_date if said else None


def _percent(known: KnownAction, told: Told) -> int | None:
    """The percentage said, or how far the value is on the way from baseline to target: 100 only once it is reached."""
    said = told.follow(Ask.PROGRESS)
    if said is None or said.percent is not None or said.number is None:
        return said.percent if said else None
    if known.baseline is None or known.target is None:
        return None
    way, gone = known.target - known.baseline, said.number - known.baseline
    if (said.number - known.target) * (1 if way >= 0 else -1) >= 0:
        return _FULL
    share = int((gone / way * _FULL).quantize(Decimal(1), ROUND_HALF_UP)) if way else 0
    return min(max(share, 0), _FULL - 1)
