"""Days and months as people write them. Arabic is that of Morocco: يناير … دجنبر, Latin digits."""

from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date

from domain.people import Language
from domain.period import Month

_LOCALES = {Language.ARABIC: "ar_MA", Language.FRENCH: "fr", Language.ENGLISH: "en_GB"}


@cache
def locale_of(language: Language) -> Locale:
    """Babel's locale of a language."""
    return Locale.parse(_LOCALES[language])


def _pattern(day: date, language: Language, rest: str) -> str:
    """French counts the first of a month as « 1er »."""
    return rest.replace("d ", "d'er' ", 1) if language is Language.FRENCH and day.day == 1 else rest


@lru_cache(maxsize=4096)
def weekday_and_day(day: date, language: Language) -> str:
    """« lundi 7 décembre »."""
    return format_date(day, _pattern(day, language, "EEEE d MMMM"), locale=locale_of(language))


@lru_cache(maxsize=4096)
def day_and_month(day: date, language: Language) -> str:
    """« 7 décembre »."""
    return format_date(day, _pattern(day, language, "d MMMM"), locale=locale_of(language))


@lru_cache(maxsize=4096)
def full_date(day: date, language: Language) -> str:
    """« 7 décembre 2026 »."""
    return format_date(day, _pattern(day, language, "d MMMM y"), locale=locale_of(language))


@lru_cache(maxsize=1024)
def short_date(day: date, language: Language) -> str:
    """« 07/12/2026 », for the columns of documents."""
    return format_date(day, "dd/MM/y", locale=locale_of(language))


@lru_cache(maxsize=1024)
def month_name(month: Month, language: Language) -> str:
    """« décembre 2026 »."""
    return format_date(month.first_day(), "MMMM y", locale=locale_of(language))
