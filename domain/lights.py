"""Traffic lights of actions and cooperatives (docs/rules.md, "Traffic lights")."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from domain.action_plan import Action, ActionState, Priority
from domain.rules import LightLimits

_GREY_AFTER = 2
_FULL = 100


class Light(StrEnum):
    """The light of an action or a cooperative on a given day."""

    DONE = "done"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


def action_light(action: Action, *, on: date, check_ins_without_news: int, limits: LightLimits) -> Light:
    """The light of an action on a day; `check_ins_without_news` counts the closed check-ins since its last news.

    What is blocked or far too late is red even without news, for that needs none to be true; every other light is only
    as good as the news behind it and turns grey without. A cancelled action has no light of its own: grey.
    """
    if not action.state.is_open:
        return Light.DONE if action.state is ActionState.DONE else Light.GREY
    late = action.days_late(on)
    if action.state is ActionState.BLOCKED or late > limits.red_days_late:
        return Light.RED
    if check_ins_without_news >= _GREY_AFTER:
        return Light.GREY
    gap = elapsed_percent(action.start, action.deadline, on) - (action.progress_percent or 0)
    if gap > limits.red_gap_points:
        return Light.RED
    amber = late > 0 or gap >= limits.amber_gap_points or check_ins_without_news > 0
    return Light.AMBER if amber or _is_due_unprepared(action, on, limits) else Light.GREEN


def elapsed_percent(start: date, deadline: date, on: date) -> Fraction:
    """The share of the time from start to deadline that has passed, from 0 to 100."""
    if on >= deadline:
        return Fraction(_FULL)
    if on <= start:
        return Fraction(0)
    return Fraction((on - start).days * _FULL, (deadline - start).days)


def check_ins_without_news(last_news_on: date | None, days: Iterable[date]) -> int:
    """How many closed check-ins, given by their days, opened after the last news about an action."""
    return sum(last_news_on is None or day > last_news_on for day in days)


def cooperative_light(lights: Iterable[tuple[Light, Priority]], limits: LightLimits) -> Light:
    """The light of a cooperative from those of its actions; cancelled ones are left out by the caller."""
    shown = tuple(lights)
    counts = Counter(light for light, _ in shown)
    if (Light.RED, Priority.HIGH) in shown or _is_share(counts[Light.RED], len(shown), limits):
        return Light.RED
    if counts[Light.RED] or _is_share(counts[Light.AMBER], len(shown), limits):
        return Light.AMBER
    open_count = len(shown) - counts[Light.DONE]
    if open_count == 0:
        return Light.DONE if shown else Light.GREY
    return Light.GREY if counts[Light.GREY] == open_count else Light.GREEN


def indicator_progress_percent(baseline: Decimal, target: Decimal, actual: Decimal | None) -> int | None:
    """How far an indicator has come from baseline to target, 0 to 100; 100 only once the target is reached.

    Targets below the baseline are reached by falling. None while nobody has said: never 0.
    """
    if actual is None:
        return None
    if actual <= target if target < baseline else actual >= target:
        return _FULL
    if target == baseline:
        return 0
    share = (actual - baseline) / (target - baseline) * _FULL
    return min(max(int(share.quantize(Decimal(1), ROUND_HALF_UP)), 0), _FULL - 1)


def _is_due_unprepared(action: Action, on: date, limits: LightLimits) -> bool:
    """Due soon with less than half done. Where nobody has spoken of progress only the gap takes it for none."""
    percent = action.progress_percent
    soon = 0 <= (action.deadline - on).days <= limits.amber_due_within_days
    return soon and percent is not None and percent < limits.amber_due_below_percent


def _is_share(count: int, total: int, limits: LightLimits) -> bool:
    """Whether so many of all reach the share that colours a cooperative."""
    return count > 0 and count * _FULL >= limits.cooperative_share_percent * total
