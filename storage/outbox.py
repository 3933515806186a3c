"""Named queries on the outbox: what was decided to be said, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, delete, func, or_, select, type_coerce, update

from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage.insert_once import insert_once
from storage.rows import as_value
from storage.statement import Query, Statement
from storage.tables.people import person
from storage.tables.transport import outbox as t
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork

WITH_PERSON = t.outerjoin(person, person.c.id == t.c.person_id)
#: What reading a row fails with whose values are none of ours.
UNREADABLE = (ValueError, LookupError, TypeError)


def messages() -> Any:
    """Of messages: all that an `OutboxRow` is made of."""
    return select(t, func.coalesce(t.c.chat_id, person.c.telegram_id).label("to_chat_id")).select_from(WITH_PERSON)


# The statements of every turn are built once: building one costs more than running it.
_SUPERSEDE = Statement(
    update(t)
    .where(
        or_(t.c.key == bindparam("old"), t.c.replaces == bindparam("old")),
        t.c.key != bindparam("new"),
        t.c.state == OutboxState.PENDING,
    )
    .values(state=OutboxState.SUPERSEDED, note=bindparam("why"))
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
    messages()
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
        messages()
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
    query = messages().where(t.c.person_id == person_id, t.c.state == OutboxState.PENDING).order_by(t.c.id)
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


def by_id(uow: UnitOfWork, row_id: int) -> OutboxRow | None:
    """A message, None if it has been forgotten."""
    row = uow.connection.execute(messages().where(t.c.id == row_id)).first()
    return as_value(OutboxRow, row) if row else None


def later_about(uow: UnitOfWork, row: OutboxRow) -> tuple[Mapping[str, int | str], ...]:
    """What the later messages of the same kind to the same person are about."""
    query = select(t.c.ids).where(t.c.person_id == row.person_id, t.c.kind == row.kind, t.c.id > row.id)
    return tuple(uow.connection.execute(query).scalars())


def depths(uow: UnitOfWork) -> dict[tuple[Lane, OutboxState], int]:
    """How many messages are in each lane and state."""
    query = select(t.c.lane, t.c.state, func.count()).group_by(t.c.lane, t.c.state)
    return {(row[0], row[1]): row[2] for row in uow.connection.execute(query)}


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
