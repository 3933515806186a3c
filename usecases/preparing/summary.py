"""Preparing the month: the summary in chat, and its documents."""

from domain.buttons import DocumentFormat
from domain.outgoing import Withdrawn
from domain.people import Language, Role
from domain.period import Month
from domain.views import SummaryFileView, SummaryView
from storage import people
from usecases.preparing.prepared import Draft, Preparation, Shown
from usecases.summarising import months_with_figures, summary_of

_OF_STAFF = Withdrawn("the programme's month is for staff only")


def summary(draft: Draft) -> Preparation:
    """The figures of a month, with the ways to the other months, the cooperatives and the documents."""
    month = Month.parse(draft.text("month"))
    cooperative_id = draft.number("cooperative")
    person = draft.reader
    if not cooperative_id and person.role is not Role.STAFF:
        return _OF_STAFF
    scope = None if person.role is Role.STAFF else person.cooperative_ids
    known = months_with_figures(draft.uow, draft.moment)
    return Shown(
        SummaryView(
            summary=summary_of(draft.uow, draft.moment, month, cooperative_id or None),
            cooperative_id=cooperative_id,
            earlier=max((one for one in known if one < month), default=None),
            later=min((one for one in known if one > month), default=None),
            may_see_programme=person.role is Role.STAFF,
            cooperatives=tuple((one.id, one.name_in(draft.language)) for one in people.cooperatives(draft.uow, scope)),
        ),
        cooperative_id=cooperative_id or None,
    )


def summary_file(draft: Draft) -> Preparation:
    """The same figures as a document."""
    month = Month.parse(draft.text("month"))
    cooperative_id = draft.number("cooperative")
    if not cooperative_id and draft.reader.role is not Role.STAFF:
        return _OF_STAFF
    return Shown(
        SummaryFileView(
            summary=summary_of(draft.uow, draft.moment, month, cooperative_id or None),
            format=DocumentFormat(draft.text("format")),
            language=Language(draft.text("language")),
        ),
        cooperative_id=cooperative_id or None,
    )
