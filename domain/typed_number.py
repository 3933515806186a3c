"""A number that somebody typed, as the answer to a question (docs/rules.md, "Numbers and dates")."""

from decimal import Decimal

from domain.action_plan import Indicator
from domain.answer import Ask, Given
from domain.numbers import parse_number

#: A share of something, in per cent, is never more than this.
_WHOLE = Decimal(100)
_PER_CENT = range(101)


def as_number(text: str, ask: Ask, indicator: Indicator | None) -> Given | None:
    """The answer to a question for a value or for progress, None if the text holds no number that can be one."""
    number = parse_number(text)
    if number is None:
        return None
    counts_percent = indicator is not None and indicator.unit.strip().startswith("%")
    if ask is Ask.PROGRESS and (indicator is None or (number.is_percent and not counts_percent)):
        percent = int(number.value)
        return Given(ask=ask, percent=percent, text=text) if percent in _PER_CENT else None
    if number.is_percent and not counts_percent:
        return None
    if indicator is not None and number.value < min(Decimal(0), indicator.baseline, indicator.target):
        return None  # a dash before the number, not a debt
    if counts_percent and indicator is not None and number.value > _WHOLE >= max(indicator.baseline, indicator.target):
        return None  # more than all of them
    return Given(ask=ask, number=number.value, text=text)
