"""Between local days and hours, in which the rules are written, and instants in UTC, in which they are kept."""

from datetime import UTC, date, datetime, time

from domain.rules import Rules


def to_local(at: datetime, rules: Rules) -> datetime:
    """The instant on the programme's clock; ValueError for a naive one, which could mean any."""
    if at.tzinfo is None:
        raise ValueError(f"an instant must be aware, not {at}")
    return at.astimezone(rules.zone)


def to_instant(on: date, hour: time, rules: Rules) -> datetime:
    """The instant, in UTC, of an hour of a local day."""
    return datetime.combine(on, hour, rules.zone).astimezone(UTC)
