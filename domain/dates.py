"""Dates as people type them (docs/rules.md, "Numbers and dates")."""

import re
from datetime import date

from domain.plain_text import plain, unaccented

MAX_LENGTH = 40
_CENTURY = 2000
_SHORT_YEAR = len("27")
_LEAP_SEARCH = 8

#: Months as the field says them, without accents and hamzas; neighbours' names and French short forms are understood.
_MONTHS = (
    ("janvier", "janv", "يناير"),
    ("fevrier", "fevr", "fev", "فبراير"),
    ("mars", "مارس"),
    ("avril", "avr", "ابريل"),
    ("mai", "ماي", "مايو"),
    ("juin", "يونيو"),
    ("juillet", "juil", "يوليوز", "يوليو"),
    ("aout", "غشت", "اغسطس"),
    ("septembre", "sept", "شتنبر", "سبتمبر"),
    ("octobre", "oct", "اكتوبر"),
    ("novembre", "nov", "نونبر", "نوفمبر"),
    ("decembre", "dec", "دجنبر", "ديسمبر"),
)
_MONTH_NUMBERS = {unaccented(name): number for number, names in enumerate(_MONTHS, start=1) for name in names}

_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/. -]) ?([0-9]{1,2})(?: ?\2 ?([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WITH_NAME = re.compile(r"(?:le |يوم )?([0-9]{1,2})(?:er)? ?([^\W\d_]+)\.?(?: ([0-9]{4}))?")


def parse_date(text: str, today: date) -> date | None:
    """The date a short text gives; without a year it is the next such day, today included. None for all else."""
    if len(text) > MAX_LENGTH:
        return None
    said = unaccented(plain(text))
    if found := _YEAR_FIRST.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
        return _date_of(year, month, day)
    if found := _DAY_FIRST.fullmatch(said):
        return _resolve(int(found[1]), int(found[3]), found[4], today)
    if found := _WITH_NAME.fullmatch(said):
        return _resolve(int(found[1]), _MONTH_NUMBERS.get(found[2], 0), found[3], today)
    return None


def _resolve(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date_of(int(year) + (_CENTURY if len(year) == _SHORT_YEAR else 0), month, day)
    days = (_date_of(today.year + years, month, day) for years in range(_LEAP_SEARCH + 1))
    return next((one for one in days if one is not None and one >= today), None)


def _date_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
