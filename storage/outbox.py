"""Named queries on the outbox: what was decided to be said, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, delete, func, or_, select, type_coerce, update

from domain.failure import failure_place
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.ticks import TickName
from domain.tries import CALLS_IN_ORDER
from storage.due_failures import unrecorded
from storage.insert_once import insert_once
from storage.rows import as_value
from storage.statement import Query, Statement
from storage.tables.people import person
from storage.tables.transport import outbox as t
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork

_WITH_PERSON = t.outerjoin(person, person.c.id == t.c.person_id)
#: What reading a row fails with whose values are none of ours.
UNREADABLE = (ValueError, LookupError, TypeError)
#: Messages to nobody's chat hold up nothing but themselves.
_CHAT = func.coalesce(t.c.chat_id, person.c.telegram_id, -t.c.id)


def _rows() -> Any:
    return select(t, func.coalesce(t.c.chat_id, person.c.telegram_id).label("to_chat_id")).select_from(_WITH_PERSON)


def _due() -> Any:
    parked = (
        select(_CHAT)
        .select_from(_WITH_PERSON)
        .where(
            t.c.state == OutboxState.PENDING,
            t.c.next_try_at > bindparam("real_at"),
            t.c.attempts < CALLS_IN_ORDER,
        )
    )
    return (
        _rows()
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
_SUPERSEDE = Statement(
    update(t)
    .where(
        or_(t.c.key == bindparam("old"), t.c.replaces == bindparam("old")),
        t.c.key != bindparam("new"),
        t.c.state == OutboxState.PENDING,
    )
    .values(state=OutboxState.SUPERSEDED, note=bindparam("why"))
)


_MARK_SENDING = Statement(
    update(t).where(t.c.id == bindparam("row_id")).values(state=OutboxState.SENDING, attempts=t.c.attempts + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message on its way; `to_chat_id` is where it goes now, None if its person has no Telegram."""

    id: int
    key: str
    kind: OutgoingKind
    lane: Lane
    person_id: int | None
    to_chat_id: int | None
    ids: Mapping[str, int | str]
    replaces: str | None
    initiated: bool
    valid_until: datetime | None
    created_at: datetime
    attempts: int
    failures: int
    message_id: int | None
    state: OutboxState

    @property
    def queue(self) -> int:
        """The chat whose messages go one after another; each message to nobody's chat is alone in its queue."""
        return self.to_chat_id if self.to_chat_id is not None else -self.id

    @property
    def shows_what_was_said(self) -> bool:
        """An edit of what was asked into what was answered: nothing that follows in the chat builds on it."""
        return self.replaces is not None and self.kind in {OutgoingKind.ANSWERED, OutgoingKind.RECAP}


_OF_MESSAGE = Query(
    OutboxRow,
    _rows()
    .where(t.c.chat_id == bindparam("chat"), t.c.message_id == bindparam("message"))
    .order_by(t.c.id.desc())
    .limit(1),
)
_SENT_MESSAGE = Statement(
    select(t.c.chat_id, t.c.message_id)
    .where(or_(t.c.key == bindparam("key"), t.c.replaces == bindparam("key")), t.c.message_id.is_not(None))
    .order_by(t.c.id.desc())
    .limit(1)
)


def put(uow: UnitOfWork, outgoing: Outgoing, at: datetime) -> bool:
    """Stores a message once a key; False if the key is taken. What it replaces and is not yet sent is superseded."""
    row = {
        "key": outgoing.key,
        "kind": outgoing.kind,
        "lane": outgoing.lane,
        "channel": outgoing.channel,
        "person_id": outgoing.person_id,
        "chat_id": outgoing.chat_id,
        "ids": dict(outgoing.ids),
        "replaces": outgoing.replaces,
        "initiated": outgoing.initiated,
        "not_before": outgoing.not_before,
        "valid_until": outgoing.valid_until,
        "created_at": at,
        "state": OutboxState.PENDING,
        "attempts": 0,
        "note": "",
    }
    if not insert_once(uow, t, [row]):
        return False
    uow.has_spoken = True
    if outgoing.replaces is not None:
        _SUPERSEDE.run(uow, old=outgoing.replaces, new=outgoing.key, why=f"by {outgoing.key}")
    return True


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


def sent_message(uow: UnitOfWork, key: str) -> tuple[int, int] | None:
    """The (chat, message) that now shows this key: itself, or a message that took its place."""
    row = _SENT_MESSAGE.row(uow, key=key)
    return (row[0], row[1]) if row else None


def forget_message(uow: UnitOfWork, chat_id: int, message_id: int) -> None:
    """A message is gone from its chat: no row shows it any more."""
    shown = (t.c.chat_id == chat_id) & (t.c.message_id == message_id)
    uow.connection.execute(update(t).where(shown).values(message_id=None))


def of_message(uow: UnitOfWork, chat_id: int, message_id: int) -> OutboxRow | None:
    """What was last said in a message of a chat: what a reply or a tap refers to."""
    return _OF_MESSAGE.value(uow, chat=chat_id, message=message_id)


def latest_of_kind(uow: UnitOfWork, person_id: int, kind: OutgoingKind) -> OutboxRow | None:
    """The last message of a kind that a person was sent."""
    query = (
        _rows()
        .where(t.c.person_id == person_id, t.c.kind == kind, t.c.message_id.is_not(None))
        .order_by(t.c.id.desc())
        .limit(1)
    )
    row = uow.connection.execute(query).first()
    return as_value(OutboxRow, row) if row else None


def is_latest_unknown(uow: UnitOfWork, person_id: int, kind: OutgoingKind, at: datetime) -> bool:
    """Whether it is unknown if a person has got their latest message of a kind; not what waits (programme time)."""
    waits = (t.c.state == OutboxState.PENDING) & t.c.not_before.is_not(None) & (t.c.not_before > at)
    query = select(t.c.state).where(t.c.person_id == person_id, t.c.kind == kind, ~waits)
    latest = uow.connection.execute(query.order_by(t.c.id.desc()).limit(1)).scalar()
    return latest in {OutboxState.UNKNOWN, OutboxState.UNKNOWN_ASKED_AGAIN}


def waiting_for(uow: UnitOfWork, person_id: int) -> tuple[OutboxRow, ...]:
    """What has not gone out yet to a person, oldest first."""
    query = _rows().where(t.c.person_id == person_id, t.c.state == OutboxState.PENDING).order_by(t.c.id)
    return tuple(as_value(OutboxRow, row) for row in uow.connection.execute(query))


def withdraw(uow: UnitOfWork, ids: Collection[int], note: str) -> None:
    """Ends messages that have not gone out, with the reason."""
    if ids:
        ended = {"state": OutboxState.WITHDRAWN, "note": note}
        uow.connection.execute(update(t).where(t.c.id.in_(list(ids))).values(ended))


def was_said_since(uow: UnitOfWork, kind: OutgoingKind, chat_id: int, since: datetime) -> bool:
    """Whether a message of a kind was put into the outbox for a chat since then (programme time)."""
    query = select(t.c.id).where(t.c.chat_id == chat_id, t.c.kind == kind, t.c.created_at > since).limit(1)
    return uow.connection.execute(query).first() is not None


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


def by_id(uow: UnitOfWork, row_id: int) -> OutboxRow | None:
    """A message, None if it has been forgotten."""
    row = uow.connection.execute(_rows().where(t.c.id == row_id)).first()
    return as_value(OutboxRow, row) if row else None


def later_about(uow: UnitOfWork, row: OutboxRow) -> tuple[Mapping[str, int | str], ...]:
    """What the later messages of the same kind to the same person are about."""
    query = select(t.c.ids).where(t.c.person_id == row.person_id, t.c.kind == row.kind, t.c.id > row.id)
    return tuple(uow.connection.execute(query).scalars())


def next_due_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When (programme time) the next waiting message may go."""
    query = select(func.min(t.c.not_before)).where(t.c.state == OutboxState.PENDING, t.c.not_before > after)
    return uow.connection.execute(query).scalar()


def next_try_at(uow: UnitOfWork) -> datetime | None:
    """When (real time) the next refused message is tried again."""
    return uow.connection.execute(select(func.min(t.c.next_try_at)).where(t.c.state == OutboxState.PENDING)).scalar()


def depths(uow: UnitOfWork) -> dict[tuple[Lane, OutboxState], int]:
    """How many messages are in each lane and state."""
    query = select(t.c.lane, t.c.state, func.count()).group_by(t.c.lane, t.c.state)
    return {(row[0], row[1]): row[2] for row in uow.connection.execute(query)}


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


def failed(uow: UnitOfWork) -> tuple[tuple[int, datetime, str, str], ...]:
    """The messages that were set aside: (id, created, kind, reason); the kind as it is written, known or not."""
    kind = type_coerce(t.c.kind, String)
    query = select(t.c.id, t.c.created_at, kind, t.c.note).where(t.c.state == OutboxState.FAILED).order_by(t.c.id)
    return tuple((row[0], row[1], row[2], row[3]) for row in uow.connection.execute(query))


def replay(uow: UnitOfWork, row_id: int) -> bool:
    """Lets a message that was set aside be sent after all; False if it is none."""
    done = uow.connection.execute(
        update(t)
        .where(t.c.id == row_id, t.c.state == OutboxState.FAILED)
        .values(state=OutboxState.PENDING, attempts=0, failures=0, next_try_at=None, sent_at=None, note="")
    )
    return done.rowcount > 0


def purge(uow: UnitOfWork, before: datetime) -> int:
    """Forgets messages created before that time and no longer on their way; gives how many."""
    on_the_way = [OutboxState.PENDING, OutboxState.SENDING]
    return uow.connection.execute(delete(t).where(t.c.created_at < before, t.c.state.not_in(on_the_way))).rowcount


def is_under_way(uow: UnitOfWork, *, programme_at: datetime, real_at: datetime) -> bool:
    """Whether a message is being sent, or may be sent now."""
    sending = select(t.c.id).where(t.c.state == OutboxState.SENDING).limit(1)
    if uow.connection.execute(sending).first() is not None:
        return True
    return bool(due(uow, programme_at=programme_at, real_at=real_at, limit=1))
