"""From a cell to a day, an hour or a duration, whether the spreadsheet kept a time or a text."""

import re
from datetime import date, datetime, time, timedelta

from storage.workbook.cells import CellRefusedError, line
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.grid import RawCell

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[T ]00:00(?::00)?)?")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[hH:]\s*(\d{2})?)(?::(\d{2}))?")
_DURATION = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})")
_MIDNIGHT = datetime.combine(date(2000, 1, 1), time())
_YEARS = range(2000, 2101)
_LONGEST_VIDEO = timedelta(hours=4)


def day(cell: RawCell) -> date:
    """A date, or a text such as 31/03/2027 (2027-03-31 too)."""
    value = cell.value
    if isinstance(value, datetime):
        found: date | None = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _day_in(value) if isinstance(value, str) else None
    if found is None or found.year not in _YEARS:
        raise CellRefusedError(FaultKind.BAD_DATE, value)
    return found


def _day_in(written: str) -> date | None:
    plain = line(RawCell(written))
    if match := _DAY_FIRST.fullmatch(plain):
        on, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(plain):
        year, month, on = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, on)
    except ValueError:
        return None


def hour(cell: RawCell) -> time:
    """An hour of the day, or a text such as 10:00 or 14h30."""
    value = cell.value
    if isinstance(value, datetime):
        return value.time().replace(microsecond=0)
    if isinstance(value, time):
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return (_MIDNIGHT + value).time().replace(microsecond=0)
    match = _HOUR.fullmatch(line(RawCell(value))) if isinstance(value, str) else None
    try:
        if match:
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            return time(hours, minutes, seconds)
    except ValueError:
        pass
    raise CellRefusedError(FaultKind.BAD_TIME, value)


def duration(cell: RawCell) -> int:
    """The seconds of a video: 35, 0:35, 00:00:35 or a time.

    A spreadsheet takes a typed 0:35 for thirty-five minutes and shows it as 0:35: what is shown counts, so two parts
    are minutes and seconds, whether text or time.
    """
    value = cell.value
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, timedelta):
        length = value if "s" in cell.number_format.lower() else value / 60
    else:
        length = _length_in(cell)
    if not timedelta() < length <= _LONGEST_VIDEO:
        raise CellRefusedError(FaultKind.BAD_DURATION, cell.value)
    return round(length.total_seconds())


def _length_in(cell: RawCell) -> timedelta:
    if isinstance(cell.value, datetime):
        raise CellRefusedError(FaultKind.BAD_DURATION, cell.value)
    match = _DURATION.fullmatch(line(cell).removesuffix("s").strip())
    if not match:
        raise CellRefusedError(FaultKind.BAD_DURATION, cell.value)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
