"""The real clock can be set; what waits by it must not wait for an hour because the clock went back by one.

What lasts for seconds only (limits, the halt that Telegram asked for, the long poll, the ticks) goes by the monotonic
clock and needs no watch. A lease is watched by the standby itself.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import monotonic, real_now
from bot.writer import Writer
from storage import waits

log = structlog.get_logger(__name__)

#: A clock that is only being regulated moves by less.
_JUMP_SECONDS = 5.0
#: The longest pause between two tries of anything but a file.
_LONGEST_WAIT = timedelta(minutes=5)


def _ahead() -> float:
    """How far the real clock is ahead of the monotonic one, in seconds."""
    return real_now().timestamp() - monotonic()


@dataclass(slots=True)
class ClockWatch:
    """Compares the two clocks now and then."""

    writer: Writer
    _was_ahead: float = field(default_factory=_ahead)

    async def look(self) -> None:
        """Lets what waits be tried in time if the clock has been set back since the last look."""
        ahead = _ahead()
        back = self._was_ahead - ahead
        if back > _JUMP_SECONDS:
            log.warning("the real clock was set back", seconds=round(back))
            await self.bring_forward()
        self._was_ahead = ahead

    async def bring_forward(self) -> None:
        """The same for a clock that may have been set back while no process was there."""
        await self.writer.run(lambda uow: waits.bring_forward(uow, real_now(), _LONGEST_WAIT) and None)
