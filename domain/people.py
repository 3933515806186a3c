"""Who takes part in a programme, and how each can be reached (docs/rules.md, "People")."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may see and do."""

    LEADER = "leader"
    CONSULTANT = "consultant"
    STAFF = "staff"


class Language(StrEnum):
    """The languages people read; English is for maintainers."""

    ARABIC = "ar"
    FRENCH = "fr"
    ENGLISH = "en"


class Voice(StrEnum):
    """The spoken variety in which a cooperative wants its questions, if any."""

    NONE = "none"
    DARIJA = "darija"
    HASSANIYA = "hassaniya"
    ARABIC = "ar"
    FRENCH = "fr"


class Channel(StrEnum):
    """The way an answer came in, or a cooperative prefers to be reached."""

    TELEGRAM = "telegram"
    PHONE = "phone"
    EMAIL = "email"
    PAPER = "paper"


class Slot(StrEnum):
    """The part of the day a leader chose to be written to."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Reachability(StrEnum):
    """Whether Telegram lets the bot write to a person.

    `DEACTIVATED`: the account is gone. `MOVED`: its chat has another number, which nobody has confirmed yet.
    """

    UNLINKED = "unlinked"
    REACHABLE = "reachable"
    BLOCKED = "blocked"
    STOPPED = "stopped"
    DEACTIVATED = "deactivated"
    MOVED = "moved"

    @property
    def is_lost(self) -> bool:
        """Telegram has refused; whoever is heard from again is reachable again. A stop is a person's own wish."""
        return self in {Reachability.BLOCKED, Reachability.DEACTIVATED, Reachability.MOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone known to the programme; `telegram_id` is empty until the person has joined."""

    id: int
    code: str
    name: str
    role: Role
    function: str = ""
    language: Language = Language.ARABIC
    phone: str = ""
    email: str = ""
    slot: Slot = Slot.MORNING
    telegram_id: int | None = None
    consented_at: datetime | None = None
    reachability: Reachability = Reachability.UNLINKED
    #: Which cooperatives the person leads (leaders) or follows (consultants); empty for staff.
    cooperative_ids: tuple[int, ...] = ()

    @property
    def can_be_asked(self) -> bool:
        """Consent comes before the first question (law 09-08)."""
        return self.consented_at is not None and self.reachability is Reachability.REACHABLE

    def may_see_cooperative(self, cooperative_id: int) -> bool:
        """Leaders see their own cooperative, consultants their portfolio, staff all."""
        return self.role is Role.STAFF or cooperative_id in self.cooperative_ids
