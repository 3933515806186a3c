"""Our own silence while the network is away: where nothing can be reached, or calls are taken and none is answered."""

from dataclasses import dataclass

from bot.telegram_channel import Outcome

#: Seconds of silence: the first, doubled each time, and the longest.
_FIRST_SECONDS, _LONGEST_SECONDS = 1.0, 15.0
#: So many lost answers in a row are the network's trouble: each message more may be lost, and is not sent again. As
#: many calls are made at a time then, so that one slow upload does not hold up the call that finds the network back.
LOST_IN_A_ROW = 3


@dataclass(slots=True)
class NetworkSilence:
    """How long to be silent after each call, and how many calls may be under way."""

    _seconds: float = _FIRST_SECONDS
    _lost: int = 0

    def most_under_way(self, most: int) -> int:
        """Calls at a time, `most` as long as answers come."""
        return most if self._lost < LOST_IN_A_ROW else min(LOST_IN_A_ROW, most)

    def seconds_after(self, outcome: Outcome, *, is_halted: bool) -> float:
        """Seconds of silence that an outcome asks for; 0 where we are silent already (`is_halted`)."""
        match outcome:
            case Outcome.UNKNOWN:
                self._lost += 1
                return self._next_seconds() if self._lost >= LOST_IN_A_ROW and not is_halted else 0.0
            case Outcome.UNREACHED:
                return 0.0 if is_halted else self._next_seconds()
            case Outcome.AGAIN:
                # Telegram's failure, or the lost answer to an edit: it tells nothing of the network.
                return 0.0
            case _:
                self.end()
                return 0.0

    def end(self) -> None:
        """Telegram has answered: the network is there."""
        self._seconds, self._lost = _FIRST_SECONDS, 0

    def _next_seconds(self) -> float:
        seconds = self._seconds
        self._seconds = min(2 * seconds, _LONGEST_SECONDS)
        return seconds
