"""What can be said, and what counts of it, in the plain terms of the model."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

#: What is asked after each status, in order. `v` value, `f` proof, `p` progress, `r` reason, `d` detail, `c` call.
_FOLLOWS = {"d": "vf", "m": "p", "b": "rdc", "n": "n"}
_CLOSES_AFTER, _CLOSES_AT = timedelta(days=7), time(20, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Words:
    """A text, with what it means as a number, a share or a day; what no question asks for is only kept."""

    text: str
    number: Decimal | None = None
    is_percent: bool = False
    day: date | None = None


NO_WORDS = Words("")


@dataclass(frozen=True)
class Measure:
    """The indicator of an action that is asked about."""

    in_percent: bool
    baseline: Decimal
    target: Decimal


@dataclass(eq=False)
class Said:
    """One stored answer. `replaces` is the one it corrects, `message` the phone's message it came in."""

    item: int | None
    version: int
    ask: str
    given: str
    text: str = ""
    file: str = ""
    skipped: bool = False
    in_bulk: bool = False
    answered_by: str | None = None
    typed_by: str = ""
    late: bool = False
    replaces: "Said | None" = None
    message: int | None = None


@dataclass(eq=False)
class Item:
    """An action on an agenda, and what counts of what was said about it."""

    id: int
    position: int
    asked: bool
    is_urgent: bool
    is_late: bool
    measure: Measure | None
    steps: int = 0
    status: Said | None = None
    followed: dict[str, Said] = field(default_factory=dict)
    details: list[Said] = field(default_factory=list)

    def next_ask(self) -> str:
        """What is asked next about this action, empty when it is through."""
        if self.status is None:
            return "s"
        wanted = _FOLLOWS.get(self.status.given, "")
        if self.status.given == "d" and self.measure is None:
            wanted = "f"
        if self.status.given == "n" and not self.is_late:
            wanted = ""
        return next((one for one in wanted if one not in self.followed), "")

    def take(self, said: Said) -> None:
        """A status clears what had followed the one before."""
        if said.ask == "s":
            self.status, self.followed, self.details = said, {}, []
            return
        self.followed[said.ask] = said
        if said.ask == "d":
            self.details = [one for one in self.details if one is not said.replaces] + [said]

    def counts(self, said: Said) -> bool:
        """Whether an answer still counts."""
        return said is self.status or said in self.followed.values() or said in self.details


@dataclass(eq=False)
class CheckIn:
    """A check-in that has opened, with all that was said in it."""

    id: int
    cooperative: int
    on: date
    items: list[Item]
    state: str = "open"
    is_closed: bool = False
    said: list[Said] = field(default_factory=list)
    on_the_line: str | None = None

    @property
    def closes_at(self) -> datetime:
        return datetime.combine(self.on + _CLOSES_AFTER, _CLOSES_AT)

    def question(self) -> tuple[Item, str] | None:
        """What is asked now; None when only the recap is left."""
        for item in sorted(self.items, key=lambda one: (not one.asked, one.position)):
            if (item.asked or item.status is not None) and item.next_ask():
                return item, item.next_ask()
        return None

    def unanswered(self) -> list[Item]:
        return [one for one in sorted(self.items, key=lambda one: one.position) if one.asked and one.status is None]

    def close(self) -> None:
        self.is_closed = True
        if self.state == "open":
            self.state = "partial" if self.said else "missed"


@dataclass(frozen=True)
class Note:
    """A message that answers nothing and is kept for the consultant."""

    by: str
    text: str
    file: str


def meaning(words: Words, ask: str, item: Item) -> str:
    """What a text says to a question that asks for a number or a day, empty if it does not."""
    if ask == "n":
        return words.day.isoformat() if words.day is not None else ""
    if words.number is None:
        return ""
    measure = item.measure
    if ask == "p" and (measure is None or (words.is_percent and not measure.in_percent)):
        return f"{int(words.number)}%" if 0 <= int(words.number) <= 100 else ""
    if measure is None:
        return "" if words.is_percent else plain(words.number)
    if words.is_percent and not measure.in_percent:
        return ""
    below, above = min(Decimal(0), measure.baseline, measure.target), max(measure.baseline, measure.target)
    too_much = measure.in_percent and words.number > 100 >= above
    return "" if words.number < below or too_much else plain(words.number)


def plain(number: Decimal) -> str:
    return format(number, "f")
