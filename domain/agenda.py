"""Which actions a check-in asks about (docs/rules.md, "Agenda")."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.action_plan import Action, ActionState, Priority
from domain.check_in import AgendaReason
from domain.period import Period
from domain.rules import Rules

_REASONS = list(AgendaReason)
_PRIORITIES = list(Priority)


@dataclass(frozen=True, slots=True)
class AgendaChoice:
    """An open action in its place on the agenda; `asked` is false for what is left out but stays reachable."""

    action: Action
    reason: AgendaReason
    asked: bool


def choose_agenda(
    actions: Sequence[Action], *, on: date, period: Period, asked_this_month: Collection[int], rules: Rules
) -> tuple[AgendaChoice, ...]:
    """All open actions, most urgent first; `asked_this_month` are the ids already asked about in the month.

    The first three are asked; in the month's second check-in also those not yet asked this month, five at most.
    """
    ordered = sorted(
        ((agenda_reason(action, on=on, rules=rules), action) for action in actions if action.state.is_open),
        key=lambda pair: _urgency(*pair),
    )
    cap = rules.agenda_cap_second if period.is_second else rules.agenda_cap
    choices: list[AgendaChoice] = []
    asked_count = 0
    for place, (reason, action) in enumerate(ordered):
        asked = place < rules.agenda_cap or (asked_count < cap and action.id not in asked_this_month)
        asked_count += asked
        choices.append(AgendaChoice(action, reason, asked))
    return tuple(choices)


def agenda_reason(action: Action, *, on: date, rules: Rules) -> AgendaReason:
    """The most urgent reason to ask about an open action on that day."""
    if action.state is ActionState.BLOCKED:
        return AgendaReason.BLOCKED
    if action.days_late(on) > 0:
        return AgendaReason.LATE
    if (action.deadline - on).days <= rules.due_soon_days:
        return AgendaReason.DUE_SOON
    if action.state is ActionState.IN_PROGRESS:
        return AgendaReason.IN_PROGRESS
    return AgendaReason.LONGEST_UNASKED


def _urgency(reason: AgendaReason, action: Action) -> tuple[int, date, int, date, str, int]:
    """Sorts by reason, then by what is oldest where age counts, then by priority, deadline and code."""
    age = date.min
    if reason is AgendaReason.BLOCKED:
        age = action.blocked_on or date.min
    elif reason is AgendaReason.LONGEST_UNASKED:
        age = action.last_asked_on or date.min
    priority = _PRIORITIES.index(action.priority)
    return (_REASONS.index(reason), age, priority, action.deadline, action.code, action.id)
