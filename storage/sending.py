"""Named queries for the sending: which messages may go now, and what has become of each."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, func, select, update

from domain.failure import failure_place
from domain.outgoing import Lane, OutgoingKind
from domain.ticks import TickName
from domain.tries import CALLS_IN_ORDER
from storage.due_failures import unrecorded
from storage.outbox import UNREADABLE, WITH_PERSON, OutboxRow, by_id, messages, sent_message
from storage.rows import as_value
from storage.statement import Statement
from storage.tables.people import person
from storage.tables.transport import outbox as t
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork

#: Messages to nobody's chat hold up nothing but themselves.
_CHAT = func.coalesce(t.c.chat_id, person.c.telegram_id, -t.c.id)


def _due() -> Any:
    parked = (
        select(_CHAT)
        .select_from(WITH_PERSON)
        .where(
            t.c.state == OutboxState.PENDING,
            t.c.next_try_at > bindparam("real_at"),
            t.c.attempts < CALLS_IN_ORDER,
        )
    )
    return (
        messages()
        .where(
            t.c.state == OutboxState.PENDING,
            t.c.lane.in_(bindparam("lanes", expanding=True)),
            t.c.not_before.is_(None) | (t.c.not_before <= bindparam("programme_at")),
            t.c.next_try_at.is_(None) | (t.c.next_try_at <= bindparam("real_at")),
            _CHAT.not_in(parked),
            _CHAT.not_in(bindparam("but_not", expanding=True)),
        )
        .order_by(t.c.lane, t.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


#: Asked for each claim of the delivery: put together once.
_DUE = _due()
# The statements of every turn are built once: building one costs more than running it.
_MARK_SENT = Statement(
    update(t)
    .where(t.c.id == bindparam("row_id"))
    .values(
        state=OutboxState.SENT,
        chat_id=bindparam("chat"),
        message_id=bindparam("message"),
        sent_at=bindparam("at"),
        ids=bindparam("now_ids"),
        note="",
    )
)
_MARK_SENDING = Statement(
    update(t).where(t.c.id == bindparam("row_id")).values(state=OutboxState.SENDING, attempts=t.c.attempts + 1)
)


def due(
    uow: UnitOfWork,
    *,
    programme_at: datetime,
    real_at: datetime,
    limit: int,
    lanes: Collection[Lane] = tuple(Lane),
    but_not: Collection[int] = (),
) -> tuple[OutboxRow, ...]:
    """Messages that may go now, first lanes first, oldest first.

    Nothing goes to the chats of `but_not`, nor to one whose message waits to be tried again (order): that one holds up
    the others until Telegram has failed on it `CALLS_IN_ORDER` times, and loses its place then.
    """
    given = {
        "programme_at": programme_at,
        "real_at": real_at,
        "lanes": list(lanes),
        "but_not": list(but_not),
        "limit": limit,
    }
    return tuple(as_value(OutboxRow, row) for row in uow.connection.execute(_DUE, given))


def mark_sending(uow: UnitOfWork, ids: Collection[int]) -> None:
    """Said before the call: what was being sent when the process died is known to be unknown."""
    _MARK_SENDING.run_many(uow, [{"row_id": one} for one in ids])


def mark_sent(
    uow: UnitOfWork, row_id: int, *, chat_id: int, message_id: int, at: datetime, ids: Mapping[str, int | str]
) -> None:
    """Telegram has it; `ids` say what the message turned out to show."""
    _MARK_SENT.run(uow, row_id=row_id, chat=chat_id, message=message_id, at=at, now_ids=dict(ids))


def mark(uow: UnitOfWork, row_id: int, state: OutboxState, note: str, at: datetime | None = None) -> None:
    """Any other end of a message, with the reason; `at` is the real time of an unknown send."""
    uow.connection.execute(update(t).where(t.c.id == row_id).values(state=state, note=note, sent_at=at))


def try_again(uow: UnitOfWork, row_id: int, next_try_at: datetime, note: str, attempts: int, failures: int = 0) -> None:
    """Certainly not sent: it waits (real time), and the later messages of its chat with it as long as `due` says.

    `attempts` are the calls so far; `failures`, how often in a row it could not be made ready.
    """
    waiting = {"state": OutboxState.PENDING, "next_try_at": next_try_at, "note": note}
    uow.connection.execute(update(t).where(t.c.id == row_id).values(**waiting, attempts=attempts, failures=failures))


def postpone(uow: UnitOfWork, row_id: int, until: datetime, attempts: int) -> None:
    """Quiet hours: it waits (programme time), having been called for `attempts` times."""
    waiting = {"state": OutboxState.PENDING, "not_before": until, "note": "quiet hours"}
    uow.connection.execute(update(t).where(t.c.id == row_id).values(**waiting, attempts=attempts))


def interrupted(uow: UnitOfWork) -> tuple[int, ...]:
    """Ids of the messages that were being sent when the last process ended; some may not be readable."""
    query = select(t.c.id).where(t.c.state == OutboxState.SENDING).order_by(t.c.id)
    return tuple(uow.connection.execute(query).scalars())


def interrupted_edit(uow: UnitOfWork, row_id: int) -> OutboxRow | None:
    """One of them, if it changes a message that is in the chat it goes to; None for a new message.

    What cannot be read (a kind that this version does not know, say) counts as new: nothing is known of it.
    """
    try:
        row = by_id(uow, row_id)
    except UNREADABLE:
        return None
    shown = sent_message(uow, row.replaces) if row is not None and row.replaces is not None else None
    return row if row is not None and shown is not None and shown[0] == row.to_chat_id else None


def lost_questions(uow: UnitOfWork, before: datetime, limit: int) -> tuple[int, ...]:
    """Ids of questions whose fate has been unknown since before that (real) time, and that can be asked again.

    Openings and reminders are left to the next rung of their ladder.
    """
    condition = unrecorded(TickName.LOST_QUESTIONS, cast(t.c.id, String))
    query = select(t.c.id).where(
        t.c.state == OutboxState.UNKNOWN,
        t.c.kind == OutgoingKind.QUESTION,
        t.c.initiated.is_(False),
        t.c.sent_at <= before,
        condition,
    )
    return tuple(uow.connection.execute(query.order_by(t.c.id).limit(limit)).scalars())


def next_due_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When (programme time) the next waiting message may go."""
    query = select(func.min(t.c.not_before)).where(t.c.state == OutboxState.PENDING, t.c.not_before > after)
    return uow.connection.execute(query).scalar()


def is_under_way(uow: UnitOfWork, *, programme_at: datetime, real_at: datetime) -> bool:
    """Whether a message is being sent, or may be sent now."""
    sending = select(t.c.id).where(t.c.state == OutboxState.SENDING).limit(1)
    if uow.connection.execute(sending).first() is not None:
        return True
    return bool(due(uow, programme_at=programme_at, real_at=real_at, limit=1))


def set_aside_unreadable(uow: UnitOfWork, at: datetime) -> int:
    """Sets aside what waits and cannot be read (a kind that this version does not know, say); gives how many."""
    count = 0
    for row_id in uow.connection.execute(select(t.c.id).where(t.c.state == OutboxState.PENDING)).scalars().all():
        try:
            by_id(uow, row_id)
        except UNREADABLE as error:
            mark(uow, row_id, OutboxState.FAILED, f"cannot be read: {failure_place(error)}", at)
            count += 1
    return count
