"""Blocked actions of a month, and those that wait for a decision (docs/rules.md, "Summary")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.action_plan import ActionState, Constraint
from domain.alert import Alert, AlertState
from domain.answer import Answer, Ask, AttachmentKind
from domain.local_time import to_local
from domain.month_material import CooperativeMonth
from domain.replay import History, Step
from domain.summary import ConstraintLine, Titled

#: A blockage older than this asks for a decision.
DECISION_AFTER_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blockage:
    """A blockage with the reports to show of it, and the step that ended it, if one did."""

    history: History
    reason: Constraint | None
    opened_on: date
    reports: tuple[Step, ...]
    ended: Step | None


def constraint_lines(material: CooperativeMonth, histories: Sequence[History]) -> Iterator[ConstraintLine]:
    """A line for every action that an answer in the month's check-ins reported blocked."""
    for history in histories:
        steps = history.of_month(material.month)
        reports = tuple(step for step in steps if step.reports_blocked)
        if not reports:
            continue
        last = reports[-1]
        opened_on = last.after.blocked_on or last.said_on or material.counted_on
        running = tuple(step for step in reports if step.after.blocked_on == last.after.blocked_on)
        later = steps[steps.index(last) + 1 :]
        ended = next((step for step in later if step.after.state is not ActionState.BLOCKED), None)
        yield _line(
            material,
            _Blockage(history=history, reason=last.after.reason, opened_on=opened_on, reports=running, ended=ended),
        )


def decision_lines(material: CooperativeMonth, histories: Sequence[History]) -> Iterator[ConstraintLine]:
    """A line for every blockage still running at the month's end and more than 30 days old, reported again or not."""
    for history in histories:
        standing = history.until(material.month)
        if standing is None or standing.state is not ActionState.BLOCKED or standing.blocked_on is None:
            continue
        reports = tuple(step for step in history.steps if step.reports_blocked)
        of_month = tuple(step for step in reports if step.month == material.month)
        line = _line(
            material,
            _Blockage(
                history=history,
                reason=standing.reason,
                opened_on=standing.blocked_on,
                reports=of_month or reports[-1:],
                ended=None,
            ),
        )
        if line.solved_on is None and line.age_days > DECISION_AFTER_DAYS:
            yield line


def by_reason(line: ConstraintLine) -> tuple[bool, int, int]:
    """Sorts constraints by code, *other* last, the oldest first."""
    return (line.reason is Constraint.OTHER, line.reason, -line.age_days)


def _line(material: CooperativeMonth, blockage: _Blockage) -> ConstraintLine:
    action = blockage.history.action
    alert = _resolved_alert(material, blockage)
    solved_on = _solved_on(material, blockage, alert)
    told = _told(blockage.reports)
    ending = [blockage.ended.given.status] if blockage.ended else []
    answers = [one for step in blockage.reports for one in step.given.all()] + [one for one in ending if one]
    return ConstraintLine(
        cooperative=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
        action_code=action.code,
        title=Titled(fr=action.title, ar=action.title_ar),
        reason=Constraint.OTHER if blockage.reason is None else blockage.reason,
        words="\n".join(one.given.text for one in told if one.given.text),
        voice_notes=sum(_is_voice(material, one) for one in told),
        opened_on=blockage.opened_on,
        age_days=max(((solved_on or material.counted_on) - blockage.opened_on).days, 0),
        solved_on=solved_on,
        resolution=alert.resolution if alert else "",
        decider=", ".join(action.stakeholders) or material.consultant,
        answer_ids=tuple(sorted({one.id for one in answers})),
    )


def _told(reports: Sequence[Step]) -> list[Answer]:
    """What was said about a blockage: the reason in the leader's own words, then the details, in order."""
    told: list[Answer] = []
    for step in reports:
        reason = step.given.followed.get(Ask.REASON)
        told += [*([reason] if reason else []), *step.given.details]
    return told


def _is_voice(material: CooperativeMonth, answer: Answer) -> bool:
    attachment_id = answer.given.attachment_id
    return attachment_id is not None and material.attachment_kinds.get(attachment_id) is AttachmentKind.VOICE


def _solved_on(material: CooperativeMonth, blockage: _Blockage, alert: Alert | None) -> date | None:
    """The day the leader said it was over, or the consultant had resolved it; the first of them."""
    days = [to_local(alert.resolved_at, material.rules).date()] if alert and alert.resolved_at else []
    if blockage.ended and blockage.ended.said_on:
        days.append(blockage.ended.said_on)
    return max(min(days), blockage.opened_on) if days else None


def _resolved_alert(material: CooperativeMonth, blockage: _Blockage) -> Alert | None:
    """The alert that was resolved first since the last report, within the month: what comes later is the next one's.

    A later one can be there as well: of a report that its leader took back.
    """
    last_report = next((step.given.status for step in reversed(blockage.reports) if step.given.status), None)
    found = [
        alert
        for alert in material.alerts
        if alert.action_id == blockage.history.action.id
        and alert.state is AlertState.RESOLVED
        and alert.resolved_at is not None
        and (last_report is None or alert.resolved_at >= last_report.at)
        and blockage.opened_on <= to_local(alert.resolved_at, material.rules).date() <= material.last_day
    ]
    return min(found, key=lambda alert: alert.id, default=None)
