"""How often something is tried before it is set aside (docs/rules.md, "What fails")."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Tries:
    """`waits` are the pauses (real time) between the tries, one fewer than there are tries."""

    waits: tuple[timedelta, ...]

    def next_at(self, failures: int, at: datetime) -> datetime | None:
        """When to try again what has just failed, by then so often; None: it is set aside."""
        return at + self.waits[failures - 1] if failures <= len(self.waits) else None


#: What fails in our own code: an update, a message that cannot be made ready, something due. A fault of ours mends
#: itself with time only where something else was slow, so the pauses are short, and three tries are enough.
OWN_FAILURES = Tries((timedelta(seconds=10), timedelta(minutes=1)))


def _doubled(first: timedelta, longest: timedelta, count: int) -> tuple[timedelta, ...]:
    waits = [first]
    while len(waits) < count:
        waits.append(min(2 * waits[-1], longest))
    return tuple(waits)


#: What Telegram answers that it failed with was certainly not sent, and the failure is not ours: an outage of its is
#: outlasted for some six hours, unless the message is no longer due before.
TELEGRAM_FAILURES = Tries(_doubled(timedelta(seconds=1), timedelta(minutes=5), 80))

#: So often a message holds its place before the later ones of its chat: a short failure changes no order, and one
#: message that Telegram always fails on does not shut its chat for hours.
CALLS_IN_ORDER = 3

#: A file whose bytes could not be fetched: three more tries, late enough to outlast what is wrong with one file.
DOWNLOAD_FAILURES = Tries((timedelta(seconds=30), timedelta(minutes=10), timedelta(hours=2)))
