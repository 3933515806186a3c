"""The blocked actions of a month as the tally has them (docs/rules.md, "Summary": constraints, decisions)."""

from collections.abc import Iterator

from bot.simulation.cooperative_month import CooperativeMonth, Name
from bot.simulation.standing import Course, Step, reports_of
from bot.simulation.statement import FileKind
from domain.action_plan import Constraint

_DECISION_AFTER_DAYS = 30


def constraints(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """By action code: reason, words, voice notes, first day, age, day solved, solution, who decides."""
    for code, course in month.courses.items():
        reports = list(reports_of(course, month.periods))
        if reports:
            yield ("constraint", code), _constraint(month, course, reports)


def decisions(month: CooperativeMonth) -> Iterator[tuple[Name, object]]:
    """By action code the blockages that still run and are more than 30 days old: reason, first day, age."""
    for code, course in month.courses.items():
        standing = month.standing(course)
        if standing.blocked_on is None:
            continue
        last_report = list(reports_of(course, [step.period for step in course.steps]))[-1]
        age = (month.last_day - standing.blocked_on).days
        if age > _DECISION_AFTER_DAYS and month.resolution(course, last_report) is None:
            yield ("decision", code), (standing.reason or Constraint.OTHER, standing.blocked_on, age)


def _constraint(month: CooperativeMonth, course: Course, reports: list[Step]) -> tuple[object, ...]:
    last = reports[-1]
    opened_on = last.after.blocked_on
    assert opened_on is not None  # noqa: S101 - it was reported blocked
    running = [one for one in reports if one.after.blocked_on == opened_on]
    details = [entry.says for one in running if one.told for entry in one.told.details]
    resolution = month.resolution(course, last)
    ends = [month.day(resolution.at)] if resolution else []
    ends += [month.day(one.told.status.at) for one in _ending(month, course, last) if one.told]
    solved_on = max(min(ends), opened_on) if ends else None
    return (
        Constraint.OTHER if last.after.reason is None else last.after.reason,
        "\n".join(one.text for one in details if one.text),
        sum(one.file is FileKind.VOICE for one in details),
        opened_on,
        max(((solved_on or month.last_day) - opened_on).days, 0),
        solved_on,
        resolution.note if resolution else "",
        ", ".join(course.known.stakeholders) or month.consultant,
    )


def _ending(month: CooperativeMonth, course: Course, last: Step) -> list[Step]:
    """The check-in of the month in which the leader said that it was over."""
    later = [one for one in course.steps if one.period > last.period and one.period in month.periods]
    return [one for one in later if one.told is not None and one.told.has_news and not one.after.is_blocked][:1]
