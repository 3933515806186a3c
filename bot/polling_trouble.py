"""Polls that bring no updates: told when it begins and when it is over, and tried again less and less often."""

from dataclasses import dataclass

import structlog

from bot.polling import PollingError

log = structlog.get_logger(__name__)

#: Seconds until Telegram is asked again: the first, doubled each time, and the longest. Where another program receives
#: with our token, whoever asks more often gets more of the updates.
FIRST_SECONDS, LONGEST_SECONDS = 1.0, 15.0
#: Another program that stays is told of again, this often at most.
TOLD_AGAIN_SECONDS = 60.0


@dataclass(slots=True)
class PollingTrouble:
    """What is known of polls that fail. Times are monotonic seconds."""

    #: Why there were no updates the last time, empty while they come.
    _reason: str = ""
    _is_conflict: bool = False
    _conflict_told_at: float | None = None
    _seconds: float = FIRST_SECONDS

    def pause_after(self, error: PollingError, now: float) -> float:
        """Tells of it where it is news; gives the seconds until the next try."""
        reason = str(error)
        if error.conflict:
            if self._conflict_told_at is None or now - self._conflict_told_at >= TOLD_AGAIN_SECONDS:
                self._conflict_told_at = now
                log.error("foreign poller: another program receives with this token", reason=reason)
        elif reason != self._reason:
            log.warning("no updates", reason=reason)
        self._reason, self._is_conflict = reason, error.conflict
        seconds = self._seconds
        self._seconds = min(2 * seconds, LONGEST_SECONDS)
        return seconds if error.conflict else max(error.retry_after, seconds)

    def end(self, *, waited: bool) -> None:
        """A poll has succeeded. Only one that `waited` could have been ended by another program's."""
        if not self._reason or (self._is_conflict and not waited):
            return
        log.info("updates come again")
        self._reason, self._is_conflict, self._conflict_told_at = "", False, None
        self._seconds = FIRST_SECONDS
