"""The figures of a month, computed once, here; every document and screen shows these and no others."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.action_plan import Constraint
from domain.lights import Light
from domain.people import Channel
from domain.period import Month
from domain.programme import Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A name in both languages; English readers get the French one."""

    fr: str
    ar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneLine:
    """An action declared done in the month. `verified`: a proof came with it. `answer_ids` trace the figure."""

    cooperative: Titled
    action_code: str
    title: Titled
    axis: Axis
    responsible: str
    done_on: date
    verified: bool
    answer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """An open action due by the end of next month (late ones included), with who does it and by when."""

    cooperative: Titled
    action_code: str
    title: Titled
    axis: Axis
    responsible: str
    deadline: date
    days_late: int
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintLine:
    """An action reported blocked in the month. `age_days` runs from its first report to the month's last day, or to
    the day it was solved. `decider` is who decides next (the action's stakeholders).
    """

    cooperative: Titled
    action_code: str
    title: Titled
    reason: Constraint
    words: str
    voice_notes: int
    opened_on: date
    age_days: int
    solved_on: date | None
    resolution: str
    decider: str
    answer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """Where an indicator stands at the end of the month; `actual` None means that nobody has said.

    `gap` is target minus actual; `progress_percent` is (actual - baseline) / (target - baseline).
    """

    cooperative: Titled
    action_code: str
    name: str
    unit: str
    baseline: Decimal
    target: Decimal
    actual: Decimal | None
    gap: Decimal | None
    progress_percent: int | None
    read_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LightCount:
    """How many actions show each light at the end of this month and of the one before."""

    light: Light
    now: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeLine:
    """A cooperative's row: its light now and a month before, its actions, its check-ins."""

    code: str
    name: Titled
    light: Light
    light_before: Light
    actions: int
    done: int
    blocked: int
    late: int
    check_ins_due: int
    check_ins_complete: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How the month's check-ins were answered. Each due one is in exactly one of the five other counts.

    `complete_alone`: by the leaders themselves; `complete_by_phone`: with at least one answer typed by somebody else;
    `running`: not closed yet (its figures may still move). Excused ones are not due.
    """

    due: int = 0
    complete_alone: int = 0
    complete_by_phone: int = 0
    partial: int = 0
    missed: int = 0
    running: int = 0
    excused: int = 0
    #: Answers by the channel they came in.
    answers_by_channel: tuple[tuple[Channel, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """A video or guide section and how often it was opened in the month."""

    code: str
    title: Titled
    opened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A month of one cooperative, or of the programme (`cooperative` None), as of `as_of` (a local day).

    `final` is false while a check-in of the month is still open or planned.
    """

    month: Month
    programme: str
    cooperative: Titled | None
    cooperative_code: str
    as_of: date
    final: bool
    response: Response
    done: tuple[DoneLine, ...] = ()
    planned: tuple[PlannedLine, ...] = ()
    constraints: tuple[ConstraintLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    lights: tuple[LightCount, ...] = ()
    cooperatives: tuple[CooperativeLine, ...] = ()
    content: tuple[ContentLine, ...] = ()
    #: What leaders asked for: calls wished and blocked actions over 30 days, to be decided.
    decisions: tuple[ConstraintLine, ...] = field(default=())
    calls_wished: int = 0
    not_asked: int = 0
    actions_total: int = 0
    actions_done_total: int = 0
