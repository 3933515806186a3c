"""The names of what the clock sets going by itself; failures are kept by them."""

from enum import StrEnum


class TickName(StrEnum):
    """As maintainers read it in the log and in `deadletters list`."""

    PLANNING = "plan check-ins"
    LADDER = "climb the ladder"
    UNSEEN_ALERTS = "tell of unseen alerts"
    OVERDUE_CALLS = "tell of overdue calls"
    LOST_QUESTIONS = "ask lost questions again"
    ABSENCES = "ask again after an absence"
    DAILY_LINE = "tell staff what went wrong"
    RETENTION = "forget old transport rows"
