"""The lights: docs/rules.md, "Traffic lights". The action of the builder runs over 120 days from 1 December 2026."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.action_plan import ActionState, Priority
from domain.lights import (
    Light,
    action_light,
    check_ins_without_news,
    cooperative_light,
    elapsed_percent,
    indicator_progress_percent,
)
from domain.rules import LightLimits
from tests.domain.builders import action

LIMITS = LightLimits()
START = date(2026, 12, 1)
DEADLINE = date(2027, 3, 31)
HALFWAY = date(2027, 1, 30)


def light(on: date, silent: int = 0, **told: Any) -> Light:
    return action_light(action(**told), on=on, check_ins_without_news=silent, limits=LIMITS)


def test_done_whatever_the_day() -> None:
    assert light(date(2028, 1, 1), 5, state=ActionState.DONE) is Light.DONE


def test_blocked_is_red_even_without_news() -> None:
    assert light(START, state=ActionState.BLOCKED, progress_percent=90) is Light.RED
    assert light(START, 2, state=ActionState.BLOCKED) is Light.RED


@pytest.mark.parametrize(("days", "expected"), [(0, Light.GREEN), (1, Light.AMBER), (15, Light.AMBER), (16, Light.RED)])
def test_late(days: int, expected: Light) -> None:
    assert light(DEADLINE + timedelta(days=days), progress_percent=90) is expected


def test_far_too_late_stays_red_without_news_a_little_late_does_not() -> None:
    assert light(DEADLINE + timedelta(days=16), 2, progress_percent=90) is Light.RED
    assert light(DEADLINE + timedelta(days=15), 2, progress_percent=90) is Light.GREY


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(9, Light.RED), (10, Light.AMBER), (30, Light.AMBER), (31, Light.GREEN), (100, Light.GREEN)],
)
def test_gap_at_half_time(progress: int, expected: Light) -> None:
    assert light(HALFWAY, progress_percent=progress) is expected


def test_unsaid_progress_counts_as_none_for_the_gap() -> None:
    assert light(HALFWAY) is Light.RED
    assert light(START + timedelta(days=23)) is Light.GREEN
    assert light(START + timedelta(days=24)) is Light.AMBER


@pytest.mark.parametrize(
    ("days", "progress", "expected"),
    [
        (14, 49, Light.AMBER),
        (14, 50, Light.GREEN),
        (15, 49, Light.GREEN),
        (0, 49, Light.AMBER),
        (14, None, Light.GREEN),
    ],
)
def test_due_soon_with_less_than_half(days: int, progress: int | None, expected: Light) -> None:
    """With limits so wide that the gap says nothing."""
    limits = LightLimits(red_gap_points=100, amber_gap_points=101)
    on = DEADLINE - timedelta(days=days)
    assert action_light(action(progress_percent=progress), on=on, check_ins_without_news=0, limits=limits) is expected


@pytest.mark.parametrize(("silent", "expected"), [(0, Light.GREEN), (1, Light.AMBER), (2, Light.GREY), (3, Light.GREY)])
def test_without_news(silent: int, expected: Light) -> None:
    assert light(HALFWAY, silent, progress_percent=50) is expected


def test_without_news_a_gap_proves_nothing() -> None:
    assert light(HALFWAY, 2, progress_percent=0) is Light.GREY


def test_cancelled_has_no_light() -> None:
    assert light(HALFWAY, state=ActionState.CANCELLED) is Light.GREY


def test_elapsed() -> None:
    assert elapsed_percent(START, DEADLINE, HALFWAY) == 50
    assert elapsed_percent(START, DEADLINE, START - timedelta(days=9)) == 0
    assert elapsed_percent(START, DEADLINE, DEADLINE + timedelta(days=9)) == 100
    assert elapsed_percent(START, START, START) == 100
    assert elapsed_percent(DEADLINE, START, START - timedelta(days=1)) == 0


def test_counting_check_ins_without_news() -> None:
    days = [date(2026, 12, 7), date(2026, 12, 21), date(2027, 1, 5)]
    assert check_ins_without_news(None, days) == 3
    assert check_ins_without_news(date(2026, 12, 21), days) == 1
    assert check_ins_without_news(date(2026, 12, 9), days) == 2
    assert check_ins_without_news(date(2027, 1, 6), days) == 0


def many(**counts: int) -> list[tuple[Light, Priority]]:
    return [(Light(name), Priority.MEDIUM) for name, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([], Light.GREY),
        (many(green=10), Light.GREEN),
        (many(done=10), Light.DONE),
        (many(grey=10), Light.GREY),
        (many(done=3, grey=2), Light.GREY),
        (many(done=3, grey=2, green=1), Light.GREEN),
        (many(done=9, green=1), Light.GREEN),
        (many(red=1, green=9), Light.AMBER),
        (many(red=3, green=7), Light.RED),
        (many(red=2, green=8), Light.AMBER),
        (many(red=1, green=2), Light.RED),
        (many(amber=1, green=2), Light.AMBER),
        (many(amber=2, green=8), Light.GREEN),
        (many(amber=3, green=7), Light.AMBER),
        (many(amber=3, grey=7), Light.AMBER),
        ([(Light.RED, Priority.HIGH), *many(green=9)], Light.RED),
        ([(Light.AMBER, Priority.HIGH), *many(green=9)], Light.GREEN),
        ([(Light.RED, Priority.LOW), *many(done=9)], Light.AMBER),
    ],
)
def test_cooperative(lights: list[tuple[Light, Priority]], expected: Light) -> None:
    assert cooperative_light(lights, LIMITS) is expected


@given(lights=st.lists(st.tuples(st.sampled_from(Light), st.sampled_from(Priority)), max_size=12))
def test_a_cooperative_is_never_better_for_a_red_action_more(lights: list[tuple[Light, Priority]]) -> None:
    worse = cooperative_light([*lights, (Light.RED, Priority.MEDIUM)], LIMITS)
    assert worse in {Light.RED, Light.AMBER}
    assert (
        cooperative_light(lights, LIMITS) is not Light.RED or (Light.RED, Priority.HIGH) in lights or worse is Light.RED
    )
    assert cooperative_light(lights[::-1], LIMITS) is cooperative_light(lights, LIMITS)


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "percent"),
    [
        ("0", "5", None, None),
        ("0", "5", "0", 0),
        ("0", "3", "1", 33),
        ("0", "3", "2", 67),
        ("45", "75", "60", 50),
        ("0", "5", "5", 100),
        ("0", "5", "7", 100),
        ("0", "5", "-1", 0),
        ("0", "1000", "999", 99),
        ("20", "5", "20", 0),
        ("20", "5", "14", 40),
        ("20", "5", "5", 100),
        ("20", "5", "2", 100),
        ("20", "5", "30", 0),
        ("4", "4", "4", 100),
        ("4", "4", "5", 100),
        ("4", "4", "3", 0),
    ],
)
def test_indicator_progress(baseline: str, target: str, actual: str | None, percent: int | None) -> None:
    said = None if actual is None else Decimal(actual)
    assert indicator_progress_percent(Decimal(baseline), Decimal(target), said) == percent


NUMBERS = st.decimals(Decimal(-1_000_000), Decimal(1_000_000), places=3)


@given(baseline=NUMBERS, target=NUMBERS, actual=NUMBERS)
def test_indicator_progress_is_full_exactly_when_reached(baseline: Decimal, target: Decimal, actual: Decimal) -> None:
    percent = indicator_progress_percent(baseline, target, actual)
    assert percent is not None
    assert 0 <= percent <= 100
    assert (percent == 100) is (actual <= target if target < baseline else actual >= target)


@given(
    on=st.dates(date(2026, 11, 1), date(2027, 6, 1)),
    state=st.sampled_from([ActionState.NOT_STARTED, ActionState.IN_PROGRESS]),
    progress=st.none() | st.integers(0, 100),
    silent=st.integers(0, 3),
)
def test_more_progress_or_news_never_worsens(on: date, state: ActionState, progress: int | None, silent: int) -> None:
    order = [Light.GREEN, Light.AMBER, Light.GREY, Light.RED]
    now = order.index(light(on, silent, state=state, progress_percent=progress))
    assert progress is None or order.index(light(on, silent, state=state, progress_percent=100)) <= now
    assert silent != 1 or order.index(light(on, 0, state=state, progress_percent=progress)) <= now
