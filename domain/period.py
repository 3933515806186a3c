"""The half-months of a programme: two check-ins a month, named such as `2026-12-1` and `2026-12-2`."""

from dataclasses import dataclass
from datetime import date

#: Far from the ends of the calendar, where the month before or after is none.
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; prints as `2026-12`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `YYYY-MM`, of this century; ValueError on anything else."""
        year, month = text.split("-")
        if len(year) != len("2026") or len(month) != len("12") or int(year) not in _YEARS:
            raise ValueError(f"a month is written YYYY-MM, not {text}")
        return cls(date(int(year), int(month), 1).year, int(month))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def next(self) -> "Month":
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def first_day(self) -> date:
        return date(self.year, self.month, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One check-in's half of a month; `half` is 1 or 2."""

    month: Month
    half: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `YYYY-MM-H`; ValueError on anything else."""
        month, _, half = text.rpartition("-")
        if half not in {"1", "2"}:
            raise ValueError(f"a period is written YYYY-MM-1 or YYYY-MM-2, not {text}")
        return cls(Month.parse(month), int(half))

    def __str__(self) -> str:
        return f"{self.month}-{self.half}"

    def next(self) -> "Period":
        """The period after."""
        return Period(self.month, 2) if self.half == 1 else Period(self.month.next(), 1)

    @property
    def is_second(self) -> bool:
        return self.half == 2  # noqa: PLR2004 - a month has two halves
