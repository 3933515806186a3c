"""Joining: an invitation, then consent, then a language, then a welcome with the tasks of the role."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from domain.actor import Actor
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Language, Person, Reachability, Role, Slot
from domain.rules import Moment
from domain.views.joining import InvitationFault, SimpleText
from storage import invitations, outbox, people, remarks
from storage.unit_of_work import UnitOfWork
from usecases.handing_over import hand_over
from usecases.membership import for_members
from usecases.returning import hear_from, take_up_again
from usecases.speaking import reply

#: 128 random bits are 22 letters of base64 for links.
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
#: Days an invitation may wait.
INVITATION_LASTS = timedelta(days=7)


class InvitationError(ValueError):
    """An invitation that cannot be made, with the reason in words."""


def invite(uow: UnitOfWork, *, role: Role, cooperative_code: str | None, person_code: str | None, at: datetime) -> str:
    """Makes an invitation and gives its token; only a hash of it is kept.

    With `person_code` it is for that person; else a new person of that role joins (a leader needs the cooperative).
    Raises InvitationError.
    """
    cooperative = people.cooperative_by_code(uow, cooperative_code) if cooperative_code else None
    if cooperative_code and cooperative is None:
        raise InvitationError(f"there is no cooperative {cooperative_code}")
    person = people.by_code(uow, person_code) if person_code else None
    if person_code and person is None:
        raise InvitationError(f"there is no person {person_code}")
    if person is not None and person.role is not role:
        raise InvitationError(f"{person_code} is a {person.role}, not a {role}")
    if person is None and role is Role.LEADER and cooperative is None:
        raise InvitationError("a leader is invited for a cooperative: say which, or which person")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    invitations.add(
        uow,
        token_hash=_hash(token),
        role=role,
        person_id=person.id if person else None,
        cooperative_id=cooperative.id if cooperative else None,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    return token


def start(uow: UnitOfWork, moment: Moment, actor: Actor, *, token: str) -> None:
    """/start, with an invitation's token or without."""
    if actor.person is not None:
        hear_from(uow, moment, actor.person)
    if not token:
        _start_without_token(uow, moment, actor)
        return
    fault = _fault(uow, actor, token, moment.real)
    if fault is not None:
        reply(uow, moment, actor, OutgoingKind.INVITATION_REFUSED, fault=fault)
        return
    invitation = invitations.by_hash(uow, _hash(token))
    assert invitation is not None  # noqa: S101 - _fault has looked
    if invitation.used_at is None:
        person_id = invitation.person_id or _new_person(uow, actor, invitation)
        before = people.by_id(uow, person_id)
        invitations.mark_used(uow, invitation.id, moment.real, actor.telegram_id)
        people.link(uow, person_id, actor.telegram_id)
        hear_from(uow, moment, before)
        remarks.record(uow, at=moment.at, deed="joined", ids={"invitation": invitation.id}, person_id=person_id)
        person = people.by_id(uow, person_id)
    else:
        person = people.by_telegram_id(uow, actor.telegram_id) or people.by_id(uow, invitation.person_id or 0)
        take_up_again(uow, moment, person)
    reply(uow, moment, _as(actor, person), _next_step(person))


def give_consent(uow: UnitOfWork, moment: Moment, actor: Actor, *, agreed: bool) -> TapNotice | None:
    """Yes or no under the consent notice."""
    person = actor.person
    if person is None:
        reply(uow, moment, actor, OutgoingKind.NOT_INVITED)
        return TapNotice(NoticeKind.JOIN_FIRST)
    hear_from(uow, moment, person)
    if not agreed:
        if person.consented_at is None:
            reply(uow, moment, actor, OutgoingKind.CONSENT_DECLINED)
        return None
    if person.consented_at is not None:
        return TapNotice(NoticeKind.ALREADY_ANSWERED)
    people.set_consent(uow, person.id, moment.at, person.language)
    remarks.record(uow, at=moment.at, deed="consented", ids={}, person_id=person.id)
    reply(uow, moment, actor, OutgoingKind.LANGUAGE, first=1)
    return TapNotice(NoticeKind.SAVED)


@for_members
def choose_language(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, language: Language
) -> TapNotice | None:
    """A language, at joining or later."""
    people.set_language(uow, person.id, language)
    reply(uow, moment, actor, OutgoingKind.WELCOME)
    return TapNotice(NoticeKind.LANGUAGE_CHANGED, language=language)


@for_members
def choose_slot(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, slot: Slot) -> TapNotice | None:
    """The part of the day in which a leader wants to be written to."""
    people.set_slot(uow, person.id, slot)
    reply(uow, moment, actor, OutgoingKind.HOME, slot=slot)
    return TapNotice(NoticeKind.SLOT_CHANGED)


@for_members
def ask_language(uow: UnitOfWork, moment: Moment, actor: Actor, _person: Person) -> None:
    """/langue."""
    reply(uow, moment, actor, OutgoingKind.LANGUAGE)


@for_members
def show_home(uow: UnitOfWork, moment: Moment, actor: Actor, _person: Person) -> None:
    """The task buttons of the role."""
    reply(uow, moment, actor, OutgoingKind.HOME)


@for_members
def show_help(uow: UnitOfWork, moment: Moment, actor: Actor, _person: Person) -> None:
    """/aide."""
    reply(uow, moment, actor, OutgoingKind.HELP)


def show_privacy(uow: UnitOfWork, moment: Moment, actor: Actor) -> None:
    """/privacy: for everybody, strangers too."""
    if actor.person is not None:
        hear_from(uow, moment, actor.person)
    reply(uow, moment, actor, OutgoingKind.PRIVACY)


def stop(uow: UnitOfWork, moment: Moment, actor: Actor) -> None:
    """/stop: the bot begins nothing more; the follow-up goes on by phone, and /start takes it up again (law 09-08)."""
    if actor.person is None:
        reply(uow, moment, actor, OutgoingKind.NOT_INVITED)
        return
    people.set_reachability(uow, actor.person.id, Reachability.STOPPED)
    remarks.record(uow, at=moment.at, deed="stopped", ids={}, person_id=actor.person.id)
    if actor.person.role is Role.CONSULTANT:
        unheard = outbox.waiting_for(uow, actor.person.id)
        hand_over(uow, moment, actor.person.cooperative_ids, unheard=unheard)
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.STOPPED)


def refuse_group(uow: UnitOfWork, moment: Moment, actor: Actor) -> None:
    """Groups are politely refused: private chats only."""
    reply(uow, moment, actor, OutgoingKind.GROUP_REFUSED)


def _start_without_token(uow: UnitOfWork, moment: Moment, actor: Actor) -> None:
    if actor.person is None:
        reply(uow, moment, actor, OutgoingKind.NOT_INVITED)
        return
    take_up_again(uow, moment, actor.person)
    reply(uow, moment, actor, _next_step(actor.person))


def _next_step(person: Person) -> OutgoingKind:
    return OutgoingKind.CONSENT if person.consented_at is None else OutgoingKind.WELCOME


def _fault(uow: UnitOfWork, actor: Actor, token: str, real_at: datetime) -> InvitationFault | None:
    """Why a token does not open: the same account may follow its own link again."""
    if not _TOKEN.fullmatch(token):
        return InvitationFault.MALFORMED
    invitation = invitations.by_hash(uow, _hash(token))
    if invitation is None:
        return InvitationFault.FOREIGN
    if invitation.used_at is not None:
        own = invitation.used_by == actor.telegram_id and actor.person is not None
        return None if own else InvitationFault.USED
    return InvitationFault.EXPIRED if invitation.expires_at <= real_at else None


def _new_person(uow: UnitOfWork, actor: Actor, invitation: invitations.Invitation) -> int:
    language = Language.FRENCH if actor.language_code.startswith("fr") else Language.ARABIC
    person_id = people.add(
        uow, code=f"I{invitation.id}", name=actor.name or "?", role=invitation.role, language=language
    )
    if invitation.cooperative_id is not None and invitation.role is Role.LEADER:
        people.add_membership(uow, person_id, invitation.cooperative_id)
    return person_id


def _as(actor: Actor, person: Person) -> Actor:
    return Actor(turn=actor.turn, telegram_id=actor.telegram_id, chat_id=actor.chat_id, person=person)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
