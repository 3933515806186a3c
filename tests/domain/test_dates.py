"""Dates: docs/rules.md, "Numbers and dates"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import parse_date

TODAY = date(2027, 1, 15)
LAST_OF_MARCH = date(2027, 3, 31)

FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
ARABIC = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2027",
        "31/3/2027",
        "31-3-27",
        "31.03.27",
        "31 / 03 / 2027",
        "31 03 2027",
        "31.03",
        "31/03",
        "31-3",
        "2027-03-31",
        "٣١/٠٣/٢٠٢٧",
        "۳۱/۰۳",
        "31 mars",
        "31 mars 2027",
        "le 31 Mars 2027",
        "31 MARS",
        "  31   mars  ",
        "31 مارس",
        "٣١ مارس ٢٠٢٧",
        "يوم 31 مارس",
        "\u200f31/03/2027",
    ],
)
def test_understood(text: str) -> None:
    assert parse_date(text, TODAY) == LAST_OF_MARCH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/01", TODAY),
        ("14/01", date(2028, 1, 14)),
        ("14/01/2027", date(2027, 1, 14)),
        ("14 janvier", date(2028, 1, 14)),
        ("29/02", date(2028, 2, 29)),
        ("1er août", date(2027, 8, 1)),
        ("1 aout", date(2027, 8, 1)),
        ("5 févr.", date(2027, 2, 5)),
        ("5 fevrier", date(2027, 2, 5)),
        ("2 اكتوبر", date(2027, 10, 2)),
        ("2 أكتوبر", date(2027, 10, 2)),
        ("31/03/1999", date(1999, 3, 31)),
        ("2 ديسمبر", date(2027, 12, 2)),
    ],
)
def test_the_next_such_day(text: str, expected: date) -> None:
    assert parse_date(text, TODAY) == expected


def test_leap_days_are_looked_for_over_a_century_without() -> None:
    assert parse_date("29/02", date(2096, 3, 1)) == date(2104, 2, 29)


def test_bounds() -> None:
    assert parse_date("31/03/2027".ljust(40), TODAY) == LAST_OF_MARCH
    assert parse_date("31/03/2027".ljust(41), TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31",
        "mars",
        "demain",
        "31/02/2027",
        "31/13",
        "0/3",
        "32/3",
        "31/3/127",
        "31-03/2027",
        "29/02/2027",
        "31 martobre",
        "31 mars 27 ou avril",
        "entre le 5 et le 6 mars",
        "31/03/2027 31/04/2027",
        "2027-13-01",
        "31 mars 0000",
        "3" * 50,
    ],
)
def test_not_a_date(text: str) -> None:
    assert parse_date(text, TODAY) is None


@given(text=st.text(max_size=60), today=st.dates())
def test_never_raises(text: str, today: date) -> None:
    parse_date(text, today)


@given(text=st.text(alphabet="0123456789٣/.- marsأكتوبر", max_size=16), today=st.dates())
def test_never_raises_on_what_looks_like_dates(text: str, today: date) -> None:
    parse_date(text, today)


@given(
    on=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    months=st.sampled_from([FRENCH, ARABIC]),
    arabic_digits=st.booleans(),
)
def test_round_trip_with_a_year(on: date, months: list[str], arabic_digits: bool) -> None:
    for text in (f"{on:%d/%m/%Y}", f"{on:%d-%m-%y}", f"{on.day} {months[on.month - 1]} {on.year}", on.isoformat()):
        assert parse_date(text.translate(ARABIC_DIGITS) if arabic_digits else text, TODAY) == on


@given(ahead=st.integers(0, 364), today=st.dates(date(2026, 1, 1), date(2035, 1, 1)))
def test_round_trip_without_a_year(ahead: int, today: date) -> None:
    on = today + timedelta(days=ahead)
    assert parse_date(f"{on.day}/{on.month}", today) == on
    assert parse_date(f"{on.day} {FRENCH[on.month - 1]}", today) == on
