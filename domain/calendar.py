"""On which days check-ins open, and which days are worked (docs/rules.md, "Calendar")."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from domain.local_time import to_instant, to_local
from domain.period import Month, Period
from domain.programme import Programme
from domain.rules import Rules

_FURTHEST_SHIFT = 4
_THURSDAY = 3
_FRIDAY = 4
_ONE_DAY = timedelta(days=1)


def check_in_day(period: Period, rules: Rules) -> date:
    """The day a period's check-in opens: its nominal day, else up to 4 days later, else up to 4 days earlier."""
    nominal = _nominal_day(period, rules)
    for day in _candidates(nominal):
        if _may_open_on(day, rules):
            return day
    raise ValueError(f"no day within {_FURTHEST_SHIFT} days of {nominal} suits a check-in; move {period} by hand")


def periods_of(programme: Programme) -> tuple[Period, ...]:
    """The periods of a programme, two for each of its calendar months."""
    month = Month(programme.start.year, programme.start.month)
    periods: list[Period] = []
    for _ in range(programme.months):
        periods += [Period(month, 1), Period(month, 2)]
        month = month.next()
    return tuple(periods)


def is_working_day(on: date, rules: Rules) -> bool:
    """Monday to Friday, public holidays aside."""
    return on.weekday() <= _FRIDAY and on not in rules.public_days.holidays


def add_working_days(at: datetime, days: int, rules: Rules) -> datetime:
    """The same local time of day, so many working days later; 0 leaves a working day and moves others forward."""
    if days < 0:
        raise ValueError(f"working days are counted forward, not {days}")
    local = to_local(at, rules)
    day, left = local.date(), days
    while left > 0 or not is_working_day(day, rules):
        day += _ONE_DAY
        left -= is_working_day(day, rules)
    return at.astimezone(UTC) if day == local.date() else to_instant(day, local.time(), rules)


def _nominal_day(period: Period, rules: Rules) -> date:
    year, month = period.month.year, period.month.month
    wanted = rules.nominal_days[period.half - 1]
    return date(year, month, min(wanted, monthrange(year, month)[1]))


def _candidates(nominal: date) -> Iterator[date]:
    yield nominal
    for step in (1, -1):
        for shift in range(1, _FURTHEST_SHIFT + 1):
            yield nominal + timedelta(days=step * shift)


def _may_open_on(day: date, rules: Rules) -> bool:
    """Monday to Thursday, no holiday, and a day away from what the moon may still move."""
    public = rules.public_days
    moving = public.movable_feasts | {first for first, _ in public.ramadans}
    near = {day - _ONE_DAY, day, day + _ONE_DAY}
    return day.weekday() <= _THURSDAY and day not in public.holidays and near.isdisjoint(moving)
