"""Screens about what went wrong on our side: for the person it concerns, and for staff."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProcessedView:
    """What a person sent was set aside; `only_answer`: it was kept, and it is our answer that could not be made;
    `was_tap`: they tapped a button.

    `consultant` is empty for those who have none.
    """

    only_answer: bool
    was_tap: bool
    consultant: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyLineView:
    """For staff: how many updates, messages and due items were set aside since that day, and how many messages may not
    have arrived; `foreign_poller`: another program reads this bot's messages.
    """

    since: date
    updates: int
    messages: int
    dues: int
    unknown: int
    foreign_poller: bool
