"""Named queries on absences: times in which no update reached us, and how far their people have been asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update

from domain.outgoing import OutgoingKind
from domain.people import Role
from storage import leases
from storage.insert_once import insert_once
from storage.rows import as_value
from storage.tables.people import person
from storage.tables.transport import absence as t
from storage.tables.transport import heartbeat, inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork

#: Messages that show a question or the recap.
_QUESTIONS = (OutgoingKind.QUESTION, OutgoingKind.RECAP)
#: What a person has before them, as far as can be known.
_SHOWN = (OutboxState.SENT, OutboxState.UNKNOWN_ASKED_AGAIN)
_ON_THE_WAY = (OutboxState.PENDING, OutboxState.SENDING, OutboxState.UNKNOWN)

# Asked at each poll and each tick, so put together once: that costs more than running them.
_MOVE = (
    update(heartbeat)
    .where(heartbeat.c.name == bindparam("beating"), heartbeat.c.at >= bindparam("since"))
    .values(at=bindparam("now"))
)
_UNHANDLED = select(inbox.c.id).where(inbox.c.state == InboxState.NEW, inbox.c.received_at <= t.c.caught_up_at)
_TO_SETTLE = (
    select(t)
    .where(t.c.settled_at.is_(None), t.c.caught_up_at.is_not(None), ~_UNHANDLED.exists())
    .order_by(t.c.began_at)
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """From the last poll before to the first one after (real time); people up to `asked_up_to` have been looked at."""

    id: int
    began_at: datetime
    ended_at: datetime
    asked_up_to: int

    @property
    def lasted(self) -> timedelta:
        """How long no update reached us."""
        return self.ended_at - self.began_at


@dataclass(frozen=True, slots=True, kw_only=True)
class LastQuestion:
    """The newest message that shows a person a question or the recap of a check-in, or is about to.

    `sent_at` is real time, None for what is on the way.
    """

    check_in_id: int
    key: str
    sent_at: datetime | None


def note_poll(uow: UnitOfWork, name: str, at: datetime, longest: timedelta) -> bool:
    """Moves the heartbeat of the polls on; gives whether it stood still for longer than that: an absence is kept."""
    moved = uow.connection.execute(_MOVE, {"beating": name, "since": at - longest, "now": at})
    if moved.rowcount:
        return False
    before = leases.beats(uow).get(name)
    leases.beat(uow, name, at)
    if before is None:
        return False
    row = {"began_at": before, "ended_at": at, "asked_up_to": 0}
    return insert_once(uow, t, [row]) > 0


def mark_caught_up(uow: UnitOfWork, at: datetime) -> None:
    """All that had waited at Telegram has been stored by now."""
    uow.connection.execute(update(t).where(t.c.caught_up_at.is_(None)).values(caught_up_at=at))


def to_settle(uow: UnitOfWork) -> Absence | None:
    """The first absence whose people may be asked again: what they had sent meanwhile has been worked off."""
    row = uow.connection.execute(_TO_SETTLE).first()
    return as_value(Absence, row) if row else None


def by_id(uow: UnitOfWork, absence_id: int) -> Absence | None:
    """An absence, None if it has been forgotten."""
    row = uow.connection.execute(select(t).where(t.c.id == absence_id)).first()
    return as_value(Absence, row) if row else None


def shown_a_question(uow: UnitOfWork, since: datetime, until: datetime, after: int, limit: int) -> tuple[int, ...]:
    """The first people, by id, later than `after`, who were shown a question or recap in that (real) time."""
    query = (
        select(outbox.c.person_id)
        .where(
            outbox.c.person_id > after,
            outbox.c.kind.in_(_QUESTIONS),
            outbox.c.state.in_(_SHOWN),
            outbox.c.sent_at.between(since, until),
        )
        .distinct()
        .order_by(outbox.c.person_id)
        .limit(limit)
    )
    return tuple(uow.connection.execute(query).scalars())


def leaders_who_wrote(uow: UnitOfWork, since: datetime, until: datetime, after: int, limit: int) -> tuple[int, ...]:
    """The first leaders, by id, later than `after`, from whom something was received in that (real) time."""
    # Updates are numbered in order of arrival: only the newest are looked at.
    earlier = select(inbox.c.id).where(inbox.c.received_at < since).order_by(inbox.c.id.desc()).limit(1)
    query = (
        select(person.c.id)
        .join(inbox, inbox.c.sender_id == person.c.telegram_id)
        .where(
            person.c.id > after,
            person.c.role == Role.LEADER,
            inbox.c.id > func.coalesce(earlier.scalar_subquery(), 0),
            inbox.c.received_at <= until,
        )
        .distinct()
        .order_by(person.c.id)
        .limit(limit)
    )
    return tuple(uow.connection.execute(query).scalars())


def last_questions(uow: UnitOfWork, person_id: int) -> tuple[LastQuestion, ...]:
    """For each check-in a person was ever asked about: the newest message that asks, newest first."""
    query = (
        select(outbox.c.key, outbox.c.ids, outbox.c.state, outbox.c.sent_at)
        .where(
            outbox.c.person_id == person_id,
            outbox.c.kind.in_(_QUESTIONS),
            outbox.c.state.in_((*_SHOWN, *_ON_THE_WAY)),
        )
        .order_by(outbox.c.id.desc())
    )
    newest: dict[int, LastQuestion] = {}
    for row in uow.connection.execute(query):
        check_in_id = int(row.ids["check_in"])
        sent_at = row.sent_at if row.state in _SHOWN else None
        newest.setdefault(check_in_id, LastQuestion(check_in_id=check_in_id, key=row.key, sent_at=sent_at))
    return tuple(newest.values())


def set_asked_up_to(uow: UnitOfWork, absence_id: int, person_id: int) -> None:
    """The people up to that id have been asked again where they had to be."""
    uow.connection.execute(update(t).where(t.c.id == absence_id).values(asked_up_to=person_id))


def settle(uow: UnitOfWork, absence_id: int, at: datetime) -> None:
    """Everybody has been asked again who had to be."""
    uow.connection.execute(update(t).where(t.c.id == absence_id).values(settled_at=at))


def purge(uow: UnitOfWork, before: datetime) -> int:
    """Forgets absences settled before that time; gives how many."""
    return uow.connection.execute(delete(t).where(t.c.settled_at < before)).rowcount
