"""What the tally knows of a cooperative up to the end of a month."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.simulation.knowledge import Plans
from bot.simulation.standing import Course, Standing, Step, courses
from bot.simulation.tally import CheckInRecord, Resolution, Tally, Told
from domain.period import Month, Period

#: A figure's name, and of what it is ("" for the cooperative or the programme itself).
Name = tuple[str, str]
Figures = dict[Name, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeMonth:
    """`records` are the check-ins up to the month's second, in order; `courses` those of the actions, by code."""

    code: str
    month: Month
    consultant: str
    zone: ZoneInfo
    tally: Tally
    records: tuple[tuple[Period, CheckInRecord], ...]
    courses: dict[str, Course]

    @property
    def periods(self) -> tuple[Period, Period]:
        """The month's two."""
        return Period(self.month, 1), Period(self.month, 2)

    @property
    def of_month(self) -> list[tuple[Period, CheckInRecord]]:
        """The month's own check-ins."""
        return [one for one in self.records if one[0] in self.periods]

    @property
    def told(self) -> list[Told]:
        """What counts of all that was said in the month's check-ins, an entry an action and check-in."""
        return [one for _, record in self.of_month for one in record.told.values()]

    @property
    def last_day(self) -> date:
        return self.month.next().first_day() - timedelta(days=1)

    def standing(self, course: Course) -> Standing:
        """Where an action stood after the month."""
        return course.until(Period(self.month, 2)) or Standing(deadline=course.known.deadline)

    def standing_before(self, course: Course) -> Standing | None:
        """Where it stood after the month before; None if no check-in had listed it by then."""
        end = self.month.first_day() - timedelta(days=1)
        return course.until(Period(Month(end.year, end.month), 2))

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def resolution(self, course: Course, last_report: Step) -> Resolution | None:
        """The consultant's first solution since the last report, in the month's own record."""
        opened_on = last_report.after.blocked_on
        if last_report.told is None or opened_on is None:
            return None
        since = last_report.told.status.at
        found = [
            one
            for one in self.tally.resolutions.get(self.code, ())
            if one.action == course.known.code and one.at >= since and opened_on <= self.day(one.at) <= self.last_day
        ]
        return found[0] if found else None


def cooperative_month(
    tally: Tally, plans: Plans, code: str, month: Month, zone: ZoneInfo, consultant: str
) -> CooperativeMonth:
    """The material of a month whose check-ins have closed."""
    records = tuple(
        sorted(
            (
                (period, record)
                for (whose, period), record in tally.check_ins.items()
                if whose == code and period.month <= month
            ),
            key=lambda entry: entry[0],
        )
    )
    return CooperativeMonth(
        code=code,
        month=month,
        consultant=consultant,
        zone=zone,
        tally=tally,
        records=records,
        courses=courses(plans.by_cooperative[code], records, zone),
    )
