"""When people act: pure choices, in steps of a quarter of an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.simulation.casting import Manner

_QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)
_OFFICE_OPENS, _OFFICE_CLOSES = time(9), time(18)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One leader (a place among the cooperative's) sits down so long after the first question came.

    `actions` is how many they answer before they stop, None for all.
    """

    leader: int
    after: timedelta
    actions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What a consultant does about an alert, counted from its arrival; None: never."""

    see_after: timedelta | None
    resolve_after: timedelta | None


def turns(manner: Manner, check_in: int, leaders: int, rng: Random) -> tuple[Turn, ...]:
    """Who of a cooperative answers a check-in, and when; `check_in` counts from 0, `leaders` have joined."""
    other = 1 % leaders
    match manner:
        case Manner.BLOCKED:
            return (Turn(leader=0, after=_QUARTER),)
        case Manner.SHARING:
            begun = _quarters(rng, 4, 8)
            goes_on = begun if check_in % 2 else begun + 8 * _QUARTER  # every other time both tap the same question
            return (Turn(leader=0, after=begun, actions=1), Turn(leader=other, after=goes_on))
        case Manner.LATE:
            days = rng.choice((1, 3))
            return (Turn(leader=rng.randrange(leaders), after=days * _DAY + _quarters(rng, 2, 14)),)
        case Manner.STOPS:
            stopped = Turn(leader=0, after=_quarters(rng, 4, 12), actions=rng.choice((1, 2)))
            resumed = Turn(leader=other, after=3 * _DAY + _quarters(rng, 2, 8))
            return (stopped, resumed) if rng.randrange(3) == 0 else (stopped,)
        case Manner.SILENT:
            answers = rng.randrange(4) == 0
            return (Turn(leader=0, after=3 * _DAY + _quarters(rng, 2, 8)),) if answers else ()
        case Manner.AFTER_CLOSING:
            return (Turn(leader=0, after=8 * _DAY + _quarters(rng, 2, 12)),)
    return (Turn(leader=0, after=_quarters(rng, 4, 16)),)


def calls(rng: Random) -> tuple[timedelta, ...]:
    """When a consultant phones about a call task, counted from its arrival; the last one reaches a leader.

    None at all: the consultant does not find the time.
    """
    tries = rng.choice((0, 1, 1, 1, 1, 2))
    return tuple(_quarters(rng, 4, 20) + day * _DAY for day in range(tries))


def help_for_alert(rng: Random) -> Help:
    """What a consultant does about an alert."""
    kind = rng.randrange(8)
    if kind == 0:
        return Help(see_after=None, resolve_after=None)
    see = _quarters(rng, 6, 30)
    if kind == 1:
        return Help(see_after=see, resolve_after=None)
    return Help(see_after=see, resolve_after=see + _quarters(rng, 4, 40) + rng.randrange(12) * _DAY)


def in_office_hours(at: datetime, zone: ZoneInfo) -> datetime:
    """That instant, or the next at which somebody is at work (UTC)."""
    local = at.astimezone(zone)
    if local.time() >= _OFFICE_CLOSES:
        local = datetime.combine(local.date() + _DAY, _OFFICE_OPENS, zone)
    elif local.time() < _OFFICE_OPENS:
        local = datetime.combine(local.date(), _OFFICE_OPENS, zone)
    while local.weekday() >= _SATURDAY:
        local = datetime.combine(local.date() + _DAY, _OFFICE_OPENS, zone)
    return local.astimezone(UTC)


def _quarters(rng: Random, least: int, most: int) -> timedelta:
    return rng.randint(least, most) * _QUARTER
