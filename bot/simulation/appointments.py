"""Who sits down when: the diary of everybody on stage, kept in order."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.desk_sittings import PhoneCall
from bot.simulation.players import Player
from bot.simulation.sittings import CheckInSitting, Sitting


@dataclass(frozen=True, slots=True)
class Appointment:
    """One sitting of one person about a cooperative. `by_phone`: a consultant fills in, with a leader on the line."""

    at: datetime
    player: Player
    sitting: Sitting
    cooperative: str = ""
    by_phone: bool = False

    @property
    def answers_check_in(self) -> bool:
        """Whether the check-in's screens on this phone are about this sitting's cooperative."""
        return isinstance(self.sitting, CheckInSitting) or (
            isinstance(self.sitting, PhoneCall) and self.sitting.reaches
        )

    @property
    def lane(self) -> str:
        """What must happen one after another: all that is about one cooperative, else what one person does."""
        return self.cooperative or self.player.code


@dataclass(slots=True)
class Diary:
    """Appointments by instant; those of one instant in the order in which they were made."""

    _heap: list[tuple[datetime, int, Appointment]] = field(default_factory=list)
    _made: int = 0

    def make(self, appointments: Iterable[Appointment]) -> None:
        """Enters appointments."""
        for one in appointments:
            heapq.heappush(self._heap, (one.at, self._made, one))
            self._made += 1

    @property
    def next_at(self) -> datetime | None:
        """When the next one is, None if there is none."""
        return self._heap[0][0] if self._heap else None

    def due(self, at: datetime) -> list[Appointment]:
        """Takes out those that are due."""
        found: list[Appointment] = []
        while self._heap and self._heap[0][0] <= at:
            found.append(heapq.heappop(self._heap)[2])
        return found
