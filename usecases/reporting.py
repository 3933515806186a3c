"""Asking for the month's summary in a chat."""

from domain.actor import Actor
from domain.buttons import DocumentFormat
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Language, Person, Role
from domain.period import Month
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import people
from storage.unit_of_work import UnitOfWork
from usecases.membership import for_members
from usecases.speaking import reply
from usecases.summarising import months_with_figures


@for_members
def ask_summary(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, words: str) -> TapNotice | None:
    """/bilan [month] [cooperative]: without a month the latest; without a cooperative all that the person may see."""
    month: Month | None = None
    cooperative_id = 0
    for word in words.split()[:2]:
        try:
            month = Month.parse(word)
        except ValueError:
            cooperative = people.cooperative_by_code(uow, word)
            if cooperative is None:
                reply(uow, moment, actor, OutgoingKind.TOLD, text=_not_understood(word))
                return None
            cooperative_id = cooperative.id
    months = months_with_figures(uow, moment)
    if month is None:
        month = months[-1] if months else Month(moment.today.year, moment.today.month)
    return _show(uow, moment, actor, person, month, cooperative_id)


@for_members
def show_summary(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, month: Month, cooperative_id: int
) -> TapNotice | None:
    """The summary of a month, of one cooperative or (0) of the programme."""
    return _show(uow, moment, actor, person, month, cooperative_id)


@for_members
def send_summary_file(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    person: Person,
    *,
    month: Month,
    cooperative_id: int,
    format: DocumentFormat,  # noqa: A002 - the field's own word
    language: Language,
) -> TapNotice | None:
    """The summary as a document."""
    if not _may_see(person, cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    reply(
        uow,
        moment,
        actor,
        OutgoingKind.SUMMARY_FILE,
        month=str(month),
        cooperative=cooperative_id,
        format=format,
        language=language,
    )
    return TapNotice(NoticeKind.WAIT)


def _show(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, month: Month, cooperative_id: int
) -> TapNotice | None:
    if not cooperative_id and person.role is not Role.STAFF:
        if len(person.cooperative_ids) != 1:
            reply(uow, moment, actor, OutgoingKind.PORTFOLIO, page=0)
            return None
        cooperative_id = person.cooperative_ids[0]
    if not _may_see(person, cooperative_id):
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NOT_YOURS)
        return TapNotice(NoticeKind.NOT_YOURS)
    reply(uow, moment, actor, OutgoingKind.SUMMARY, month=str(month), cooperative=cooperative_id)
    return None


def _may_see(person: Person, cooperative_id: int) -> bool:
    """Staff see the programme; the others their own cooperatives."""
    return person.role is Role.STAFF or person.may_see_cooperative(cooperative_id)


def _not_understood(word: str) -> SimpleText:
    return SimpleText.MONTH_NOT_UNDERSTOOD if word[:1].isdigit() else SimpleText.NO_SUCH_COOPERATIVE
