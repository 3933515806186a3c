"""The ticks: each scans its table for what is due and performs it, once, in one transaction a batch."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.rules import Moment
from storage.unit_of_work import UnitOfWork
from usecases import alerting, calling, climbing, forgetting, re_offering, reasking


@dataclass(frozen=True, slots=True)
class Tick:
    """`perform` gives how much it did: as long as it did something it is called again.

    `every_seconds` (real) spares scans that look at whole tables for what changes rarely.
    """

    name: str
    perform: Callable[[UnitOfWork, Moment], int]
    every_seconds: float = 0.0


TICKS = (
    Tick("plan check-ins", climbing.plan_check_ins, every_seconds=60),
    Tick("climb the ladder", climbing.climb_due_rungs),
    Tick("tell of unseen alerts", alerting.escalate_unseen),
    Tick("tell of overdue calls", calling.escalate_overdue),
    Tick("ask lost questions again", reasking.ask_lost_questions_again),
    Tick("ask again after an absence", re_offering.ask_again_after_absence),
    Tick("forget old transport rows", forgetting.forget_old_rows, every_seconds=3600),
)
