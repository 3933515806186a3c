"""An edited message: the answer that came in it is corrected, the old one stays on record."""

from dataclasses import replace

from domain.actor import Actor, Sent
from domain.answer import Answer, Ask, Given
from domain.dates import parse_date
from domain.dialogue import effective_answers
from domain.notices import TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person
from domain.rules import Moment
from domain.typed_number import as_number
from domain.views.joining import SimpleText
from storage import answers as stored_answers
from storage import check_ins
from storage.unit_of_work import UnitOfWork
from usecases import noting
from usecases.answering import own_check_in
from usecases.asking import Sheet, sheet_of
from usecases.incoming import NOT_UNDERSTOOD, TEXT_LIMIT
from usecases.membership import for_members
from usecases.recording import Origin, record
from usecases.speaking import reply


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
        reply(uow, moment, actor, OutgoingKind.TOLD, text=NOT_UNDERSTOOD[old.given.ask])
        return None
    item = sheet.item(old.item_id) if old.item_id is not None else None
    origin = Origin(person=person, chat_id=actor.chat_id, message_id=actor.message_id)
    record(uow, moment, sheet, item, given, origin, replaces=old)
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.EDIT_TAKEN)
    return None


def _keep_edit(uow: UnitOfWork, moment: Moment, person: Person, sheet: Sheet, sent: Sent) -> None:
    """An edit that corrects nothing is kept as a comment. A later edit of the message still finds its answer."""
    record(uow, moment, sheet, None, Given(ask=Ask.OPEN, text=sent.text[:TEXT_LIMIT]), Origin(person=person))


def _edited(moment: Moment, sheet: Sheet, old: Answer, sent: Sent) -> Given | None:
    item = sheet.item(old.item_id) if old.item_id is not None else None
    ask = old.given.ask
    if item is not None and ask in {Ask.VALUE, Ask.PROGRESS}:
        number = as_number(sent.text, ask, sheet.indicator_of(item))
        return replace(number, attachment_id=old.given.attachment_id) if number else None
    if ask is Ask.NEW_DATE:
        day = parse_date(sent.text, moment.today)
        return replace(old.given, new_date=day, text=sent.text) if day else None
    return replace(old.given, text=sent.text[:TEXT_LIMIT])
