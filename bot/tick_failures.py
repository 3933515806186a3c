"""Ticks that fail as a whole: told once a try, tried again less and less often, and kept where staff see it."""

from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import monotonic, real_now
from bot.outage import Outage
from bot.writer import Writer
from domain.failure import failure_place
from domain.ticks import TickName
from domain.tries import OWN_FAILURES
from storage import due_failures
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

#: A tick cannot be set aside, for all that it stands for would be: after its three tries it is tried so often.
_REST = timedelta(minutes=5)
#: Not one item of the tick, but the tick.
_WHOLE = ""


@dataclass(slots=True)
class TickFailures:
    """`_counts` holds how often each tick has failed in a row, `_rests` until when (monotonic) it is left alone.

    `_told` holds the failure of each that was told last.
    """

    writer: Writer
    outage: Outage = field(default_factory=lambda: Outage("ticks"))
    _counts: dict[TickName, int] = field(default_factory=dict)
    _rests: dict[TickName, float] = field(default_factory=dict)
    _told: dict[TickName, Exception] = field(default_factory=dict)

    def is_resting(self, tick: TickName) -> bool:
        """Whether the tick has failed too lately to be tried again."""
        return monotonic() < self._rests.get(tick, 0.0)

    def has_told(self, error: Exception) -> bool:
        """Whether a failure of a ring has been told of, as that of a tick or as the database's own."""
        return any(error is one for one in self._told.values()) or self.outage.explains(error)

    async def failed(self, tick: TickName, error: Exception) -> None:
        """Tells of a failure and writes it down; the database's own says nothing about the tick."""
        if self.outage.explains(error):
            return
        self._told[tick] = error
        now, reason = real_now(), failure_place(error)
        count = self._counts[tick] = self._counts.get(tick, 0) + 1
        next_try_at = OWN_FAILURES.next_at(count, now)
        rest = next_try_at - now if next_try_at is not None else _REST
        self._rests[tick] = monotonic() + rest.total_seconds()
        log.error("tick failed", tick=tick.value, attempt=count, seconds=rest.total_seconds(), reason=reason)

        def step(uow: UnitOfWork) -> None:
            due_failures.record(uow, tick, _WHOLE, attempts=count, failed_at=now, next_try_at=next_try_at, cause=reason)

        try:
            await self.writer.run(step)
        except Exception as error_of_writing:
            if not self.outage.explains(error_of_writing):
                raise

    async def done(self, tick: TickName) -> None:
        """It went well: what is known of earlier failures, also of an earlier process, is forgotten."""
        self.outage.end()
        self._told.pop(tick, None)
        if self._counts.get(tick) != 0:
            await self.writer.run(lambda uow: due_failures.clear(uow, tick, _WHOLE))
            self._counts[tick] = 0
