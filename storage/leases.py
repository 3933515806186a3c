"""The lease that names the one active process, with a fencing token checked in each batch."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from storage.insert_once import insert_once
from storage.rows import as_value
from storage.statement import Statement
from storage.tables.transport import heartbeat, lease
from storage.unit_of_work import UnitOfWork

#: The holder of a lease that has been released.
_NOBODY = ""
#: Asked in every transaction, so put together once.
_HELD = Statement(select(lease.c.token).where(lease.c.name == bindparam("lease_name")).with_for_update(read=True))


#: The heartbeat of another program that asks Telegram for this bot's updates.
FOREIGN_POLLER = "foreign poller"


class LeaseLostError(RuntimeError):
    """Another process has taken over: this one must write nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who holds it and until when; whoever lives renews it, so that it does not look the same for long."""

    name: str
    holder: str
    token: int
    expires_at: datetime


def find(uow: UnitOfWork, name: str) -> Lease | None:
    """The lease as it stands, None if it has never been taken."""
    row = uow.connection.execute(select(lease).where(lease.c.name == name)).first()
    return as_value(Lease, row) if row else None


def acquire(
    uow: UnitOfWork, *, name: str, holder: str, at: datetime, lasting: timedelta, abandoned: Lease | None = None
) -> int | None:
    """The fencing token if the lease is free, expired or already ours; None while another process holds it.

    `abandoned` is a lease that the caller has seen stand still for as long as one lasts: it is taken over though it
    has not expired, as when the clock was set back. The row is locked while it is looked at: of two that see it
    expired at the same time on PostgreSQL, one takes it.
    """
    row = uow.connection.execute(select(lease).where(lease.c.name == name).with_for_update()).first()
    if row is None:
        first = {"name": name, "holder": holder, "token": 1, "expires_at": at + lasting}
        return 1 if insert_once(uow, lease, [first]) else None
    is_held = row.holder not in {_NOBODY, holder} and row.expires_at > at
    if is_held and as_value(Lease, row) != abandoned:
        return None
    token: int = row.token + int(row.holder != holder)
    uow.connection.execute(
        update(lease).where(lease.c.name == name).values(holder=holder, token=token, expires_at=at + lasting)
    )
    return token


def check(uow: UnitOfWork, name: str, token: int) -> None:
    """Raises LeaseLostError if another process has taken the lease since this token was given.

    On PostgreSQL the row stays locked until the commit, so that nobody takes over in the middle of a batch; SQLite
    has one writing transaction at a time anyway.
    """
    row = _HELD.row(uow, lease_name=name)
    if row is None or row[0] != token:
        raise LeaseLostError(name)


def release(uow: UnitOfWork, name: str, token: int, at: datetime) -> None:
    """Lets the next process start at once."""
    uow.connection.execute(
        update(lease).where(lease.c.name == name, lease.c.token == token).values(expires_at=at, holder=_NOBODY)
    )


def is_any_held(uow: UnitOfWork, at: datetime) -> bool:
    """Whether a process is active on this database at that (real) time."""
    query = select(lease.c.name).where(lease.c.holder != _NOBODY, lease.c.expires_at > at)
    return uow.connection.execute(query.limit(1)).first() is not None


def beat(uow: UnitOfWork, name: str, at: datetime) -> None:
    """Remembers that something happened at that time (the last poll, say)."""
    if not insert_once(uow, heartbeat, [{"name": name, "at": at}]):
        uow.connection.execute(update(heartbeat).where(heartbeat.c.name == name).values(at=at))


def forget_beat(uow: UnitOfWork, name: str) -> None:
    """What goes on from a copy of this database has not been away since."""
    uow.connection.execute(delete(heartbeat).where(heartbeat.c.name == name))


def beats(uow: UnitOfWork) -> dict[str, datetime]:
    """When each thing last happened."""
    return {row.name: row.at for row in uow.connection.execute(select(heartbeat))}
