"""Numbers as people type them (docs/rules.md, "Numbers and dates")."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.plain_text import plain

#: Longer texts are stories in which a number happens to stand; larger numbers are slips of the finger.
MAX_LENGTH = 60
_MAX_WHOLE_DIGITS = 12
_MAX_DECIMALS = 6

#: Arabic separators and signs become the Latin ones; the Arabic decimal sign stays, it is never ambiguous.
_SIGNS = str.maketrans({"،": ",", "٬": " ", "’": " ", "'": " ", "٪": "%", "−": "-", "–": "-"})
_PERCENT_WORDS = re.compile(r"pour ?cent|per ?cent|(?:ب|في |ف)ال(?:مئة|مائة|مية)")

#: A run of digits with what may stand inside a number: a separator before a digit, a space before three digits.
_RUN = re.compile(r"[0-9](?:[0-9]|[.,٫](?=[0-9])| (?=[0-9]{3}(?![0-9])))*")
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,٫](?P<decimals>[0-9]+))?")
_GROUPED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<group>[ .,])[0-9]{3}(?:(?P=group)[0-9]{3})*)(?:(?!(?P=group))[.,٫](?P<decimals>[0-9]+))?"
)
#: One group after one point or comma, such as 1.250: thousands to some, decimals to others.
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
#: What makes digits part of something else: a name (P2), a decimal without its whole (,5), a sign inside words.
_JOINED_BEFORE = re.compile(r"(?:[a-z]-?|[.,٫]|[^\s(-]-)$")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number somebody typed; 40 % has the value 40."""

    value: Decimal
    is_percent: bool


def parse_number(text: str) -> ParsedNumber | None:
    """The one number in a short text; None if there is none, or several, or one that can be read in two ways."""
    if len(text) > MAX_LENGTH:
        return None
    said = _PERCENT_WORDS.sub("%", plain(text.translate(_SIGNS)))
    runs = list(_RUN.finditer(said))
    if len(runs) != 1:
        return None
    before, after = said[: runs[0].start()], said[runs[0].end() :]
    value = _value_of(runs[0][0])
    if value is None or _JOINED_BEFORE.search(before):
        return None
    is_percent = after.lstrip().startswith("%") or before.rstrip("+- ").endswith("%")
    return ParsedNumber(-value if before.endswith("-") else value, is_percent)


def _value_of(run: str) -> Decimal | None:
    if _AMBIGUOUS.fullmatch(run):
        return None
    found = _PLAIN.fullmatch(run) or _GROUPED.fullmatch(run)
    if found is None:
        return None
    whole = re.sub(r"[ .,]", "", found["whole"])
    decimals = found["decimals"] or ""
    if len(whole) > _MAX_WHOLE_DIGITS or len(decimals) > _MAX_DECIMALS:
        return None
    return Decimal(f"{whole}.{decimals}" if decimals else whole)
