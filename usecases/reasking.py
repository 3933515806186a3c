"""A question whose fate is unknown is asked once more after a minute; other lost messages are left to their ladder."""

from datetime import timedelta
from functools import partial

from domain.rules import Moment
from domain.ticks import TickName
from domain.views.check_in import Preface
from storage import outbox, people, sending
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.asking import ask_again
from usecases.each_due import each_due

ASK_AGAIN_AFTER = timedelta(seconds=60)
#: Questions asked again in one transaction; the rest follows in the next.
BATCH = 50
_SUFFIX = ":again"


def ask_lost_questions_again(uow: UnitOfWork, moment: Moment) -> int:
    """Asks again ("if you did not see it") what may not have arrived; gives how many had been lost."""
    lost = sending.lost_questions(uow, moment.real - ASK_AGAIN_AFTER, BATCH)
    again = partial(_ask_again, uow, moment)
    return each_due(uow, moment, TickName.LOST_QUESTIONS, map(str, lost), again)


def _ask_again(uow: UnitOfWork, moment: Moment, row_id: str) -> None:
    """Never twice, not what has been followed by the next question (whoever answered has seen it), and nobody who has
    stopped the messages since.
    """
    row = outbox.by_id(uow, int(row_id))
    if row is None or row.state is not OutboxState.UNKNOWN:
        return
    sending.mark(uow, row.id, OutboxState.UNKNOWN_ASKED_AGAIN, "asked again", moment.real)
    person = people.by_id(uow, row.person_id) if row.person_id is not None else None
    if person is None or not person.can_be_asked or row.key.endswith(_SUFFIX) or _is_followed(uow, row):
        return
    about = {**row.ids, "preface": Preface.NOT_SEEN}
    ask_again(uow, moment, person, key=f"{row.key}{_SUFFIX}", about=about, waited=moment.at - row.created_at)


def _is_followed(uow: UnitOfWork, row: OutboxRow) -> bool:
    return any(ids["check_in"] == row.ids["check_in"] for ids in outbox.later_about(uow, row))
