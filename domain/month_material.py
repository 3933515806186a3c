"""What the figures of a month are computed from, for one cooperative (docs/rules.md, "Summary")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from domain.action_plan import Action, Indicator
from domain.alert import Alert
from domain.answer import Answer, AttachmentKind
from domain.check_in import AgendaItem, CheckIn
from domain.period import Month
from domain.programme import Cooperative
from domain.rules import Rules
from domain.summary import ContentLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCheckIn:
    """A check-in with its frozen agenda and all its answers in the order they came, late ones included."""

    check_in: CheckIn
    items: tuple[AgendaItem, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CooperativeMonth:
    """A cooperative's record up to the month: `check_ins` are all those up to its second period, in order.

    `actions` and `indicators` are the plan as it is written; where each action stood comes from the answers.
    `alerts` are those of the check-ins. `openings` counts the videos and sections opened in the month.
    """

    month: Month
    programme: str
    cooperative: Cooperative
    consultant: str
    as_of: date
    rules: Rules
    actions: tuple[Action, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    check_ins: tuple[RecordedCheckIn, ...] = ()
    attachment_kinds: Mapping[int, AttachmentKind] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    openings: tuple[ContentLine, ...] = ()

    @cached_property
    def of_month(self) -> tuple[RecordedCheckIn, ...]:
        """The month's own check-ins, two at most."""
        return tuple(one for one in self.check_ins if one.check_in.period.month == self.month)

    @property
    def is_final(self) -> bool:
        """Whether the month has check-ins and none of them is planned or open any more."""
        return bool(self.of_month) and all(one.check_in.state.is_final for one in self.of_month)

    @property
    def last_day(self) -> date:
        return self.month.next().first_day() - timedelta(days=1)

    @cached_property
    def counted_on(self) -> date:
        """The day on which lateness, age and lights are counted: the month's last, whenever the figures are drawn.

        While a check-in is still to come or open it is the day of drawing, if that is earlier.
        """
        return self.last_day if self.is_final else min(self.as_of, self.last_day)


def answers_by_item(answers: Sequence[Answer]) -> dict[int, list[Answer]]:
    """The answers about actions, by agenda item, each in the order they came."""
    found: dict[int, list[Answer]] = {}
    for answer in answers:
        if answer.item_id is not None:
            found.setdefault(answer.item_id, []).append(answer)
    return found
