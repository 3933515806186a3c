"""Asking: the current question of a check-in, wherever a person left it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.action_plan import Action, Indicator
from domain.actor import Actor
from domain.answer import Answer
from domain.check_in import AgendaItem, CheckIn
from domain.dialogue import ItemFacts, Question, next_question
from domain.focus import Focus, FocusKind
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.people import Person
from domain.rules import Moment
from domain.views.check_in import Preface
from storage import answers as stored_answers
from storage import check_ins, outbox, plan, remarks
from storage.unit_of_work import UnitOfWork
from usecases.speaking import reply, tell

#: How long a question may wait for a text that names nothing; taps never expire.
FOCUS_LASTS = timedelta(days=15)
#: Later than that a question is no longer an answer to somebody who waits for it: it keeps quiet hours.
STILL_WAITED_FOR = timedelta(hours=1)
#: A question that is put again is dropped if it could not go out for so long.
_AGAIN_VALID_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A check-in with all that its dialogue is computed from; indicators are by action, the one that is asked about."""

    check_in: CheckIn
    items: tuple[AgendaItem, ...]
    answers: tuple[Answer, ...]
    actions: Mapping[int, Action]
    indicators: Mapping[int, Indicator]

    @property
    def facts(self) -> dict[int, ItemFacts]:
        """What the dialogue must know of each item's action."""
        return {
            item.id: ItemFacts(
                has_indicator=item.action_id in self.indicators,
                late=item.deadline_before < self.check_in.on,
            )
            for item in self.items
        }

    @property
    def question(self) -> Question | None:
        """The current question, None when only the recap is left."""
        return next_question(self.items, self.answers, self.facts)

    def item(self, item_id: int) -> AgendaItem:
        """An item of this agenda; LookupError if it is of another one."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise LookupError(f"no item {item_id} in check-in {self.check_in.id}")

    def indicator_of(self, item: AgendaItem) -> Indicator | None:
        """The indicator that is asked about, None where the action has none."""
        return self.indicators.get(item.action_id)


def sheet_of(uow: UnitOfWork, check_in: CheckIn) -> Sheet:
    """Reads a check-in's agenda, answers and actions."""

    def read() -> Sheet:
        return Sheet(
            check_in,
            check_ins.agenda(uow, check_in.id),
            stored_answers.of_check_in(uow, check_in.id),
            plan.actions_on_agenda(uow, check_in.id),
            plan.indicators_on_agenda(uow, check_in.id),
        )

    return uow.once(("sheet", check_in.id), read)


def ask_next(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    check_in_id: int,
    *,
    preface: Preface = Preface.NONE,
    about_item: int = 0,
) -> None:
    """Answers with the current question or the recap; what it is is computed when it is sent."""
    focus_on(uow, moment, person, check_in_id)
    ids: dict[str, int | str] = {"check_in": check_in_id, "preface": preface}
    if about_item:
        ids["about"] = about_item
    reply(uow, moment, actor, OutgoingKind.QUESTION, replaces=None, **ids)


def ask_again(
    uow: UnitOfWork, moment: Moment, person: Person, *, key: str, about: Mapping[str, int | str], waited: timedelta
) -> None:
    """Puts a question again, once a key, to somebody who has waited so long for it; `about` is what it is about."""
    if waited >= STILL_WAITED_FOR:
        kind, lane = OutgoingKind.QUESTION, Lane.REPLY
        tell(uow, moment, person, kind, key=key, lane=lane, valid_for=_AGAIN_VALID_FOR, about=about)
        return
    outgoing = Outgoing(
        key=key,
        kind=OutgoingKind.QUESTION,
        lane=Lane.REPLY,
        person_id=person.id,
        ids=about,
        valid_until=moment.at + _AGAIN_VALID_FOR,
    )
    outbox.put(uow, outgoing, moment.at)


def focus_on(uow: UnitOfWork, moment: Moment, person: Person, check_in_id: int) -> None:
    """From now on a person's texts, voice notes and photos are about this check-in."""
    focus = Focus(FocusKind.QUESTION, {"check_in": check_in_id}, moment.at + FOCUS_LASTS)
    remarks.set_focus(uow, person.id, focus)


def open_check_ins(uow: UnitOfWork, cooperative_ids: Sequence[int]) -> tuple[CheckIn, ...]:
    """The check-ins that take answers now: of each cooperative the last one that has opened."""
    found = (check_ins.latest_started(uow, one) for one in cooperative_ids)
    return tuple(one for one in found if one is not None)


def takes_answers(uow: UnitOfWork, check_in: CheckIn) -> bool:
    """Answers are taken, also after the closing, until the cooperative's next check-in opens."""
    if check_in.opened_at is None:
        return False
    latest = check_ins.latest_started(uow, check_in.cooperative_id)
    return latest is not None and latest.id == check_in.id
