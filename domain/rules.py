"""The numbers of the rules that a programme may set, and the days that are read outside and handed in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDays:
    """Days on which nobody works or should be written to, as values.

    `holidays` are all public holidays; `movable_feasts` those among them that follow the moon (kept off ± 1 day);
    `ramadans` are (first day, last day) pairs.
    """

    holidays: frozenset[date] = frozenset()
    movable_feasts: frozenset[date] = frozenset()
    ramadans: tuple[tuple[date, date], ...] = ()

    def ramadan_of(self, on: date) -> tuple[date, date] | None:
        """The Ramadan that a day belongs to, if any."""
        return next(((first, last) for first, last in self.ramadans if first <= on <= last), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightLimits:
    """The written limits of the traffic lights (docs/rules.md, "Traffic lights")."""

    red_days_late: int = 15
    red_gap_points: int = 40
    amber_gap_points: int = 20
    amber_due_within_days: int = 14
    amber_due_below_percent: int = 50
    cooperative_share_percent: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that the rules take from outside; the rest is written in domain."""

    zone: ZoneInfo
    public_days: PublicDays = PublicDays()
    limits: LightLimits = field(default_factory=LightLimits)
    nominal_days: tuple[int, int] = (5, 20)
    #: Cap of a check-in's agenda, and of the second one of a month.
    agenda_cap: int = 3
    agenda_cap_second: int = 5
    due_soon_days: int = 15


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of the programme's clock with the rules in force; what every use case is handed.

    `real_at` is the real instant, for what is not the programme's time: the life of an invitation, a lost message.
    Where it is not given the two clocks are the same.
    """

    at: datetime
    rules: Rules
    real_at: datetime | None = None

    @property
    def real(self) -> datetime:
        return self.real_at or self.at

    @property
    def today(self) -> date:
        """The local day."""
        return self.at.astimezone(self.rules.zone).date()

    def local_day(self, at: datetime) -> date:
        """The local day of another instant."""
        return at.astimezone(self.rules.zone).date()
