"""The ladder of silence: docs/rules.md, "Ladder"."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from domain.calendar import check_in_day, is_working_day
from domain.check_in import Rung
from domain.ladder import next_rung, rung_at, rungs
from domain.period import Month, Period
from domain.quiet_hours import is_allowed
from domain.rules import PublicDays, Rules

ALL_DAYS = [date(2026, 1, 1) + timedelta(days=days) for days in range(5 * 365)]
PERIODS = [Period(Month(year, month), half) for year in range(2026, 2031) for month in range(1, 13) for half in (1, 2)]

#: In January 2030 a holiday, a weekend and a holiday leave no working day between the last reminder and the closing.
NOBODY_WORKS = Period(Month(2030, 1), 1)


def ladder(on: date, rules: Rules) -> dict[str, str]:
    """The whole ladder as text, for hand-made expectations."""
    return {rung.value: f"{rung_at(rung, on, rules):%Y-%m-%d %H:%M}" for rung in rungs(on, rules)}


def test_an_ordinary_week(rules: Rules) -> None:
    assert ladder(date(2026, 12, 7), rules) == {
        "eve": "2026-12-06 17:30",
        "opening": "2026-12-07 09:30",
        "first_reminder": "2026-12-08 09:30",
        "second_reminder": "2026-12-10 09:30",
        "call_task": "2026-12-14 09:30",
        "closing": "2026-12-14 20:30",
    }


def test_reminders_may_fall_on_a_weekend_but_calls_may_not(rules: Rules) -> None:
    assert ladder(date(2027, 5, 20), rules) == {
        "eve": "2027-05-19 17:30",
        "opening": "2027-05-20 09:30",
        "first_reminder": "2027-05-21 09:30",
        "second_reminder": "2027-05-23 09:30",
        "call_task": "2027-05-25 09:30",
        "closing": "2027-05-27 20:30",
    }
    assert ladder(date(2027, 1, 5), rules)["call_task"] == "2027-01-12 09:30"  # a Sunday and a holiday before it


def test_ramadan_has_its_hours_and_one_reminder_fewer(rules: Rules) -> None:
    assert ladder(date(2027, 2, 22), rules) == {
        "eve": "2027-02-21 11:00",
        "opening": "2027-02-22 10:30",
        "second_reminder": "2027-02-25 10:30",
        "call_task": "2027-03-01 10:30",
        "closing": "2027-03-01 20:30",
    }


def test_reminder_and_call_wait_for_the_end_of_the_feast(rules: Rules) -> None:
    assert ladder(date(2027, 3, 4), rules) == {
        "eve": "2027-03-03 11:00",
        "opening": "2027-03-04 10:30",
        "second_reminder": "2027-03-11 09:00",
        "call_task": "2027-03-11 09:30",
        "closing": "2027-03-11 20:30",
    }


def test_the_reminder_that_would_fall_into_ramadan_is_spared(rules: Rules) -> None:
    assert Rung.FIRST_REMINDER not in rungs(date(2027, 2, 7), rules)
    assert Rung.FIRST_REMINDER in rungs(date(2027, 2, 4), rules)


def test_the_eve_keeps_out_of_silent_days(rules: Rules) -> None:
    assert ladder(date(2027, 2, 10), rules)["eve"] == "2027-02-07 17:30"


def test_a_check_in_moved_to_a_silent_day_opens_after_it_and_takes_its_seven_days(rules: Rules) -> None:
    assert ladder(date(2027, 5, 17), rules) == {
        "eve": "2027-05-15 17:30",
        "opening": "2027-05-18 09:30",
        "first_reminder": "2027-05-19 09:30",
        "second_reminder": "2027-05-21 09:30",
        "call_task": "2027-05-24 09:30",
        "closing": "2027-05-25 20:30",
    }


def test_the_call_comes_a_day_early_where_only_holidays_follow(rules: Rules) -> None:
    assert ladder(date(2027, 1, 4), rules)["call_task"] == "2027-01-08 09:30"


def test_the_call_comes_on_the_closing_day_if_nobody_works_all_week(rules: Rules) -> None:
    holidays = frozenset(date(2026, 12, 7) + timedelta(days=days) for days in range(20))
    idle = Rules(zone=rules.zone, public_days=PublicDays(holidays=holidays))
    assert ladder(date(2026, 12, 7), idle)["call_task"] == "2026-12-14 09:30"


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_check_in_of_five_years(rules: Rules, period: Period) -> None:
    on = check_in_day(period, rules)
    applying = rungs(on, rules)
    instants = [rung_at(rung, on, rules) for rung in applying]
    assert all(earlier < later for earlier, later in pairwise(instants))
    assert instants[0].astimezone(rules.zone).date() < on
    assert all(is_allowed(at, rules) for at in instants[:-1])
    assert instants[1].astimezone(rules.zone).date() == on
    assert is_working_day(instants[-2].astimezone(rules.zone).date(), rules) or period == NOBODY_WORKS
    assert instants[-1].astimezone(rules.zone).date() == on + timedelta(days=7)


def test_rungs_rise_whatever_day_staff_move_a_check_in_to(rules: Rules) -> None:
    for on in ALL_DAYS:
        instants = [rung_at(rung, on, rules) for rung in rungs(on, rules)]
        assert all(earlier < later for earlier, later in pairwise(instants)), on


def test_each_ladder_ends_before_the_next_begins(rules: Rules) -> None:
    days = [check_in_day(period, rules) for period in PERIODS]
    for before, after in pairwise(days):
        assert rung_at(Rung.CLOSING, before, rules) < rung_at(Rung.EVE, after, rules)


def test_next_rung_walks_the_ladder(rules: Rules) -> None:
    on = date(2026, 12, 7)
    assert next_rung(None, on, rules) == (Rung.EVE, datetime(2026, 12, 6, 17, 30, tzinfo=UTC))
    walked: list[Rung] = []
    step = next_rung(None, on, rules)
    while step is not None:
        walked.append(step[0])
        step = next_rung(step[0], on, rules)
    assert tuple(walked) == tuple(Rung)


def test_next_rung_steps_over_the_spared_reminder(rules: Rules) -> None:
    on = date(2027, 2, 22)
    step = next_rung(Rung.OPENING, on, rules)
    assert step is not None
    assert step[0] is Rung.SECOND_REMINDER
    after_spared = next_rung(Rung.FIRST_REMINDER, on, rules)
    assert after_spared is not None
    assert after_spared[0] is Rung.SECOND_REMINDER
    assert next_rung(Rung.CLOSING, on, rules) is None
