"""The rules in force, put together from the settings and from the libraries that know the calendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.public_days import public_days
from domain.rules import Rules

#: Years around the start for which public days are looked up.
_YEARS_BEFORE, _YEARS_AFTER = 1, 5


class StaleTimeZonesError(RuntimeError):
    """The time-zone data is older than Morocco's change of clock."""


def rules_for(at: datetime, zone_name: str) -> Rules:
    """The rules for some years around that instant. Raises StaleTimeZonesError rather than be an hour wrong."""
    check_time_zones()
    return Rules(
        zone=ZoneInfo(zone_name),
        public_days=public_days(range(at.year - _YEARS_BEFORE, at.year + _YEARS_AFTER)),
    )


def check_time_zones() -> None:
    """Morocco is at UTC+0 for good since 2026-09-20 (tz 2026c); it was at UTC+1 in June of that year."""
    morocco = ZoneInfo("Africa/Casablanca")
    winter = datetime(2026, 12, 1, 12, tzinfo=UTC).astimezone(morocco)
    summer = datetime(2026, 6, 1, 12, tzinfo=UTC).astimezone(morocco)
    if (winter.hour, summer.hour) != (12, 13):
        raise StaleTimeZonesError("the time-zone data is too old for Morocco: install tzdata 2026.3 or newer")
