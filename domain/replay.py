"""Where each action stood after each check-in, played again from the answers (docs/rules.md, "Summary").

The rows of the plan say where an action stands today; a month's figures must not change with what came later.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.action_plan import Action, ActionState, Constraint, Indicator
from domain.answer import Ask
from domain.check_in import AgendaItem, CheckInState
from domain.dialogue import ActionOutcome, ItemAnswers, effective_answers, outcome
from domain.lights import Light, action_light, indicator_progress_percent
from domain.local_time import to_local
from domain.month_material import CooperativeMonth, RecordedCheckIn, answers_by_item
from domain.period import Month
from domain.rules import LightLimits, Rules

_NOTHING_SAID = ItemAnswers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an action stands. `without_news` counts the closed check-ins since its last news."""

    state: ActionState
    percent: int | None
    reason: Constraint | None
    blocked_on: date | None
    done_on: date | None
    deadline: date
    last_news_on: date | None = None
    without_news: int = 0

    def on_action(self, action: Action) -> Action:
        """The action as it stood."""
        return replace(
            action,
            state=self.state,
            progress_percent=self.percent,
            blocked_by=self.reason,
            blocked_on=self.blocked_on,
            done_on=self.done_on,
            deadline=self.deadline,
            last_news_on=self.last_news_on,
        )

    def light(self, action: Action, on: date, limits: LightLimits) -> Light:
        """The action's light on that day."""
        return action_light(self.on_action(action), on=on, check_ins_without_news=self.without_news, limits=limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action in one check-in: what counts of the answers about it, and where it stood before and after.

    `said_on` is the local day of the status.
    """

    month: Month
    item: AgendaItem
    given: ItemAnswers
    said_on: date | None
    before: Standing
    after: Standing

    @property
    def became_done(self) -> bool:
        return self.after.state is ActionState.DONE and self.before.state is not ActionState.DONE

    @property
    def reports_blocked(self) -> bool:
        return self.given.has_news and self.after.state is ActionState.BLOCKED


@dataclass(frozen=True, slots=True)
class History:
    """An action with its steps in order; an action that no check-in has listed has none."""

    action: Action
    steps: tuple[Step, ...]

    def until(self, month: Month) -> Standing | None:
        """Where it stood after the month's check-ins; None if none had listed it by then."""
        return next((step.after for step in reversed(self.steps) if step.month <= month), None)

    def of_month(self, month: Month) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.month == month)


def histories(material: CooperativeMonth) -> tuple[History, ...]:
    """The history of every action that is not cancelled, by code."""
    steps: dict[int, list[Step]] = defaultdict(list)
    firsts = first_indicators(material.indicators)
    for recorded in material.check_ins:
        answers = answers_by_item(recorded.answers)
        for item in recorded.items:
            before = steps[item.action_id]
            given = effective_answers(answers[item.id], item.id) if item.id in answers else _NOTHING_SAID
            step = _step(recorded, item, given, before, firsts.get(item.action_id), material.rules)
            steps[item.action_id].append(step)
    kept = (one for one in material.actions if one.state is not ActionState.CANCELLED)
    return tuple(History(one, tuple(steps[one.id])) for one in sorted(kept, key=lambda action: action.code))


def first_indicators(indicators: Sequence[Indicator]) -> dict[int, Indicator]:
    """By action id the indicator that check-ins ask about: the action's first."""
    return {one.action_id: one for one in sorted(indicators, key=lambda one: (one.position, one.id), reverse=True)}


def unlisted(action: Action) -> Standing:
    """Where an action stands that no check-in has listed: not started, nothing said."""
    return Standing(
        state=ActionState.NOT_STARTED,
        percent=None,
        reason=None,
        blocked_on=None,
        done_on=None,
        deadline=action.deadline,
    )


def percent_said(given: ItemAnswers, indicator: Indicator | None) -> int | None:
    """What the progress answer comes to: the percentage itself, or how far the number is from baseline to target."""
    progress = given.followed.get(Ask.PROGRESS)
    if progress is None:
        return None
    if progress.given.percent is not None or indicator is None:
        return progress.given.percent
    return indicator_progress_percent(indicator.baseline, indicator.target, progress.given.number)


def _step(
    recorded: RecordedCheckIn,
    item: AgendaItem,
    given: ItemAnswers,
    earlier: Sequence[Step],
    indicator: Indicator | None,
    rules: Rules,
) -> Step:
    before = _standing_before(recorded, item, earlier)
    said_on = to_local(given.status.at, rules).date() if given.status else None
    after = before
    if given.has_news and said_on is not None:
        based = _based_on(item, before)
        after = _standing_after(before, outcome(based, given, said_on, percent_said(given, indicator)), said_on)
    elif recorded.check_in.state.is_final and recorded.check_in.state is not CheckInState.EXCUSED:
        after = replace(before, without_news=before.without_news + 1)
    return Step(
        month=recorded.check_in.period.month, item=item, given=given, said_on=said_on, before=before, after=after
    )


def _standing_before(recorded: RecordedCheckIn, item: AgendaItem, earlier: Sequence[Step]) -> Standing:
    """What the check-ins before left; for the first, what the agenda froze (imports can set states).

    The deadline is always the agenda's, for plans are edited between check-ins, unless an answer about an earlier
    check-in came after this agenda was frozen.
    """
    if not earlier:
        return Standing(
            state=item.state_before,
            percent=item.progress_before_percent,
            reason=item.blocked_by_before,
            blocked_on=item.blocked_on_before,
            done_on=None,
            deadline=item.deadline_before,
            last_news_on=item.last_news_before,
        )
    before = earlier[-1].after
    if before.deadline == item.deadline_before or _answered_since(recorded.check_in.opened_at, earlier):
        return before
    return replace(before, deadline=item.deadline_before)


def _answered_since(opened_at: datetime | None, steps: Sequence[Step]) -> bool:
    """Whether an answer of earlier check-ins came after this one had opened."""
    return opened_at is not None and any(one.at > opened_at for step in steps for one in step.given.all())


def _based_on(item: AgendaItem, before: Standing) -> AgendaItem:
    """The agenda's item with what the replay knows: an earlier answer may have been corrected since it was frozen."""
    frozen = (item.state_before, item.progress_before_percent, item.blocked_by_before, item.blocked_on_before)
    if frozen == (before.state, before.percent, before.reason, before.blocked_on):
        return item
    return replace(
        item,
        state_before=before.state,
        progress_before_percent=before.percent,
        blocked_by_before=before.reason,
        blocked_on_before=before.blocked_on,
    )


def _standing_after(before: Standing, said: ActionOutcome, said_on: date) -> Standing:
    """A reason or a day that is not said again stays; what was done stays done on the day it was first said."""
    is_blocked = said.state is ActionState.BLOCKED
    is_done = said.state is ActionState.DONE
    return Standing(
        state=said.state,
        percent=said.percent,
        reason=(before.reason if said.reason is None else said.reason) if is_blocked else None,
        blocked_on=said.blocked_on,
        done_on=(before.done_on or said.done_on) if is_done else None,
        deadline=said.new_deadline or before.deadline,
        last_news_on=said_on,
    )
