"""The action plan of a cooperative: actions and their indicators (terms of reference, II.3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from domain.people import Language
from domain.programme import Axis


class ActionState(StrEnum):
    """Where an action stands. Late is not a state: it follows from the deadline and the day."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Open actions are those a check-in may still ask about."""
        return self not in {ActionState.DONE, ActionState.CANCELLED}


class Priority(StrEnum):
    """How much the plan depends on an action."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Constraint(IntEnum):
    """What blocks an action: the ten codes of the diagnosis (docs/rules.md, "Constraints")."""

    OTHER = 0
    MONEY = 1
    PERMIT = 2
    PREMISES = 3
    RAW_MATERIAL = 4
    SKILLS = 5
    ORGANISATION = 6
    MARKET = 7
    PARTNER = 8
    HINDRANCE = 9


class IndicatorKind(StrEnum):
    """What an indicator measures: the work itself, or what it brings."""

    FOLLOW_UP = "follow_up"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measure of one action; `actual` is the latest reading, None while there is none."""

    id: int
    action_id: int
    position: int
    name: str
    kind: IndicatorKind
    unit: str
    baseline: Decimal
    target: Decimal
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One line of the plan. `progress_percent` is what was last said, None while nothing was.

    `blocked_by` and `blocked_on` speak while the state is BLOCKED. `first_deadline` never moves: the slips show.
    """

    id: int
    code: str
    cooperative_id: int
    axis: Axis
    title: str
    title_ar: str
    responsible: str
    start: date
    deadline: date
    first_deadline: date
    stakeholders: tuple[str, ...] = ()
    priority: Priority = Priority.MEDIUM
    state: ActionState = ActionState.NOT_STARTED
    progress_percent: int | None = None
    blocked_by: Constraint | None = None
    blocked_on: date | None = None
    done_on: date | None = None
    #: The day of the last news about it, and the day it was last asked about; None before the first.
    last_news_on: date | None = None
    last_asked_on: date | None = None

    def title_in(self, language: Language) -> str:
        """The Arabic title for Arabic readers, the French one for the others."""
        return self.title_ar if language is Language.ARABIC and self.title_ar else self.title

    def days_late(self, on: date) -> int:
        """Days past the deadline on that day; 0 for what is done, cancelled or not yet due."""
        return max((on - self.deadline).days, 0) if self.state.is_open else 0
