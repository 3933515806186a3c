"""A cooperative's action plan, made from the actions it chose in the bank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from content.catalogue import BankAction, Cooperative, Indicator, Programme, Title

ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True)
class PlannedAction:
    """An action of one cooperative's plan."""

    code: str
    cooperative: str
    axis: str
    title: Title
    responsible: str
    start: date
    deadline: date
    stakeholders: list[str]
    priority: str
    indicators: list[Indicator]


class WorkingDays:
    """The working days of a programme's months, counted from 1."""

    def __init__(self, programme: Programme) -> None:
        self._start = programme.start
        self._holidays = frozenset(programme.public_holidays + programme.movable_feasts)

    def first(self, month: int) -> date:
        """Return the first working day of the programme's month."""
        day = self._month_start(month)
        while not self._is_working(day):
            day += ONE_DAY
        return day

    def last(self, month: int) -> date:
        """Return the last working day of the programme's month."""
        day = self._month_start(month + 1) - ONE_DAY
        while not self._is_working(day):
            day -= ONE_DAY
        return day

    def _month_start(self, month: int) -> date:
        years, months = divmod(self._start.month - 1 + month - 1, 12)
        return date(self._start.year + years, months + 1, 1)

    def _is_working(self, day: date) -> bool:
        return day.weekday() <= FRIDAY and day not in self._holidays


def plan_all(
    cooperatives: Iterable[Cooperative], bank: dict[str, BankAction], programme: Programme
) -> list[PlannedAction]:
    """Return the plans of all cooperatives, in their order."""
    days = WorkingDays(programme)
    return [_plan(cooperative, bank[code], days) for cooperative in cooperatives for code in cooperative.actions]


def _plan(cooperative: Cooperative, action: BankAction, days: WorkingDays) -> PlannedAction:
    code = action.code
    return PlannedAction(
        code=f"{cooperative.code}-{code}",
        cooperative=cooperative.code,
        axis=action.axis,
        title=cooperative.titles.get(code, action.title),
        responsible=cooperative.roles[action.responsible],
        start=days.first(action.due_month - action.months + 1),
        deadline=cooperative.deadlines.get(code) or days.last(action.due_month),
        stakeholders=cooperative.stakeholders.get(code, action.stakeholders),
        priority=action.priority,
        indicators=cooperative.indicators.get(code, action.indicators),
    )
