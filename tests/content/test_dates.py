"""Actions and events lie inside the programme, and events on days when people can come."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import holidays
import pytest

Sheet = Callable[[str], list[dict[str, Any]]]

START = date(2026, 12, 1)
END = date(2027, 5, 31)
FIRST_HALF_END = date(2027, 2, 28)
RAMADAN_START = date(2027, 2, 8)
ESTIMATED = "(estimé)"
MONDAY_TO_THURSDAY = range(4)


def moroccan_holidays() -> dict[date, str]:
    return dict(holidays.country_holidays("MA", years=[2026, 2027], language="fr"))


def movable_feasts() -> set[date]:
    named = {day for day, name in moroccan_holidays().items() if ESTIMATED in name}
    return named | {RAMADAN_START}


def test_the_holidays_library_still_marks_estimates() -> None:
    assert date(2027, 5, 16) in movable_feasts()


def test_programme_starts_in_december(sheet: Sheet) -> None:
    (programme,) = sheet("Programme")
    assert programme["début"] == datetime.combine(START, time())


def test_actions_lie_inside_the_programme(sheet: Sheet) -> None:
    for row in sheet("Actions"):
        assert START <= row["début"].date() < row["échéance"].date() <= END, row["code"]


@pytest.mark.parametrize(
    ("code", "deadline"),
    [
        *(("P1", date(2027, 1, 31)), ("P2", date(2027, 3, 31)), ("P3", date(2027, 3, 31))),
        *(("P6", date(2027, 4, 30)), ("C2", date(2027, 2, 28)), ("F1", date(2026, 12, 31))),
        *(("L1", date(2027, 2, 28)), ("G2", date(2027, 1, 31)), ("T1", date(2027, 5, 31))),
        ("X1", date(2027, 4, 30)),
    ],
)
def test_the_worked_plan_keeps_its_deadlines(sheet: Sheet, code: str, deadline: date) -> None:
    (action,) = [row for row in sheet("Actions") if row["code"] == f"C10-{code}"]
    assert action["échéance"].date() == deadline


def test_other_deadlines_are_working_days(sheet: Sheet) -> None:
    days_off = moroccan_holidays()
    for row in sheet("Actions"):
        day = row["échéance"].date()
        if row["coopérative"] != "C10":
            assert day.weekday() < 5, row["code"]
            assert day not in days_off, row["code"]


def test_events_are_on_days_when_people_can_come(sheet: Sheet) -> None:
    days_off = moroccan_holidays()
    around_feasts = {feast + timedelta(days=shift) for feast in movable_feasts() for shift in (-1, 0, 1)}
    for row in sheet("Calendrier"):
        day = row["date"].date()
        assert START <= day <= END, row["code"]
        assert day.weekday() in MONDAY_TO_THURSDAY, row["code"]
        assert day not in days_off, row["code"]
        assert day not in around_feasts, row["code"]


def test_events_have_a_time_of_day_and_no_two_the_same_day(sheet: Sheet) -> None:
    events = sheet("Calendrier")
    assert all(time(9) <= row["heure"] <= time(15) for row in events)
    assert len({row["date"] for row in events}) == len(events)


def test_four_modules_in_each_half(sheet: Sheet) -> None:
    modules = [row["date"].date() for row in sheet("Calendrier") if row["type"] == "formation"]
    assert sum(day <= FIRST_HALF_END for day in modules) == 4
    assert sum(day > FIRST_HALF_END for day in modules) == 4


def test_one_workshop_a_month(sheet: Sheet) -> None:
    months = [f"{row['date']:%Y-%m}" for row in sheet("Calendrier") if row["type"] == "atelier"]
    assert sorted(months) == ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"]
