"""The ticks: each scans its table for what is due and performs it, once, in one transaction a batch."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.rules import Moment
from domain.ticks import TickName
from storage.unit_of_work import UnitOfWork
from usecases import alerting, calling, climbing, daily_line, forgetting, re_offering, reasking


@dataclass(frozen=True, slots=True)
class Tick:
    """`perform` gives how much it did: as long as it did something it is called again.

    `every_seconds` (real) spares scans that look at whole tables for what changes rarely.
    """

    name: TickName
    perform: Callable[[UnitOfWork, Moment], int]
    every_seconds: float = 0.0


TICKS = (
    Tick(TickName.PLANNING, climbing.plan_check_ins, every_seconds=60),
    Tick(TickName.LADDER, climbing.climb_due_rungs),
    Tick(TickName.UNSEEN_ALERTS, alerting.escalate_unseen),
    Tick(TickName.OVERDUE_CALLS, calling.escalate_overdue),
    Tick(TickName.LOST_QUESTIONS, reasking.ask_lost_questions_again),
    Tick(TickName.ABSENCES, re_offering.ask_again_after_absence),
    Tick(TickName.DAILY_LINE, daily_line.tell_staff_of_failures),
    Tick(TickName.RETENTION, forgetting.forget_old_rows, every_seconds=3600),
)
