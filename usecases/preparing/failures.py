"""Preparing what is said about failures of ours."""

from datetime import date, datetime

from domain.outgoing import Withdrawn
from domain.people import Person
from domain.views import NotProcessedView, SimpleText, SimpleView
from usecases.daily_line import failures_since
from usecases.preparing.joining import consultant_of
from usecases.preparing.prepared import Draft, Preparation, Shown


def not_processed(draft: Draft) -> Preparation:
    """What somebody sent, or our answer, was set aside; strangers get a plain sentence."""
    if draft.person is None:
        return Shown(SimpleView(SimpleText.NOT_PROCESSED))
    consultant = _consultant(draft, draft.person)
    return Shown(
        NotProcessedView(
            only_answer=bool(draft.row.ids.get("only_answer")),
            was_tap=bool(draft.row.ids.get("was_tap")),
            consultant=consultant.name if consultant else "",
            phone=consultant.phone if consultant else "",
        )
    )


def daily_line(draft: Draft) -> Preparation:
    """What went wrong and has not been mended meanwhile."""
    since, day = datetime.fromisoformat(draft.text("since")), date.fromisoformat(draft.text("day"))
    line = failures_since(draft.uow, since, day)
    return Shown(line) if line is not None else Withdrawn("all was mended meanwhile")


def _consultant(draft: Draft, person: Person) -> Person | None:
    try:
        return consultant_of(draft, person)
    except (LookupError, ValueError):
        # Their row may be the one that cannot be read: an apology does without.
        return None
