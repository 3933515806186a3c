"""Morocco's public holidays and Ramadan, read from packages and handed to the rules as values.

Dates that follow the moon are estimates until they are announced; staff can correct them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import holidays
from hijridate import Gregorian, Hijri

from domain.rules import PublicDays

#: The feasts of the lunar year, as the `holidays` package names them in the language asked for below.
MOVABLE_FEASTS = frozenset({"Eid al-Fitr", "Eid al-Adha", "Islamic New Year", "Prophet's Birthday"})
_LANGUAGE = "en_US"
_RAMADAN = 9


def public_days(years: Iterable[int]) -> PublicDays:
    """The public days of those calendar years; a Ramadan that only touches one of them is given whole."""
    wanted = sorted(set(years))
    names = {year: _holidays_of(year) for year in wanted}
    return PublicDays(
        holidays=frozenset(day for days in names.values() for day in days),
        movable_feasts=frozenset(day for days in names.values() for day, said in days.items() if said & MOVABLE_FEASTS),
        ramadans=tuple(sorted({ramadan for year in wanted for ramadan in _ramadans_of(year)})),
    )


def _holidays_of(year: int) -> dict[date, set[str]]:
    """Each public holiday of a year with its names; ValueError if one of the four feasts is missing."""
    calendar = holidays.country_holidays("MA", years=year, language=_LANGUAGE, islamic_show_estimated=False)
    days = {day: set(calendar.get_list(day)) for day in calendar}
    missing = MOVABLE_FEASTS.difference(*days.values())
    if missing:
        raise ValueError(f"the holidays package names no {', '.join(sorted(missing))} in {year}")
    return days


def _ramadans_of(year: int) -> Iterator[tuple[date, date]]:
    """The Ramadans that begin or end in a year: one, rarely two."""
    new_year = Gregorian(year, 1, 1).to_hijri().year
    for hijri_year in range(new_year, new_year + 3):
        first = _day(Hijri(hijri_year, _RAMADAN, 1))
        last = _day(Hijri(hijri_year, _RAMADAN + 1, 1)) - timedelta(days=1)
        if year in {first.year, last.year}:
            yield first, last


def _day(hijri: Hijri) -> date:
    one = hijri.to_gregorian()
    return date(one.year, one.month, one.day)
