"""What waits by the real clock for another try, when that clock has been set back."""

from datetime import datetime, timedelta

from sqlalchemy import update

from storage.tables.transport import due_failure, inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork

_WAITING = (
    (inbox, inbox.c.next_try_at, inbox.c.state == InboxState.NEW),
    (outbox, outbox.c.next_try_at, outbox.c.state == OutboxState.PENDING),
    (due_failure, due_failure.c.next_try_at, due_failure.c.next_try_at.is_not(None)),
)


def bring_forward(uow: UnitOfWork, at: datetime, longest: timedelta) -> int:
    """What would wait for longer than `longest` from `at` on is tried now; gives how much that was.

    A message of unknown fate that seems to be from the future has been unknown since `at`.
    """
    changed = 0
    for table, due, waits in _WAITING:
        later = update(table).where(waits, due > at + longest)
        changed += uow.connection.execute(later.values(next_try_at=at)).rowcount
    unknown = update(outbox).where(outbox.c.state == OutboxState.UNKNOWN, outbox.c.sent_at > at)
    return changed + uow.connection.execute(unknown.values(sent_at=at)).rowcount
