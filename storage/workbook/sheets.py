"""What a programme workbook says, as frozen values that refer to each other by code."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from domain.action_plan import IndicatorKind, Priority
from domain.library import GuideSection, Video
from domain.people import Channel, Language, Role, Voice
from domain.programme import Axis, EventKind, Programme


class SheetKind(StrEnum):
    """The eight sheets; their names in people's languages are in `sheet_names`."""

    PROGRAMME = "programme"
    PEOPLE = "people"
    COOPERATIVES = "cooperatives"
    ACTIONS = "actions"
    INDICATORS = "indicators"
    EVENTS = "events"
    VIDEOS = "videos"
    GUIDE_SECTIONS = "guide_sections"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person; `cooperatives` are those a leader leads, a consultant's stand on the cooperatives' sheet.

    `language` is None where the cell is empty: the person reads the cooperative's.
    """

    code: str
    name: str
    role: Role
    function: str = ""
    cooperatives: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeRow:
    """A cooperative; `consultant` is a person's code, empty while nobody accompanies it."""

    code: str
    name: str
    name_ar: str = ""
    province: str = ""
    commune: str = ""
    activity: str = ""
    members: int = 0
    women: int = 0
    language: Language = Language.ARABIC
    voice: Voice = Voice.NONE
    channel: Channel = Channel.TELEGRAM
    consultant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """A line of a cooperative's plan."""

    code: str
    cooperative: str
    axis: Axis
    title: str
    title_ar: str = ""
    responsible: str = ""
    start: date
    deadline: date
    stakeholders: tuple[str, ...] = ()
    priority: Priority = Priority.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """A measure of an action; `position` counts the action's rows from 1, in the sheet's order."""

    action: str
    position: int
    name: str
    kind: IndicatorKind = IndicatorKind.FOLLOW_UP
    unit: str = ""
    baseline: Decimal
    target: Decimal

    @property
    def code(self) -> str:
        """What stands for a code: an action's indicators are told apart by their names."""
        return f"{self.action}/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A date of the programme's calendar; no cooperatives means all of them."""

    code: str
    kind: EventKind
    title: str
    on: date
    hour: time | None = None
    place: str = ""
    cooperatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSheets:
    """A whole programme, as a workbook without faults says it. `programme` is None only before the first import."""

    programme: Programme | None
    people: tuple[PersonRow, ...] = ()
    cooperatives: tuple[CooperativeRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    videos: tuple[Video, ...] = ()
    guide_sections: tuple[GuideSection, ...] = ()
