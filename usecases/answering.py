"""Answering by buttons. A tap on an old button, or on somebody else's question, changes nothing."""

from dataclasses import dataclass
from datetime import timedelta

from domain.actor import Actor
from domain.answer import Ask, Given, Status
from domain.buttons import (
    AllOthersUnchanged,
    GiveCall,
    GiveNewDate,
    GivePercent,
    GiveReason,
    GiveStatus,
    GiveTarget,
    SkipQuestion,
)
from domain.check_in import AgendaItem, CheckIn
from domain.dialogue import effective_answers, item_version, next_ask, offers_all_unchanged, status_choices, unanswered
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.check_in import Preface
from storage import check_ins, outbox, people
from storage.unit_of_work import UnitOfWork
from usecases.asking import Sheet, ask_next, sheet_of, takes_answers
from usecases.membership import for_members
from usecases.recording import Origin, record, record_all_unchanged
from usecases.speaking import reply

AnswerButton = (
    GiveStatus | AllOthersUnchanged | GivePercent | GiveTarget | GiveReason | GiveCall | GiveNewDate | SkipQuestion
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A tap that may be answered: the check-in's sheet and the item it is about."""

    sheet: Sheet
    item: AgendaItem


@for_members
def answer_by_button(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, button: AnswerButton
) -> TapNotice | None:
    """Stores the answer a button stands for and asks what comes next."""
    asked = _asked(uow, moment, actor, person, button)
    if isinstance(asked, TapNotice):
        return asked
    given = _given(asked, button, moment)
    if given is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    origin = Origin(person=person, chat_id=actor.chat_id, message_id=None)
    if isinstance(button, AllOthersUnchanged):
        left = unanswered(asked.sheet.items, asked.sheet.answers)
        record_all_unchanged(uow, moment, asked.sheet, left, given, origin)
    else:
        record(uow, moment, asked.sheet, asked.item, given, origin)
    show_answered(uow, moment, actor, asked.item, given.ask)
    if given.ask is Ask.CALL and person.role is Role.LEADER:
        # All is said about the blockage: what may help comes before the next question.
        reply(uow, moment, actor, OutgoingKind.OFFER, item=asked.item.id)
    ask_next(uow, moment, actor, person, asked.sheet.check_in.id)
    late = asked.sheet.check_in.closed_at is not None
    return TapNotice(NoticeKind.LATE_SAVED if late else NoticeKind.SAVED)


def show_answered(
    uow: UnitOfWork, moment: Moment, actor: Actor, item: AgendaItem, ask: Ask, question_message: int | None = None
) -> None:
    """Turns the question's message into its answer, without buttons."""
    message_id = question_message or actor.message_id
    row = outbox.of_message(uow, actor.chat_id, message_id) if message_id is not None else None
    if row is None or row.kind not in {OutgoingKind.QUESTION, OutgoingKind.ANSWERED, OutgoingKind.RECAP}:
        return
    reply(uow, moment, actor, OutgoingKind.ANSWERED, replaces=row.replaces or row.key, item=item.id, ask=ask)


def own_check_in(uow: UnitOfWork, person: Person, check_in: CheckIn | None) -> CheckIn | TapNotice:
    """The check-in, if it is this person's to answer and still takes answers; else why not."""
    if check_in is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    if not person.may_see_cooperative(check_in.cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    if not takes_answers(uow, check_in):
        return TapNotice(NoticeKind.CHECK_IN_CLOSED)
    return check_in


def _asked(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, button: AnswerButton) -> Asked | TapNotice:
    found = check_ins.of_item(uow, button.item_id)
    check_in = own_check_in(uow, person, found[0] if found else None)
    if isinstance(check_in, TapNotice):
        return check_in
    sheet = sheet_of(uow, check_in)
    item = sheet.item(button.item_id)
    if button.version != item_version(sheet.answers, item.id):
        return _answered_meanwhile(uow, moment, actor, person, sheet, item)
    expected = next_ask(effective_answers(sheet.answers, item.id), sheet.facts[item.id])
    if _ask_of(button) not in {Ask.STATUS, expected}:
        return TapNotice(NoticeKind.OLD_BUTTON)
    return Asked(sheet, item)


def _answered_meanwhile(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, sheet: Sheet, item: AgendaItem
) -> TapNotice:
    """The item moved on since this button was shown: by the person's own hand, or by another leader's."""
    last = max((one for one in sheet.answers if one.item_id == item.id), key=lambda one: one.id, default=None)
    if last is None or last.typed_by == person.id:
        if outbox.is_latest_unknown(uow, person.id, OutgoingKind.QUESTION, moment.at):
            # What came next was lost on the way: whoever taps an old button may have nothing newer.
            ask_next(uow, moment, actor, person, sheet.check_in.id, preface=Preface.NOT_SEEN)
        return TapNotice(NoticeKind.ALREADY_ANSWERED)
    other = people.by_id(uow, last.typed_by)
    show_answered(uow, moment, actor, item, last.given.ask)
    ask_next(uow, moment, actor, person, sheet.check_in.id, preface=Preface.ALREADY_ANSWERED, about_item=item.id)
    return TapNotice(NoticeKind.ANSWERED_BY, name=other.name)


def _ask_of(button: AnswerButton) -> Ask:
    match button:
        case GiveStatus() | AllOthersUnchanged():
            return Ask.STATUS
        case GivePercent():
            return Ask.PROGRESS
        case GiveTarget():
            return Ask.VALUE
        case GiveReason():
            return Ask.REASON
        case GiveCall():
            return Ask.CALL
        case GiveNewDate():
            return Ask.NEW_DATE
        case SkipQuestion():
            return button.ask


def _given(asked: Asked, button: AnswerButton, moment: Moment) -> Given | None:  # noqa: C901 - one line a button
    """The answer a button stands for, None if it is not one of those on offer."""
    match button:
        case GiveStatus(status=status):
            allowed = status in status_choices(asked.item)
            return Given(ask=Ask.STATUS, status=status, skipped=status is Status.SKIPPED) if allowed else None
        case AllOthersUnchanged():
            offered = offers_all_unchanged(asked.sheet.items, asked.sheet.answers)
            return Given(ask=Ask.STATUS, status=Status.UNCHANGED) if offered else None
        case GivePercent(percent=percent):
            return Given(ask=Ask.PROGRESS, percent=percent) if percent in {25, 50, 75} else None
        case GiveTarget():
            indicator = asked.sheet.indicator_of(asked.item)
            return Given(ask=Ask.VALUE, number=indicator.target) if indicator else None
        case GiveReason(reason=reason):
            return Given(ask=Ask.REASON, reason=reason)
        case GiveCall(call=call):
            return Given(ask=Ask.CALL, call=call)
        case GiveNewDate(days=days):
            ahead = moment.today + timedelta(days=days)
            return Given(ask=Ask.NEW_DATE, new_date=ahead) if days in {7, 14, 30} else None
        case SkipQuestion(ask=ask):
            return Given(ask=ask, skipped=True) if ask is not Ask.STATUS else None
