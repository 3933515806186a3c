"""Searching the guide in a person's own words."""

from datetime import timedelta

from domain.actor import Actor
from domain.focus import Focus, FocusKind
from domain.notices import TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import remarks
from storage.unit_of_work import UnitOfWork
from usecases.membership import for_members
from usecases.speaking import reply

_FOCUS_LASTS = timedelta(hours=1)
_WORDS_LIMIT = 100


@for_members
def ask_words(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person) -> TapNotice | None:
    """Asks for a word; the next text is searched for."""
    remarks.set_focus(uow, person.id, Focus(FocusKind.GUIDE_SEARCH, {}, moment.at + _FOCUS_LASTS))
    reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.SEARCH_ASKED)
    return None


def search(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, words: str) -> None:
    """Answers with the sections that hold the words; the search is over."""
    remarks.set_focus(uow, person.id, None)
    reply(uow, moment, actor, OutgoingKind.GUIDE_FOUND, words=words[:_WORDS_LIMIT])
