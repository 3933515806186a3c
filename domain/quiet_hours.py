"""When the bot may begin a message (docs/rules.md, "Quiet hours"). An answer to a person is never held back."""

from datetime import UTC, date, datetime, time, timedelta

from domain.local_time import to_instant, to_local
from domain.people import Slot
from domain.rules import Rules

#: (from, until): the first minute counts, the last one does not.
Hours = tuple[time, time]

_DAY = (time(9, 0), time(21, 0))
_RAMADAN_DAY = (time(10, 30), time(14, 30))
_RAMADAN_EVENING = (time(21, 30), time(22, 30))
_FRIDAY_PRAYER = (time(12, 0), time(15, 30))
_FRIDAY = 4
_SILENT_EDGE = timedelta(days=2)
_SLOT_STARTS = {Slot.MORNING: time(9, 30), Slot.AFTERNOON: time(15, 30), Slot.EVENING: time(19, 30)}

#: The longest silence that can be meant: last days of Ramadan and a feast make four days. A whole year is a mistake.
_FURTHEST = 366


def is_silent_day(on: date, rules: Rules) -> bool:
    """Nothing is begun on the first two and last two days of Ramadan, nor on a movable feast."""
    if on in rules.public_days.movable_feasts:
        return True
    ramadan = rules.public_days.ramadan_of(on)
    if ramadan is None:
        return False
    first, last = ramadan
    return on - first < _SILENT_EDGE or last - on < _SILENT_EDGE


def is_allowed(at: datetime, rules: Rules, slot: Slot | None = None) -> bool:
    """Whether the bot may begin a message at this instant, to a leader of that slot (None: to anybody)."""
    local = to_local(at, rules)
    return any(start <= local.time() < end for start, end in _hours(local.date(), slot, rules))


def next_allowed(at: datetime, rules: Rules, slot: Slot | None = None) -> datetime:
    """The earliest instant, not before `at`, at which the bot may begin a message."""
    local = to_local(at, rules)
    if is_allowed(at, rules, slot):
        return at.astimezone(UTC)
    for days in range(_FURTHEST):
        on = local.date() + timedelta(days=days)
        for start, _ in _hours(on, slot, rules):
            opens = to_instant(on, start, rules)
            if opens >= at:
                return opens
    raise ValueError(f"a whole year of silence follows {local.date()}")


def slot_start(on: date, slot: Slot, rules: Rules) -> datetime:
    """When a leader of that slot is written to on that day, or on the first day after it that is not silent."""
    day = next_speaking_day(on, rules)
    if rules.public_days.ramadan_of(day) is None:
        return to_instant(day, _SLOT_STARTS[slot], rules)
    start, _ = _RAMADAN_EVENING if slot is Slot.EVENING else _RAMADAN_DAY
    return to_instant(day, start, rules)


def next_speaking_day(on: date, rules: Rules) -> date:
    """The first day, not before `on`, that is not silent."""
    return _speaking_day(on, timedelta(days=1), rules)


def last_speaking_day(on: date, rules: Rules) -> date:
    """The last day, not after `on`, that is not silent."""
    return _speaking_day(on, timedelta(days=-1), rules)


def _speaking_day(on: date, step: timedelta, rules: Rules) -> date:
    day = on
    for _ in range(_FURTHEST):
        if not is_silent_day(day, rules):
            return day
        day += step
    raise ValueError(f"a whole year of silence lies beside {on}")


def _hours(on: date, slot: Slot | None, rules: Rules) -> tuple[Hours, ...]:
    """The hours of a local day in which a message may begin, in order."""
    if is_silent_day(on, rules):
        return ()
    if rules.public_days.ramadan_of(on) is None:
        hours = _DAY
    else:
        hours = _RAMADAN_EVENING if slot is Slot.EVENING else _RAMADAN_DAY
    return _without_prayer(hours) if on.weekday() == _FRIDAY else (hours,)


def _without_prayer(hours: Hours) -> tuple[Hours, ...]:
    start, end = hours
    prayer_start, prayer_end = _FRIDAY_PRAYER
    parts = ((start, min(end, prayer_start)), (max(start, prayer_end), end))
    return tuple((begin, until) for begin, until in parts if begin < until)
