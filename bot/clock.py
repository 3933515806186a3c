"""The only place where time is read.

The programme's clock can be moved (demo, simulator); the real one and the monotonic one cannot.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The real instant, aware, UTC: leases, retention, what Telegram itself does."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def monotonic() -> float:
    """Seconds that never jump: limits and backoff."""
    return time.monotonic()


@dataclass(slots=True)
class ProgrammeClock:
    """The programme's instant: the real one, or one that started elsewhere and can be moved forward.

    A frozen clock stands still between two moves.
    """

    offset: timedelta = field(default_factory=timedelta)
    frozen_at: datetime | None = None

    @classmethod
    def starting_at(cls, at: datetime) -> "ProgrammeClock":
        """A clock that shows `at` now and runs on from there."""
        return cls(offset=at - real_now())

    def now(self) -> datetime:
        """The programme's instant, aware, UTC."""
        return self.frozen_at if self.frozen_at is not None else real_now() + self.offset

    def reach(self, at: datetime) -> None:
        """Jumps forward to that instant; a clock that is past it already stays where it is."""
        if self.frozen_at is not None:
            self.frozen_at = max(self.frozen_at, at)
        else:
            self.offset = max(self.offset, at - real_now())
