"""Reviewing a check-in: resume it, change a line of the recap, say more, confirm."""

from domain.actor import Actor
from domain.answer import Ask, Given
from domain.focus import Focus, FocusKind
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person, Role
from domain.rules import Moment
from domain.views.check_in import Preface
from domain.views.joining import SimpleText
from storage import check_ins, outbox, remarks
from storage.unit_of_work import UnitOfWork
from usecases.answering import own_check_in
from usecases.asking import FOCUS_LASTS, ask_next, focus_on, open_check_ins, sheet_of
from usecases.membership import for_members
from usecases.recording import Origin, record
from usecases.speaking import reply


@for_members
def resume(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, check_in_id: int | None
) -> TapNotice | None:
    """Gives the current question again; without a check-in named, of the one that is open (several: asks which)."""
    if check_in_id is not None:
        check_in = own_check_in(uow, person, check_ins.by_id(uow, check_in_id))
        if isinstance(check_in, TapNotice):
            return check_in
        ask_next(uow, moment, actor, person, check_in.id, preface=Preface.RESUMED)
        return None
    found = open_check_ins(uow, person.cooperative_ids) if person.role is Role.LEADER else ()
    if not found:
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NO_OPEN_CHECK_IN)
    elif len(found) == 1:
        ask_next(uow, moment, actor, person, found[0].id, preface=Preface.RESUMED)
    else:
        reply(uow, moment, actor, OutgoingKind.ASK_WHICH)
    return None


@for_members
def change(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, item_id: int) -> TapNotice | None:
    """Asks again about an action already answered, or brings in one that was left out."""
    found = check_ins.of_item(uow, item_id)
    check_in = own_check_in(uow, person, found[0] if found else None)
    if isinstance(check_in, TapNotice) or found is None:
        return check_in if isinstance(check_in, TapNotice) else None
    if not found[1].asked:
        check_ins.ask_too(uow, item_id)
    focus_on(uow, moment, person, check_in.id)
    reply(
        uow,
        moment,
        actor,
        OutgoingKind.QUESTION,
        check_in=check_in.id,
        preface=Preface.NONE,
        item=item_id,
        ask=Ask.STATUS,
        pinned=1,
    )
    return None


@for_members
def say_more(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, check_in_id: int) -> TapNotice | None:
    """*Anything else?*: the next text, voice note or photo is kept with the check-in."""
    check_in = own_check_in(uow, person, check_ins.by_id(uow, check_in_id))
    if isinstance(check_in, TapNotice):
        return check_in
    remarks.set_focus(uow, person.id, Focus(FocusKind.SAY_MORE, {"check_in": check_in.id}, moment.at + FOCUS_LASTS))
    reply(uow, moment, actor, OutgoingKind.TOLD, check_in=check_in.id, text="say_more")
    return None


@for_members
def confirm(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, check_in_id: int) -> TapNotice | None:
    """*Confirm* under the recap: thanks, and the recap without its buttons."""
    check_in = own_check_in(uow, person, check_ins.by_id(uow, check_in_id))
    if isinstance(check_in, TapNotice):
        return check_in
    sheet = sheet_of(uow, check_in)
    if sheet.question is not None:
        ask_next(uow, moment, actor, person, check_in.id)
        return TapNotice(NoticeKind.OLD_BUTTON)
    if sheet.answers and sheet.answers[-1].given.ask is Ask.CONFIRM:
        return TapNotice(NoticeKind.ALREADY_ANSWERED)
    record(uow, moment, sheet, None, Given(ask=Ask.CONFIRM), Origin(person=person, chat_id=actor.chat_id))
    shown = outbox.of_message(uow, actor.chat_id, actor.message_id) if actor.message_id is not None else None
    if shown is not None:
        reply(
            uow,
            moment,
            actor,
            OutgoingKind.RECAP,
            replaces=shown.replaces or shown.key,
            check_in=check_in.id,
            confirmed=1,
        )
    if person.role is not Role.LEADER:
        # The call is over: what the consultant writes next is not said by the cooperative.
        remarks.set_focus(uow, person.id, None)
    reply(uow, moment, actor, OutgoingKind.THANKS, check_in=check_in.id)
    return TapNotice(NoticeKind.SAVED)
