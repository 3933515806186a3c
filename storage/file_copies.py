"""Named queries on our copies of the files people sent: which wait, which are kept, which we shall never have."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from storage.rows import as_value
from storage.tables.check_ins import attachment
from storage.tables.check_ins import file_copy as t
from storage.transport_states import FileCopyState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file whose bytes are still at Telegram; `attempts` have failed so far."""

    attachment_id: int
    file_id: str
    mime_type: str
    attempts: int


def expect(uow: UnitOfWork, attachment_id: int) -> None:
    """From now on the bytes of this attachment wait to be fetched."""
    row = {"attachment_id": attachment_id, "state": FileCopyState.WAITING}
    uow.connection.execute(insert(t).values({**row, "path": "", "size_bytes": 0, "attempts": 0, "note": ""}))


def due(uow: UnitOfWork, at: datetime, limit: int) -> tuple[WaitingFile, ...]:
    """The files to be fetched now (real time), those first that came first."""
    query = (
        select(t.c.attachment_id, attachment.c.file_id, attachment.c.mime_type, t.c.attempts)
        .join(attachment, attachment.c.id == t.c.attachment_id)
        .where(t.c.state == FileCopyState.WAITING, t.c.next_try_at.is_(None) | (t.c.next_try_at <= at))
        .order_by(t.c.attachment_id)
        .limit(limit)
    )
    return tuple(as_value(WaitingFile, row) for row in uow.connection.execute(query))


def mark_kept(uow: UnitOfWork, attachment_id: int, *, path: str, size_bytes: int) -> None:
    """The bytes are on disk, at that path below the folder of files."""
    values = {"state": FileCopyState.KEPT, "path": path, "size_bytes": size_bytes, "next_try_at": None, "note": ""}
    uow.connection.execute(update(t).where(t.c.attachment_id == attachment_id).values(values))


def try_again(uow: UnitOfWork, attachment_id: int, *, attempts: int, next_try_at: datetime, note: str) -> None:
    """It failed so often by now, and is tried again at that (real) time."""
    values = {"attempts": attempts, "next_try_at": next_try_at, "note": note}
    uow.connection.execute(update(t).where(t.c.attachment_id == attachment_id).values(values))


def give_up(uow: UnitOfWork, attachment_id: int, note: str) -> None:
    """We shall never have the bytes, with the reason; the file's id at Telegram may still be good to pass it on."""
    values = {"state": FileCopyState.UNAVAILABLE, "next_try_at": None, "note": note}
    uow.connection.execute(update(t).where(t.c.attachment_id == attachment_id).values(values))


def counts(uow: UnitOfWork) -> dict[FileCopyState, int]:
    """How many files are in each state."""
    query = select(t.c.state, func.count()).group_by(t.c.state)
    found = {row[0]: row[1] for row in uow.connection.execute(query)}
    return {state: found.get(state, 0) for state in FileCopyState}


def kept_bytes(uow: UnitOfWork) -> int:
    """The size of all copies together."""
    query = select(func.coalesce(func.sum(t.c.size_bytes), 0)).where(t.c.state == FileCopyState.KEPT)
    return int(uow.connection.execute(query).scalar_one())
