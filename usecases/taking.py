"""What a free text, a voice note or a photo means, and where it goes. Nothing that somebody sends is dropped.

The order (docs/rules.md, "Free messages"): the message it replies to; else what the person was last asked for; else
the one open check-in of that chat; else a note for the consultant.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from domain.action_plan import Constraint
from domain.actor import Actor, Sent
from domain.answer import Answer, Ask, Attachment, AttachmentKind, Given, Status
from domain.check_in import AgendaItem, CheckIn
from domain.dates import parse_date
from domain.dialogue import effective_answers
from domain.focus import FocusKind
from domain.notices import TapNotice
from domain.numbers import parse_number
from domain.outgoing import OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import answers as stored_answers
from storage import check_ins, outbox, remarks
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases import noting, resolving, searching
from usecases.answering import own_check_in, show_answered
from usecases.asking import Sheet, ask_next, open_check_ins, sheet_of
from usecases.membership import for_members
from usecases.recording import Origin, record
from usecases.speaking import reply

#: What a message of Telegram holds (Bot API); what comes from elsewhere is cut.
_TEXT_LIMIT = 4096

#: The questions that take a text of a certain form, and what is said to another one.
_NOT_UNDERSTOOD = {
    Ask.VALUE: SimpleText.NUMBER_NOT_UNDERSTOOD,
    Ask.PROGRESS: SimpleText.NUMBER_NOT_UNDERSTOOD,
    Ask.NEW_DATE: SimpleText.DATE_NOT_UNDERSTOOD,
}

#: A share of something, in per cent, is never more than this.
_WHOLE = Decimal(100)

_ALERT_KINDS = {OutgoingKind.ALERT, OutgoingKind.ALERT_FILE}
_CHECK_IN_KINDS = {OutgoingKind.QUESTION, OutgoingKind.ANSWERED, OutgoingKind.RECAP, OutgoingKind.EVE}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was sent, with its file already stored."""

    sent: Sent
    attachment: Attachment | None
    origin: Origin

    @property
    def text(self) -> str:
        return self.sent.text[:_TEXT_LIMIT]

    @property
    def attachment_id(self) -> int | None:
        return self.attachment.id if self.attachment else None

    def as_detail(self, ask: Ask) -> Given:
        """The answer to a question that takes anything."""
        return Given(ask=ask, text=self.text, attachment_id=self.attachment_id)


@for_members
def take_message(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, sent: Sent) -> TapNotice | None:
    """Finds out what a message is about and keeps it there."""
    if sent.too_large:
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.FILE_TOO_LARGE)
        if not sent.text:
            return None
        sent = Sent(text=sent.text)
    incoming = Incoming(
        sent, _store_file(uow, person, sent), Origin(person=person, chat_id=actor.chat_id, message_id=actor.message_id)
    )
    answered = outbox.of_message(uow, actor.chat_id, actor.reply_to) if actor.reply_to is not None else None
    if answered is not None and _take_reply(uow, moment, actor, person, incoming, answered):
        return None
    if _take_by_focus(uow, moment, actor, person, incoming):
        return None
    _take_unasked(uow, moment, actor, person, incoming)
    return None


def _take_reply(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, incoming: Incoming, answered: OutboxRow
) -> bool:
    """A reply to one of our messages; False if that message is about nothing in particular."""
    if answered.kind in _ALERT_KINDS and person.role is not Role.LEADER:
        noting.answer_leader(uow, moment, actor, person, int(answered.ids["alert"]), incoming.text, incoming.attachment)
        return True
    if answered.kind is OutgoingKind.RESOLUTION_ASKED:
        return _take_resolution(uow, moment, actor, person, int(answered.ids["alert"]), incoming)
    check_in_id = answered.ids.get("check_in")
    if answered.kind in _CHECK_IN_KINDS and check_in_id is not None:
        check_in = own_check_in(uow, person, check_ins.by_id(uow, int(check_in_id)))
        if not isinstance(check_in, TapNotice):
            item_id = answered.ids.get("item")
            take_for_check_in(uow, moment, actor, person, incoming, check_in, about=int(item_id) if item_id else None)
        else:
            # It is about a check-in that is over, and must not answer the one that is open now.
            noting.keep(uow, moment, actor, person, incoming.text, incoming.attachment)
        return True
    return False


def _take_by_focus(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, incoming: Incoming) -> bool:
    focus = remarks.focus_of(uow, person.id, moment.at)
    if focus is None:
        return False
    if focus.kind is FocusKind.RESOLUTION:
        return _take_resolution(uow, moment, actor, person, int(focus.ids["alert"]), incoming)
    if focus.kind is FocusKind.GUIDE_SEARCH and incoming.text:
        searching.search(uow, moment, actor, person, incoming.text)
        return True
    if focus.kind in {FocusKind.QUESTION, FocusKind.SAY_MORE}:
        check_in = own_check_in(uow, person, check_ins.by_id(uow, int(focus.ids["check_in"])))
        if isinstance(check_in, TapNotice):
            return False
        if focus.kind is FocusKind.SAY_MORE:
            _take_comment(uow, moment, actor, person, incoming, sheet_of(uow, check_in))
        else:
            take_for_check_in(uow, moment, actor, person, incoming, check_in)
        return True
    return False


def _take_resolution(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, alert_id: int, incoming: Incoming
) -> bool:
    """A text closes the alert; a voice note or photo goes to the leader, and how it was solved is asked once more."""
    if incoming.text or incoming.attachment is None:
        return resolving.resolve(uow, moment, actor, person, alert_id, incoming.text)
    noting.answer_leader(uow, moment, actor, person, alert_id, "", incoming.attachment)
    reply(uow, moment, actor, OutgoingKind.RESOLUTION_ASKED, alert=alert_id)
    return True


def _take_unasked(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, incoming: Incoming) -> None:
    found = open_check_ins(uow, person.cooperative_ids) if person.role is Role.LEADER else ()
    if len(found) == 1:
        take_for_check_in(uow, moment, actor, person, incoming, found[0])
        return
    noting.keep(uow, moment, actor, person, incoming.text, incoming.attachment)
    if len(found) > 1:
        reply(uow, moment, actor, OutgoingKind.ASK_WHICH)


def take_for_check_in(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    incoming: Incoming,
    check_in: CheckIn,
    *,
    about: int | None = None,
) -> None:
    """Takes a message as the answer to the current question, or as a remark on the item it replies to."""
    sheet = sheet_of(uow, check_in)
    question = sheet.question
    if about is not None and (question is None or question.item_id != about):
        _take_remark(uow, moment, actor, person, incoming, sheet, sheet.item(about))
        return
    if question is None:
        _take_comment(uow, moment, actor, person, incoming, sheet)
        return
    item = sheet.item(question.item_id)
    given = _as_answer(moment, incoming, question.ask, sheet, item)
    if given is None:
        _not_understood(uow, moment, actor, person, incoming, sheet, item, question.ask)
        return
    for one in given:
        record(uow, moment, sheet_of(uow, check_in), item, one, incoming.origin)
    shown = _shown_question(uow, person, item)
    if shown is not None:
        show_answered(uow, moment, actor, item, given[-1].ask, question_message=shown)
    ask_next(uow, moment, actor, person, check_in.id)


def _as_answer(
    moment: Moment, incoming: Incoming, ask: Ask, sheet: Sheet, item: AgendaItem
) -> tuple[Given, ...] | None:
    """The answers a message stands for at this question, None if it says nothing about it."""
    match ask:
        case Ask.DETAIL:
            return (incoming.as_detail(Ask.DETAIL),)
        case Ask.PROOF:
            return (incoming.as_detail(Ask.PROOF),)
        case Ask.REASON:
            # Whoever explains instead of choosing has answered: the reason is in their words.
            return (Given(ask=Ask.REASON, reason=Constraint.OTHER), incoming.as_detail(Ask.DETAIL))
        case Ask.VALUE | Ask.PROGRESS:
            given = _as_number(incoming.text, ask, sheet, item)
        case Ask.NEW_DATE:
            day = parse_date(incoming.text, moment.today)
            given = Given(ask=Ask.NEW_DATE, new_date=day, text=incoming.text) if day else None
        case _:
            return None
    # The number may stand under a photo.
    return (replace(given, attachment_id=incoming.attachment_id),) if given else None


def _as_number(text: str, ask: Ask, sheet: Sheet, item: AgendaItem) -> Given | None:
    number = parse_number(text)
    if number is None:
        return None
    indicator = sheet.indicator_of(item)
    counts_percent = indicator is not None and indicator.unit.strip().startswith("%")
    if ask is Ask.PROGRESS and (indicator is None or (number.is_percent and not counts_percent)):
        percent = int(number.value)
        return Given(ask=ask, percent=percent, text=text) if 0 <= percent <= 100 else None  # noqa: PLR2004 - per cent
    if number.is_percent and not counts_percent:
        return None
    if indicator is not None and number.value < min(Decimal(0), indicator.baseline, indicator.target):
        return None  # a dash before the number, not a debt
    if counts_percent and indicator is not None and number.value > _WHOLE >= max(indicator.baseline, indicator.target):
        return None  # more than all of them
    return Given(ask=ask, number=number.value, text=text)


def _not_understood(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    incoming: Incoming,
    sheet: Sheet,
    item: AgendaItem,
    ask: Ask,
) -> None:
    """It answers no question, but it is kept: as a remark on a blockage, else as a comment."""
    if ask is Ask.CALL:
        _take_remark(uow, moment, actor, person, incoming, sheet, item)
        return
    record(uow, moment, sheet, None, incoming.as_detail(Ask.OPEN), incoming.origin)
    if incoming.text and ask in _NOT_UNDERSTOOD:
        reply(uow, moment, actor, OutgoingKind.TOLD, text=_NOT_UNDERSTOOD[ask])
    else:
        reply(uow, moment, actor, OutgoingKind.TOLD, text="open_question", check_in=sheet.check_in.id)
        ask_next(uow, moment, actor, person, sheet.check_in.id)


def _take_remark(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    incoming: Incoming,
    sheet: Sheet,
    item: AgendaItem,
) -> None:
    """One more word about an item already answered: it joins the details of a blockage, else the proof, else it is
    a comment.
    """
    said = effective_answers(sheet.answers, item.id).said
    if said is Status.BLOCKED:
        record(uow, moment, sheet, item, incoming.as_detail(Ask.DETAIL), incoming.origin, is_remark=True)
    elif said is Status.DONE and incoming.attachment is not None:
        record(uow, moment, sheet, item, incoming.as_detail(Ask.PROOF), incoming.origin, is_remark=True)
    else:
        _take_comment(uow, moment, actor, person, incoming, sheet)
        return
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NOTE_KEPT)


def _take_comment(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, incoming: Incoming, sheet: Sheet
) -> None:
    record(uow, moment, sheet, None, incoming.as_detail(Ask.OPEN), incoming.origin)
    reply(uow, moment, actor, OutgoingKind.TOLD, text="open_question", check_in=sheet.check_in.id)
    ask_next(uow, moment, actor, person, sheet.check_in.id)


@for_members
def take_edit(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, sent: Sent) -> TapNotice | None:
    """A message was edited: the answer that came in it is corrected, the old one stays on record."""
    old = stored_answers.of_message(uow, actor.chat_id, actor.message_id or 0)
    check_in = own_check_in(uow, person, check_ins.by_id(uow, old.check_in_id) if old else None)
    if old is None or isinstance(check_in, TapNotice):
        noting.keep(uow, moment, actor, person, sent.text, None)
        return None
    sheet = sheet_of(uow, check_in)
    if old.item_id is not None and old not in effective_answers(sheet.answers, old.item_id).all():
        # Something else has been said since: what it corrects counts no more.
        _keep_edit(uow, moment, person, sheet, sent)
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NOTE_KEPT)
        return None
    given = _edited(moment, sheet, old, sent)
    if given is None:
        _keep_edit(uow, moment, person, sheet, sent)
        reply(uow, moment, actor, OutgoingKind.TOLD, text=_NOT_UNDERSTOOD[old.given.ask])
        return None
    item = sheet.item(old.item_id) if old.item_id is not None else None
    origin = Origin(person=person, chat_id=actor.chat_id, message_id=actor.message_id)
    record(uow, moment, sheet, item, given, origin, replaces=old)
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.EDIT_TAKEN)
    return None


def _keep_edit(uow: UnitOfWork, moment: Moment, person: Person, sheet: Sheet, sent: Sent) -> None:
    """An edit that corrects nothing is kept as a comment. A later edit of the message still finds its answer."""
    record(uow, moment, sheet, None, Given(ask=Ask.OPEN, text=sent.text[:_TEXT_LIMIT]), Origin(person=person))


def _edited(moment: Moment, sheet: Sheet, old: Answer, sent: Sent) -> Given | None:
    item = sheet.item(old.item_id) if old.item_id is not None else None
    ask = old.given.ask
    if item is not None and ask in {Ask.VALUE, Ask.PROGRESS}:
        number = _as_number(sent.text, ask, sheet, item)
        return replace(number, attachment_id=old.given.attachment_id) if number else None
    if ask is Ask.NEW_DATE:
        day = parse_date(sent.text, moment.today)
        return replace(old.given, new_date=day, text=sent.text) if day else None
    return replace(old.given, text=sent.text[:_TEXT_LIMIT])


def _store_file(uow: UnitOfWork, person: Person, sent: Sent) -> Attachment | None:
    if sent.kind is None:
        return None
    return stored_answers.add_attachment(
        uow,
        Attachment(
            id=0,
            person_id=person.id,
            kind=AttachmentKind(sent.kind),
            file_id=sent.file_id,
            file_unique_id=sent.file_unique_id[:80],
            mime_type=sent.mime_type[:120],
            size_bytes=sent.size_bytes,
            file_name=sent.file_name[:200],
        ),
    )


def _shown_question(uow: UnitOfWork, person: Person, item: AgendaItem) -> int | None:
    row = outbox.latest_of_kind(uow, person.id, OutgoingKind.QUESTION)
    return row.message_id if row is not None and row.ids.get("item") == item.id else None
