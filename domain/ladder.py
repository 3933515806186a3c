"""The ladder of silence: when each step of a check-in falls due (docs/rules.md, "Ladder")."""

from datetime import date, datetime, time, timedelta

from domain.calendar import is_working_day
from domain.check_in import Rung
from domain.local_time import to_instant, to_local
from domain.people import Slot
from domain.quiet_hours import is_silent_day, last_speaking_day, next_allowed, next_speaking_day, slot_start
from domain.rules import Rules

_EVE_HOUR = time(17, 30)
_EVE_HOUR_IN_RAMADAN = time(11, 0)
_CALL_HOUR = time(9, 30)
_CLOSING_HOUR = time(20, 30)

_FIRST_REMINDER_AFTER = timedelta(hours=24)
_SECOND_REMINDER_AFTER = timedelta(hours=72)
_CALL_DAYS = (5, 6, 7, 4)
_CLOSING_AFTER = timedelta(days=7)
_ONE_DAY = timedelta(days=1)


def rung_at(rung: Rung, on: date, rules: Rules) -> datetime:
    """When a rung of the check-in of that day falls due, in UTC; each rung is later than the one before."""
    match rung:
        case Rung.EVE:
            return _eve(on, rules)
        case Rung.OPENING:
            return slot_start(on, Slot.MORNING, rules)
        case Rung.FIRST_REMINDER:
            return _reminder(on, _FIRST_REMINDER_AFTER, rules)
        case Rung.SECOND_REMINDER:
            return _reminder(on, _SECOND_REMINDER_AFTER, rules)
        case Rung.CALL_TASK:
            return _call_task(on, rules)
        case Rung.CLOSING:
            return to_instant(_closing_day(on, rules), _CLOSING_HOUR, rules)


def rungs(on: date, rules: Rules) -> tuple[Rung, ...]:
    """The rungs of the check-in of that day, in order: Ramadan has one reminder fewer."""
    return tuple(rung for rung in Rung if rung is not Rung.FIRST_REMINDER or not _spares_a_reminder(on, rules))


def next_rung(after: Rung | None, on: date, rules: Rules) -> tuple[Rung, datetime] | None:
    """The rung that follows (None: the first), and when; None once the check-in has closed."""
    order = list(Rung)
    done = order.index(after) + 1 if after is not None else 0
    rung = next((one for one in rungs(on, rules) if order.index(one) >= done), None)
    return None if rung is None else (rung, rung_at(rung, on, rules))


def _eve(on: date, rules: Rules) -> datetime:
    """The evening before the opening, or of the last day before it that is not silent."""
    day = last_speaking_day(next_speaking_day(on, rules) - _ONE_DAY, rules)
    in_ramadan = rules.public_days.ramadan_of(day) is not None
    return to_instant(day, _EVE_HOUR_IN_RAMADAN if in_ramadan else _EVE_HOUR, rules)


def _reminder(on: date, after: timedelta, rules: Rules) -> datetime:
    return next_allowed(slot_start(on, Slot.MORNING, rules) + after, rules)


def _spares_a_reminder(on: date, rules: Rules) -> bool:
    """Whether the check-in opens in Ramadan, or its first reminder would."""
    opening = slot_start(on, Slot.MORNING, rules)
    days = (to_local(at, rules).date() for at in (opening, opening + _FIRST_REMINDER_AFTER))
    return any(rules.public_days.ramadan_of(day) is not None for day in days)


def _call_task(on: date, rules: Rules) -> datetime:
    """The first working day among day 5, 6, 7 and, where these are all holidays, 4; always after the last reminder.

    Where nobody works on any of them it falls on the closing day, holiday or not.
    """
    opened = next_speaking_day(on, rules)
    reminded = rung_at(Rung.SECOND_REMINDER, on, rules)
    for days in _CALL_DAYS:
        day = opened + timedelta(days=days)
        at = _call_on(day, rules)
        if is_working_day(day, rules) and not is_silent_day(day, rules) and at > reminded:
            return at
    return _call_on(_closing_day(on, rules), rules)


def _call_on(day: date, rules: Rules) -> datetime:
    """The first hour of that day at which a call can be asked for."""
    at = to_instant(day, _CALL_HOUR, rules)
    return at if is_silent_day(day, rules) else next_allowed(at, rules)


def _closing_day(on: date, rules: Rules) -> date:
    """Day 7. Days are counted from the one on which the check-in really opens."""
    return next_speaking_day(on, rules) + _CLOSING_AFTER
