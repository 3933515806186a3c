"""A database that cannot be used for a while: told once, waited out, and told when it is back."""

import asyncio
from dataclasses import dataclass

import structlog

from bot.clock import monotonic
from storage.availability import unavailability

log = structlog.get_logger(__name__)

#: Between two tries; a try itself may wait for a lock.
_PAUSE_SECONDS = 1.0


@dataclass(slots=True)
class Outage:
    """What one part of the bot knows of a database that cannot be used; `part` names it in the log."""

    part: str
    _since: float | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the part still waits for the database."""
        return self._since is not None

    def explains(self, error: BaseException) -> bool:
        """Whether a failure is the database's own; the first one is told."""
        reason = unavailability(error)
        if reason is None:
            return False
        if self._since is None:
            self._since = monotonic()
            log.error("the database cannot be used, trying again", part=self.part, reason=reason)
        return True

    async def outlast(self, error: BaseException) -> None:
        """Comes back when it is time to try again; raises a failure that is not the database's own."""
        if not self.explains(error):
            raise error
        await asyncio.sleep(_PAUSE_SECONDS)

    def end(self) -> None:
        """The part could do its work: if the database was away, it is back."""
        if self._since is not None:
            log.warning("the database is back", part=self.part, seconds=round(monotonic() - self._since, 1))
            self._since = None
