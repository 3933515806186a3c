"""Taps that mean nothing: made by hand, or of a button that is no more."""

from domain.actor import Actor
from domain.notices import NoticeKind, TapNotice
from domain.people import Person
from domain.rules import Moment
from storage.unit_of_work import UnitOfWork
from usecases.membership import for_members


@for_members
def answer_unknown_button(_uow: UnitOfWork, _moment: Moment, _actor: Actor, _person: Person) -> TapNotice:
    """A kind answer; nothing changes."""
    return TapNotice(NoticeKind.OLD_BUTTON)
