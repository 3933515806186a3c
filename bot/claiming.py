"""Claiming: which of the messages that are due go now."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import monotonic, real_now
from bot.limits import BULK, URGENT, Limits
from domain.outgoing import Lane
from storage import outbox, sending
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork


def claim(
    uow: UnitOfWork, limits: Limits, programme_at: datetime, free: int, busy: frozenset[int]
) -> tuple[tuple[OutboxRow, ...], bool]:
    """Marks what goes now as being sent: `free` messages at most, none to the chats of `busy`.

    Gives them, and whether more may be due.
    """
    now = monotonic()
    if free <= 0 or limits.is_halted(now):
        return (), False
    #: By chat; only what goes side by side is claimed in one chat.
    claimed: dict[int, list[OutboxRow]] = {}
    more = False
    for lanes, room in _rooms(limits, now, free):
        but_not = busy | claimed.keys() | set(limits.spent_chats(now))
        due = _due(uow, programme_at, lanes, room, but_not) if room else ()
        more = more or len(due) == free
        for row in due:
            before = claimed.setdefault(row.queue, [])
            if _may_go_beside(before, row) and not limits.wait(row.lane, row.queue, now):
                before.append(row)
    rows = tuple(row for chat in claimed.values() for row in chat)
    if rows:
        sending.mark_sending(uow, [row.id for row in rows])
    return rows, more and bool(rows)


def give_back(uow: UnitOfWork) -> None:
    """No call is under way: what is marked *sending* was claimed by a commit whose answer was lost, and never sent."""
    for row_id in sending.interrupted(uow):
        row = outbox.by_id(uow, row_id)
        if row is not None:
            sending.try_again(uow, row_id, real_now(), "claimed and not sent", max(row.attempts - 1, 0))


def _rooms(limits: Limits, now: float, free: int) -> tuple[tuple[frozenset[Lane], int], ...]:
    """How many messages of which lanes may go; all in one look where no rate binds the bulk."""
    bulk = limits.bulk_room(now, free)
    return ((URGENT | BULK, free),) if bulk == free else ((URGENT, free), (BULK, bulk))


def _due(
    uow: UnitOfWork, programme_at: datetime, lanes: frozenset[Lane], limit: int, but_not: frozenset[int]
) -> tuple[OutboxRow, ...]:
    real_at = real_now()
    try:
        return sending.due(uow, programme_at=programme_at, real_at=real_at, limit=limit, lanes=lanes, but_not=but_not)
    except outbox.UNREADABLE:
        if not sending.set_aside_unreadable(uow, real_at):
            raise
        return sending.due(uow, programme_at=programme_at, real_at=real_at, limit=limit, lanes=lanes, but_not=but_not)


def _may_go_beside(claimed: Sequence[OutboxRow], row: OutboxRow) -> bool:
    """Whether a message may go while these of its chat go: a new message while an answered question is being edited."""
    return not claimed or (len(claimed) == 1 and claimed[0].shows_what_was_said and row.replaces is None)
