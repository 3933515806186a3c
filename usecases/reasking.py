"""A question whose fate is unknown is asked once more after a minute; other lost messages are left to their ladder."""

from datetime import timedelta

from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.rules import Moment
from domain.views.check_in import Preface
from storage import outbox
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork

ASK_AGAIN_AFTER = timedelta(seconds=60)
_SUFFIX = ":again"


def ask_lost_questions_again(uow: UnitOfWork, moment: Moment) -> int:
    """Asks again ("if you did not see it") what may not have arrived; gives how many had been lost.

    Never twice, and not what has been followed by the next question: whoever answered has seen it.
    """
    lost = outbox.unknown_since(uow, OutgoingKind.QUESTION, moment.real - ASK_AGAIN_AFTER)
    for row in lost:
        outbox.mark(uow, row.id, OutboxState.UNKNOWN_ASKED_AGAIN, "asked again", moment.real)
        if row.key.endswith(_SUFFIX) or row.initiated or _is_followed(uow, row):
            continue
        again = Outgoing(
            key=f"{row.key}{_SUFFIX}",
            kind=row.kind,
            lane=Lane.REPLY,
            person_id=row.person_id,
            ids={**row.ids, "preface": Preface.NOT_SEEN},
        )
        outbox.put(uow, again, moment.at)
    return len(lost)


def _is_followed(uow: UnitOfWork, row: OutboxRow) -> bool:
    return any(ids["check_in"] == row.ids["check_in"] for ids in outbox.later_about(uow, row))
