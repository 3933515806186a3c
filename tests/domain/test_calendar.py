"""The calendar: docs/rules.md, "Calendar"."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import add_working_days, check_in_day, is_working_day, periods_of
from domain.period import Month, Period
from domain.programme import Programme
from domain.rules import PublicDays, Rules

EXPECTED = {
    "2026-12-1": date(2026, 12, 7),
    "2026-12-2": date(2026, 12, 21),
    "2027-01-1": date(2027, 1, 5),
    "2027-01-2": date(2027, 1, 20),
    "2027-02-1": date(2027, 2, 4),
    "2027-02-2": date(2027, 2, 22),
    "2027-03-1": date(2027, 3, 4),
    "2027-03-2": date(2027, 3, 22),
    "2027-04-1": date(2027, 4, 5),
    "2027-04-2": date(2027, 4, 20),
    "2027-05-1": date(2027, 5, 5),
    "2027-05-2": date(2027, 5, 20),
}
PERIODS = [Period(Month(year, month), half) for year in range(2026, 2031) for month in range(1, 13) for half in (1, 2)]
PLAIN = Rules(zone=ZoneInfo("Africa/Casablanca"))


def programme(start: date, months: int) -> Programme:
    return Programme(name="Appui", start=start, months=months, time_zone="Africa/Casablanca")


def test_the_days_of_the_first_six_months(rules: Rules) -> None:
    assert {str(one): check_in_day(one, rules) for one in periods_of(programme(date(2026, 12, 1), 6))} == EXPECTED


def test_gaps_over_the_year(rules: Rules) -> None:
    days = [check_in_day(one, rules) for one in periods_of(programme(date(2026, 12, 1), 13))]
    assert {10, 19} == {
        min((after - before).days for before, after in pairwise(days)),
        max((after - before).days for before, after in pairwise(days)),
    }


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_day_of_five_years_keeps_the_rule(rules: Rules, period: Period) -> None:
    on = check_in_day(period, rules)
    public = rules.public_days
    nominal = date(period.month.year, period.month.month, 5 if period.half == 1 else 20)
    assert abs((on - nominal).days) <= 4
    assert on.weekday() <= 3
    assert on not in public.holidays
    moving = public.movable_feasts | {first for first, _ in public.ramadans}
    assert all(abs((on - day).days) > 1 for day in moving)


def test_forward_first_then_back() -> None:
    on_saturday = Period(Month(2026, 12), 1)
    assert check_in_day(on_saturday, PLAIN) == date(2026, 12, 7)
    holidays = frozenset(date(2026, 12, day) for day in (7, 8, 9))
    blocked = Rules(zone=PLAIN.zone, public_days=PublicDays(holidays=holidays))
    assert check_in_day(on_saturday, blocked) == date(2026, 12, 3)


def test_kept_off_a_feast_and_the_start_of_ramadan_by_a_day() -> None:
    period = Period(Month(2026, 11), 1)  # 5 November 2026 is a Thursday
    assert check_in_day(period, PLAIN) == date(2026, 11, 5)
    for day in (4, 5, 6):
        feast = Rules(zone=PLAIN.zone, public_days=PublicDays(movable_feasts=frozenset({date(2026, 11, day)})))
        ramadan = Rules(zone=PLAIN.zone, public_days=PublicDays(ramadans=((date(2026, 11, day), date(2026, 12, day)),)))
        assert check_in_day(period, feast) == check_in_day(period, ramadan) == date(2026, 11, 9)


def test_no_day_suits() -> None:
    holidays = frozenset(date(2026, 12, 1) + timedelta(days=days) for days in range(9))
    with pytest.raises(ValueError, match="2026-12-1"):
        check_in_day(Period(Month(2026, 12), 1), Rules(zone=PLAIN.zone, public_days=PublicDays(holidays=holidays)))


def test_a_nominal_day_beyond_the_month_is_its_last() -> None:
    rules = Rules(zone=PLAIN.zone, nominal_days=(15, 31))
    assert check_in_day(Period(Month(2026, 9), 2), rules) == date(2026, 9, 30)


def test_periods_cross_the_year() -> None:
    assert [str(one) for one in periods_of(programme(date(2026, 12, 15), 2))] == [
        "2026-12-1",
        "2026-12-2",
        "2027-01-1",
        "2027-01-2",
    ]
    assert periods_of(programme(date(2026, 12, 1), 0)) == ()


@pytest.mark.parametrize(
    ("on", "worked"),
    [
        (date(2026, 12, 7), True),
        (date(2026, 12, 11), True),
        (date(2026, 12, 12), False),
        (date(2026, 12, 13), False),
        (date(2027, 1, 11), False),
        (date(2027, 3, 9), False),
        (date(2027, 3, 8), True),
    ],
)
def test_working_days(rules: Rules, on: date, worked: bool) -> None:
    assert is_working_day(on, rules) is worked


@pytest.mark.parametrize(
    ("at", "days", "expected"),
    [
        ("2026-12-07T10:15", 2, "2026-12-09T10:15"),
        ("2026-12-10T10:15", 2, "2026-12-14T10:15"),
        ("2026-12-11T10:15", 1, "2026-12-14T10:15"),
        ("2026-12-12T10:15", 1, "2026-12-14T10:15"),
        ("2026-12-12T10:15", 0, "2026-12-14T10:15"),
        ("2026-12-07T10:15", 0, "2026-12-07T10:15"),
        ("2026-12-31T10:15", 1, "2027-01-04T10:15"),
        ("2027-03-08T10:15", 1, "2027-03-11T10:15"),
    ],
)
def test_add_working_days(rules: Rules, at: str, days: int, expected: str) -> None:
    start = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert add_working_days(start, days, rules) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_the_local_hour_is_kept_when_the_clock_changes(rules: Rules) -> None:
    friday = datetime(2026, 9, 18, 9, 0, tzinfo=UTC)  # 10:00 in Morocco, which left UTC+1 on the Sunday
    assert add_working_days(friday, 1, rules) == datetime(2026, 9, 21, 10, 0, tzinfo=UTC)


def test_working_days_are_counted_forward(rules: Rules) -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(datetime(2026, 12, 7, tzinfo=UTC), -1, rules)


@given(minutes=st.integers(0, 5 * 365 * 1440), days=st.integers(0, 10), more=st.integers(0, 10))
def test_working_days_add_up(rules: Rules, minutes: int, days: int, more: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    once = add_working_days(at, days, rules)
    assert is_working_day(once.astimezone(rules.zone).date(), rules)
    assert once >= at or days == 0
    assert once.utcoffset() == timedelta(0)
    assert days == 0 or add_working_days(once, more, rules) == add_working_days(at, days + more, rules)
