"""The tally: what the scripted people did, kept by the simulator as they did it.

It knows buttons and what phones showed, and nothing of the bot's tables or figures. What a month comes to is worked out
from it in `figures`, by the words of docs/rules.md.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.statement import Statement
from domain.answer import Ask, Status
from domain.period import Month, Period


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement that was accepted, when, and whether somebody else typed it; `source` is the message it came in."""

    says: Statement
    at: datetime
    by_phone: bool
    source: tuple[str, int] | None = None


@dataclass(slots=True)
class Told:
    """What counts of the words about one action in one check-in: the last status, and what followed it."""

    status: Entry
    followed: dict[Ask, Entry] = field(default_factory=dict)
    details: list[Entry] = field(default_factory=list)

    @property
    def said(self) -> Status:
        assert self.status.says.status is not None  # noqa: S101 - a status says one
        return self.status.says.status

    @property
    def has_news(self) -> bool:
        return self.said is not Status.SKIPPED

    def entries(self) -> Iterator[Entry]:
        """All that counts."""
        yield self.status
        yield from self.followed.values()
        yield from self.details

    def follow(self, ask: Ask) -> Statement | None:
        """What followed under this question, None if it was not answered."""
        entry = self.followed.get(ask)
        return entry.says if entry else None


@dataclass(slots=True)
class CheckInRecord:
    """One check-in of a cooperative as its people saw it; `asked` and `left_out` are known once a recap was shown."""

    closes_at: datetime
    told: dict[str, Told] = field(default_factory=dict)
    asked: set[str] | None = None
    left_out: set[str] = field(default_factory=set)
    complete: bool = False
    answered_in_time: bool = False
    comments: int = 0
    in_bulk: Entry | None = None

    def tell(self, action: str, entry: Entry) -> None:
        """An answer about an action was accepted."""
        self._note(entry)
        ask = entry.says.ask
        if ask is Ask.STATUS:
            self.told[action] = Told(entry)
        elif ask is not Ask.DETAIL:
            self.told[action].followed[ask] = entry
        elif self.told[action].said is Status.BLOCKED:
            self.told[action].details.append(entry)

    def tell_all_unchanged(self, entry: Entry) -> None:
        """*All others unchanged*: the recap that follows shows which those were."""
        self._note(entry)
        self.in_bulk = entry

    def comment(self, at: datetime) -> None:
        """Something was said that is about no action."""
        self.comments += 1
        self.answered_in_time |= at < self.closes_at

    def correct(self, action: str, entry: Entry) -> None:
        """A message that was an answer has been edited."""
        told = self.told[action]
        ask = entry.says.ask
        if ask is Ask.DETAIL:
            told.details = [entry if one.source == entry.source else one for one in told.details]
        else:
            told.followed[ask] = entry

    def show_recap(self, asked: Iterable[str], left_out: Iterable[str], at: datetime) -> None:
        """Nothing is left to ask: the recap lists what was asked about and what was not."""
        self.asked, self.left_out = set(asked), set(left_out)
        if self.in_bulk is not None:
            for action in self.asked - self.told.keys():
                self.told[action] = Told(self.in_bulk)
            self.in_bulk = None
        has_news = any(one.has_news for one in self.told.values())
        self.complete |= at < self.closes_at and has_news

    def _note(self, entry: Entry) -> None:
        self.answered_in_time |= entry.at < self.closes_at


@dataclass(frozen=True, slots=True)
class Resolution:
    """A consultant resolved the alert of an action, with a note."""

    action: str
    at: datetime
    note: str


@dataclass(slots=True)
class Tally:
    """All that was done, by cooperative code (and period); actions are known by their codes."""

    check_ins: dict[tuple[str, Period], CheckInRecord] = field(default_factory=dict)
    resolutions: dict[str, list[Resolution]] = field(default_factory=dict)
    opened: Counter[tuple[str, Month, str]] = field(default_factory=Counter)
    alerts_shown: set[int] = field(default_factory=set)
    deeds: Counter[str] = field(default_factory=Counter)

    def resolve(self, cooperative: str, resolution: Resolution) -> None:
        """An alert was resolved with a note."""
        self.resolutions.setdefault(cooperative, []).append(resolution)

    def open_content(self, cooperative: str, month: Month, code: str) -> None:
        """A leader opened a video or a section of the guide."""
        self.opened[cooperative, month, code] += 1
