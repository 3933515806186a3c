"""The programme and the cooperatives it follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.people import Channel, Language, Voice


class Axis(StrEnum):
    """The eight axes of the diagnosis that opened the programme (terms of reference, I)."""

    STRATEGY = "strategy"
    PRODUCTION = "production"
    COMMUNICATION = "communication"
    DISTRIBUTION = "distribution"
    ORGANISATION = "organisation"
    FINANCE = "finance"
    FUNDING = "funding"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One support programme: `months` calendar months from `start`, in one time zone (an IANA name)."""

    name: str
    start: date
    months: int
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperative:
    """A cooperative followed by the programme; `consultant_id` is the person who accompanies it."""

    id: int
    code: str
    name: str
    name_ar: str
    province: str = ""
    commune: str = ""
    activity: str = ""
    members: int = 0
    women: int = 0
    language: Language = Language.ARABIC
    voice: Voice = Voice.NONE
    channel: Channel = Channel.TELEGRAM
    consultant_id: int | None = None

    def name_in(self, language: Language) -> str:
        """The Arabic name for Arabic readers, the Latin one for the others."""
        return self.name_ar if language is Language.ARABIC and self.name_ar else self.name


class EventKind(StrEnum):
    """What the programme's calendar announces."""

    TRAINING = "training"
    WORKSHOP = "workshop"
    MEETING = "meeting"
