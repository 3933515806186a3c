"""One language's words: labels, dates and numbers, each inserted piece kept apart from the sentence around it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from babel.support import Translations

from domain.people import Language
from domain.period import Month
from domain.summary import Titled
from messages import dates
from messages.bidi import cleaned, has_right_to_left, isolate
from messages.catalogue import translations
from messages.length import shorten

NAME_LIMIT = 80


@lru_cache(maxsize=4096)
def _decimal(value: Decimal | int, language: Language) -> str:
    return format_decimal(value, format="#,##0.###", locale=dates.locale_of(language))


@dataclass(frozen=True, slots=True)
class Wording:
    """What templates, keyboards and documents need of a language."""

    language: Language
    translations: Translations

    @property
    def is_arabic(self) -> bool:
        return self.language is Language.ARABIC

    def label(self, value: Enum, /, **inserted: str) -> str:
        """The words of a value: context its type, key its name, both in the catalogue."""
        text = str(self.translations.pgettext(type(value).__name__, value.name.lower()))
        return text % inserted if inserted else text

    def isolated(self, text: object, limit: int = NAME_LIMIT) -> str:
        """Something inserted into a line: without controls and line breaks, shortened, bidi-isolated."""
        line = shorten(" ".join(cleaned(str(text)).split()), limit)
        return isolate(line) if line and (self.is_arabic or has_right_to_left(line)) else line

    def quoted(self, text: str, limit: int) -> str:
        """People's words on lines of their own, each line isolated."""
        lines = (" ".join(line.split()) for line in shorten(cleaned(text).strip(), limit).splitlines())
        return "\n".join(self.isolated(line, limit) for line in lines if line)

    def titled(self, name: Titled) -> str:
        """A name that is known in both languages; English readers get the French one."""
        return name.ar if self.is_arabic and name.ar else name.fr

    def number(self, value: Decimal | int) -> str:
        """« 1 250,5 », Latin digits in every language."""
        text = _decimal(value, self.language)
        return isolate(text) if self.is_arabic else text

    def percent(self, value: int) -> str:
        """« 50 % »."""
        text = f"{value}\u00a0%" if self.language is Language.FRENCH else f"{value}%"
        return isolate(text) if self.is_arabic else text

    def day(self, day: date) -> str:
        return dates.day_and_month(day, self.language)

    def weekday(self, day: date) -> str:
        return dates.weekday_and_day(day, self.language)

    def full_date(self, day: date) -> str:
        return dates.full_date(day, self.language)

    def short_date(self, day: date) -> str:
        return dates.short_date(day, self.language)

    def month(self, month: Month) -> str:
        return dates.month_name(month, self.language)

    def clock(self, moment: datetime, zone: ZoneInfo) -> str:
        """« 10:32 », on the programme's clock."""
        text = f"{moment.astimezone(zone):%H:%M}"
        return isolate(text) if self.is_arabic else text

    def local_day(self, moment: datetime, zone: ZoneInfo) -> str:
        return self.weekday(moment.astimezone(zone).date())


@cache
def wording(language: Language) -> Wording:
    """The words of a language, read once."""
    return Wording(language, translations(language))
