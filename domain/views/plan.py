"""Screens of the plan, with its traffic lights."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.action_plan import ActionState, Constraint
from domain.lights import Light
from domain.programme import Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    action_id: int
    title: str
    light: Light
    deadline: date
    days_late: int
    percent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A page of a cooperative's plan, most urgent first; pages count from 0."""

    cooperative_id: int
    cooperative: str
    light: Light
    lines: tuple[PlanLine, ...]
    page: int
    pages: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    name: str
    unit: str
    baseline: Decimal
    target: Decimal
    actual: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """One action in full. `slips_days` is how far the deadline has moved from the first one."""

    cooperative_id: int
    title: str
    axis: Axis
    light: Light
    state: ActionState
    responsible: str
    start: date
    deadline: date
    slips_days: int
    days_late: int
    stakeholders: tuple[str, ...]
    percent: int | None
    reason: Constraint | None
    blocked_on: date | None
    last_news_on: date | None
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioLine:
    """`out_of_reach`: how many of its leaders have joined and cannot be written to any more."""

    cooperative_id: int
    name: str
    light: Light
    done: int
    total: int
    blocked: int
    late: int
    out_of_reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioView:
    """The cooperatives of a consultant (or all, for staff), worst light first."""

    lines: tuple[PortfolioLine, ...]
    page: int
    pages: int
