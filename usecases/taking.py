"""What a free text, a voice note or a photo means, and where it goes. Nothing that somebody sends is dropped.

The order (docs/rules.md, "Free messages"): the message it replies to; else what the person was last asked for; else
the one open check-in of that chat; else a note for the consultant.
"""

from domain.actor import Actor, Sent
from domain.answer import Ask, Status
from domain.check_in import AgendaItem, CheckIn
from domain.dialogue import effective_answers
from domain.focus import FocusKind
from domain.notices import TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import check_ins, outbox, remarks
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork
from usecases import noting, resolving, searching
from usecases.answering import own_check_in, show_answered
from usecases.asking import Sheet, ask_next, open_check_ins, sheet_of
from usecases.incoming import NOT_UNDERSTOOD, Incoming, as_answer, incoming_of
from usecases.membership import for_members
from usecases.recording import record
from usecases.speaking import reply

_ALERT_KINDS = {OutgoingKind.ALERT, OutgoingKind.ALERT_FILE}
_CHECK_IN_KINDS = {OutgoingKind.QUESTION, OutgoingKind.ANSWERED, OutgoingKind.RECAP, OutgoingKind.EVE}


@for_members
def take_message(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, sent: Sent) -> TapNotice | None:
    """Finds out what a message is about and keeps it there."""
    if sent.too_large:
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.FILE_TOO_LARGE)
        if not sent.text:
            return None
        sent = Sent(text=sent.text)
    incoming = incoming_of(uow, actor, person, sent)
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
    given = as_answer(moment, incoming, question.ask, sheet, item)
    if given is None:
        _not_understood(uow, moment, actor, person, incoming, sheet, item, question.ask)
        return
    for one in given:
        record(uow, moment, sheet_of(uow, check_in), item, one, incoming.origin)
    shown = _shown_question(uow, person, item)
    if shown is not None:
        show_answered(uow, moment, actor, item, given[-1].ask, question_message=shown)
    ask_next(uow, moment, actor, person, check_in.id)


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
    if incoming.text and ask in NOT_UNDERSTOOD:
        reply(uow, moment, actor, OutgoingKind.TOLD, text=NOT_UNDERSTOOD[ask])
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


def _shown_question(uow: UnitOfWork, person: Person, item: AgendaItem) -> int | None:
    row = outbox.latest_of_kind(uow, person.id, OutgoingKind.QUESTION)
    return row.message_id if row is not None and row.ids.get("item") == item.id else None
