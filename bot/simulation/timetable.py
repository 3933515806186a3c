"""The programme's calendar as its people know it: when check-ins open and close (docs/rules.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendar import check_in_day, periods_of
from domain.check_in import Rung
from domain.ladder import rung_at
from domain.period import Month, Period
from domain.programme import Programme
from domain.rules import Rules

_AFTER_CLOSING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class CheckInDates:
    """A period's check-in, the same for all cooperatives; `place` counts from 0."""

    period: Period
    place: int
    opens_at: datetime
    closes_at: datetime


class Timetable:
    """All check-ins of a programme, in order."""

    def __init__(self, programme: Programme, rules: Rules) -> None:
        self.dates = tuple(
            CheckInDates(
                period,
                place,
                rung_at(Rung.OPENING, check_in_day(period, rules), rules),
                rung_at(Rung.CLOSING, check_in_day(period, rules), rules),
            )
            for place, period in enumerate(periods_of(programme))
        )
        self._rules = rules

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(dict.fromkeys(one.period.month for one in self.dates))

    def started(self, at: datetime) -> tuple[CheckInDates, ...]:
        """Those that have opened by then."""
        return tuple(one for one in self.dates if one.opens_at <= at)

    def month_is_over(self, month: Month) -> datetime:
        """The instant at which a month has ended and its last check-in has closed."""
        last = max(one.closes_at for one in self.dates if one.period.month == month)
        midnight = datetime.combine(month.next().first_day(), datetime.min.time(), self._rules.zone)
        return max(last + _AFTER_CLOSING, midnight.astimezone(last.tzinfo))
