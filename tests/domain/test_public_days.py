"""Morocco's public days as the packages give them: docs/rules.md, "Calendar"."""

from datetime import date

import pytest

from bot import public_days as module
from bot.public_days import public_days


def test_the_movable_feasts_of_2027() -> None:
    assert public_days([2027]).movable_feasts == {
        date(2027, 3, 9),
        date(2027, 3, 10),
        date(2027, 5, 16),
        date(2027, 5, 17),
        date(2027, 6, 6),
        date(2027, 8, 14),
        date(2027, 8, 15),
    }


def test_ramadan_2027_ends_the_day_before_the_feast() -> None:
    assert public_days([2027]).ramadans == ((date(2027, 2, 8), date(2027, 3, 8)),)


def test_the_fixed_holidays_of_2027() -> None:
    found = public_days([2027])
    fixed = {(1, 1), (1, 11), (1, 14), (5, 1), (7, 30), (8, 14), (8, 20), (8, 21), (10, 31), (11, 6), (11, 18)}
    assert found.holidays == {date(2027, month, day) for month, day in fixed} | found.movable_feasts


def test_the_country_is_morocco() -> None:
    """Its own list: throne day and the green march are in, and nobody else's days."""
    assert date(2026, 7, 30) in public_days([2026]).holidays
    assert date(2026, 2, 27) not in public_days([2026]).holidays


def test_the_environment_does_not_change_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    before = public_days([2027])
    for name in ("LANGUAGE", "LANG", "LC_ALL"):
        monkeypatch.setenv(name, "ar_MA.UTF-8")
    assert public_days([2027]) == before


def test_a_ramadan_over_new_year_is_given_whole_to_both_years() -> None:
    over = (date(2030, 12, 26), date(2031, 1, 23))
    assert public_days([2030]).ramadans == ((date(2030, 1, 5), date(2030, 2, 3)), over)
    assert over in public_days([2031]).ramadans
    assert public_days([2030, 2031]).ramadans.count(over) == 1


def test_years_join() -> None:
    both = public_days([2027, 2026, 2027])
    assert both.holidays == public_days([2026]).holidays | public_days([2027]).holidays
    assert len(both.ramadans) == 2
    assert public_days([]).holidays == frozenset()


def test_renamed_feasts_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOVABLE_FEASTS", frozenset({"Eid al-Fitr", "Another Feast"}))
    with pytest.raises(ValueError, match="Another Feast"):
        public_days([2027])
