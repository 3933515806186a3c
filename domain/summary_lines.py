"""What was done, what is planned, where indicators stand in a month (docs/rules.md, "Summary")."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.action_plan import ActionState, Indicator
from domain.answer import Answer, Ask
from domain.lights import indicator_progress_percent
from domain.local_time import to_local
from domain.month_material import CooperativeMonth
from domain.period import Month
from domain.replay import History, first_indicators, unlisted
from domain.summary import DoneLine, IndicatorLine, PlannedLine, Titled


def done_lines(material: CooperativeMonth, histories: Sequence[History]) -> Iterator[DoneLine]:
    """A line for every action that is done after the month's check-ins and was after no earlier month's."""
    for history in histories:
        standing = history.until(material.month)
        steps = [step for step in history.of_month(material.month) if step.became_done]
        if not steps or standing is None or standing.done_on is None or standing.state is not ActionState.DONE:
            continue
        if _was_done_before(history, material.month):
            continue
        given = steps[-1].given
        proof = given.followed.get(Ask.PROOF)
        action = history.action
        yield DoneLine(
            cooperative=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
            action_code=action.code,
            title=Titled(fr=action.title, ar=action.title_ar),
            axis=action.axis,
            responsible=action.responsible,
            done_on=standing.done_on,
            verified=proof is not None and proof.given.attachment_id is not None,
            answer_ids=tuple(sorted({answer.id for answer in given.all()})),
        )


def planned_lines(material: CooperativeMonth, histories: Sequence[History]) -> Iterator[PlannedLine]:
    """A line for every action still open that is due by the end of next month, or late already."""
    until = material.month.next().next().first_day() - timedelta(days=1)
    for history in histories:
        standing = history.until(material.month) or unlisted(history.action)
        if not standing.state.is_open or standing.deadline > until:
            continue
        action = standing.on_action(history.action)
        yield PlannedLine(
            cooperative=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
            action_code=action.code,
            title=Titled(fr=action.title, ar=action.title_ar),
            axis=action.axis,
            responsible=action.responsible,
            deadline=action.deadline,
            days_late=action.days_late(material.counted_on),
            light=standing.light(history.action, material.counted_on, material.rules.limits),
        )


def indicator_lines(material: CooperativeMonth, histories: Sequence[History]) -> Iterator[IndicatorLine]:
    """A line for every indicator, by action and position, with the latest number that counts; no news is no number."""
    by_action = {history.action.id: history for history in histories}
    firsts = first_indicators(material.indicators)
    places = {history.action.id: place for place, history in enumerate(histories)}
    shown = (one for one in material.indicators if one.action_id in by_action)
    for indicator in sorted(shown, key=lambda one: (places[one.action_id], one.position, one.id)):
        asked = firsts[indicator.action_id].id == indicator.id
        reading = _latest_reading(by_action[indicator.action_id]) if asked else None
        yield _indicator_line(material, by_action[indicator.action_id], indicator, reading)


def _was_done_before(history: History, month: Month) -> bool:
    """Whether some earlier month ended with the action done: what is done once is counted once."""
    ends = {step.month: step.after.state for step in history.steps if step.month < month}
    return ActionState.DONE in ends.values()


def _latest_reading(history: History) -> Answer | None:
    """The last answer about an action that gave its indicator's value."""
    for step in reversed(history.steps):
        answer = step.given.followed.get(Ask.VALUE) or step.given.followed.get(Ask.PROGRESS)
        if step.given.has_news and answer is not None and answer.given.number is not None:
            return answer
    return None


def _indicator_line(
    material: CooperativeMonth, history: History, indicator: Indicator, reading: Answer | None
) -> IndicatorLine:
    actual = reading.given.number if reading else None
    return IndicatorLine(
        cooperative=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
        action_code=history.action.code,
        name=indicator.name,
        unit=indicator.unit,
        baseline=indicator.baseline,
        target=indicator.target,
        actual=actual,
        gap=None if actual is None else indicator.target - actual,
        progress_percent=indicator_progress_percent(indicator.baseline, indicator.target, actual),
        read_on=to_local(reading.at, material.rules).date() if reading else None,
    )
