"""Taps that mean nothing, and notices that come too late to be shown over the chat."""

from domain.actor import Actor
from domain.notices import SHOWN_IN_CHAT, NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person
from domain.rules import Moment
from storage.unit_of_work import UnitOfWork
from usecases.membership import for_members
from usecases.speaking import reply


@for_members
def answer_unknown_button(_uow: UnitOfWork, _moment: Moment, _actor: Actor, _person: Person) -> TapNotice:
    """A kind answer; nothing changes."""
    return TapNotice(NoticeKind.OLD_BUTTON)


def tell_notice(uow: UnitOfWork, moment: Moment, actor: Actor, notice: TapNotice) -> None:
    """The phone has stopped waiting for the tap's answer: its notice becomes a message, unless the chat says it all."""
    if notice.kind not in SHOWN_IN_CHAT:
        reply(uow, moment, actor, OutgoingKind.NOTICE, notice=notice.kind, name=notice.name)
