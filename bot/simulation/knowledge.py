"""What people know of their plans without the bot: the workbook, which they wrote together."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.action_plan import Priority
from storage.workbook.sheets import ProgrammeSheets


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAction:
    """An action as its cooperative knows it; the indicator is the one that check-ins ask about, the first."""

    code: str
    titles: tuple[str, str]
    deadline: date
    start: date
    priority: Priority
    stakeholders: tuple[str, ...]
    has_indicator: bool
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    indicators: int


class Plans:
    """The plans of all cooperatives, found by what a phone shows."""

    def __init__(self, sheets: ProgrammeSheets) -> None:
        firsts = {one.action: one for one in sheets.indicators if one.position == 1}
        counts: dict[str, int] = defaultdict(int)
        for one in sheets.indicators:
            counts[one.action] += 1
        self.by_cooperative: dict[str, dict[str, KnownAction]] = {one.code: {} for one in sheets.cooperatives}
        for row in sheets.actions:
            first = firsts.get(row.code)
            self.by_cooperative[row.cooperative][row.code] = KnownAction(
                code=row.code,
                titles=(row.title, row.title_ar),
                deadline=row.deadline,
                start=row.start,
                priority=row.priority,
                stakeholders=row.stakeholders,
                has_indicator=first is not None,
                unit=first.unit if first else "",
                baseline=first.baseline if first else None,
                target=first.target if first else None,
                indicators=counts[row.code],
            )
        self._names = {one.code: tuple(name for name in (one.name, one.name_ar) if name) for one in sheets.cooperatives}

    def action(self, cooperative: str, words: str) -> KnownAction:
        """The action whose title stands in these words; LookupError if none does."""
        actions = self.by_cooperative[cooperative].values()
        found = [(len(title), one) for one in actions for title in one.titles if title and title in words]
        if not found:
            raise LookupError(f"no action of {cooperative} is called {words!r}")
        return max(found, key=lambda entry: entry[0])[1]

    def cooperative(self, words: str) -> str:
        """The code of the cooperative whose name stands in these words; LookupError if none does."""
        found = [(len(name), code) for code, names in self._names.items() for name in names if name in words]
        if not found:
            raise LookupError(f"no cooperative is named in {words!r}")
        return max(found)[1]
