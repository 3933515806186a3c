"""The audit at the end of a month or of all: summaries against the tally, and whether anything was left lying."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.comparison import Difference, differences
from bot.simulation.cooperative_month import cooperative_month
from bot.simulation.figures import figures_of, merged
from bot.simulation.history import History
from domain.check_in import CheckInState
from domain.period import Month
from domain.summary import Summary
from storage import alerts, check_ins, inbox, outbox, people
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.summarising import summary_of


@dataclass(slots=True)
class Findings:
    """What is in the tables when all has been played."""

    expected_check_ins: int = 0
    states: Counter[CheckInState] = field(default_factory=Counter)
    alerts: int = 0
    inbox: dict[InboxState, int] = field(default_factory=dict)
    outbox: Counter[OutboxState] = field(default_factory=Counter)

    @property
    def sent(self) -> int:
        """Messages that went out, edits among them."""
        return self.outbox[OutboxState.SENT]

    @property
    def faults(self) -> list[str]:
        """What must not be: check-ins that have not ended, updates set aside, messages that failed."""
        unfinished = sum(count for state, count in self.states.items() if not state.is_final)
        counts = {
            "check-ins too few or too many": abs(self.states.total() - self.expected_check_ins),
            "check-ins in no final state": unfinished,
            "updates set aside": self.inbox.get(InboxState.DEAD, 0),
            "updates not handled": self.inbox.get(InboxState.NEW, 0),
            "messages failed": self.outbox[OutboxState.FAILED],
            "messages unknown": self.outbox[OutboxState.UNKNOWN] + self.outbox[OutboxState.UNKNOWN_ASKED_AGAIN],
        }
        return [f"{count} {what}" for what, count in counts.items() if count]


async def compare_month(history: History, month: Month) -> list[Difference]:
    """Each cooperative's summary and the programme's, against what was done."""
    stage = history.stage
    moment = stage.service.moment()

    def summaries(uow: UnitOfWork) -> list[Summary]:
        found = [summary_of(uow, moment, month, one.id) for one in people.cooperatives(uow)]
        return [*found, summary_of(uow, moment, month, None)]

    *parts, whole = await stage.read(summaries)
    names = {one.code: one.name for one in stage.sheets.people}
    consultants = {one.code: names.get(one.consultant, "") for one in stage.sheets.cooperatives}
    figures = {
        code: figures_of(cooperative_month(history.tally, history.plans, code, month, stage.zone, consultant))
        for code, consultant in consultants.items()
    }
    found = [one for part in parts for one in differences(figures[part.cooperative_code], part)]
    return found + list(differences(merged(list(figures.values())), whole))


async def compare_all(history: History, until: datetime) -> list[Difference]:
    """All months that are over by then."""
    over = [one for one in history.timetable.months if history.timetable.month_is_over(one) <= until]
    return [difference for month in over for difference in await compare_month(history, month)]


async def look_over(history: History) -> Findings:
    """What is in the tables now."""

    def look(uow: UnitOfWork) -> Findings:
        ids = [one.id for one in people.cooperatives(uow)]
        return Findings(
            expected_check_ins=len(history.timetable.dates) * len(ids),
            states=Counter(one.state for key in ids for one in check_ins.of_cooperative(uow, key)),
            alerts=sum(len(alerts.of_cooperative(uow, key)) for key in ids),
            inbox=inbox.depths(uow),
            outbox=_by_state(uow),
        )

    return await history.stage.read(look)


def _by_state(uow: UnitOfWork) -> Counter[OutboxState]:
    counts = Counter[OutboxState]()
    for (_, state), count in outbox.depths(uow).items():
        counts[state] += count
    return counts
