"""Named queries on what stands beside the plan: focus, notes, and the audit trail."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from domain.focus import Focus
from storage.statement import Query, Statement
from storage.tables import people as t
from storage.unit_of_work import UnitOfWork

_FOCUS = Query(
    Focus, select(t.focus).where(t.focus.c.person_id == bindparam("person"), t.focus.c.expires_at > bindparam("at"))
)
_MOVE_FOCUS = Statement(
    update(t.focus)
    .where(t.focus.c.person_id == bindparam("person"))
    .values(kind=bindparam("new_kind"), ids=bindparam("new_ids"), expires_at=bindparam("new_expires_at"))
)


def focus_of(uow: UnitOfWork, person_id: int, at: datetime) -> Focus | None:
    """What the person was last asked for, unless it has expired."""
    return _FOCUS.value(uow, person=person_id, at=at)


def set_focus(uow: UnitOfWork, person_id: int, focus: Focus | None) -> None:
    """One focus a person: the new one takes the old one's place; None clears it."""
    if focus is None:
        uow.connection.execute(delete(t.focus).where(t.focus.c.person_id == person_id))
        return
    given = {"kind": focus.kind, "ids": dict(focus.ids), "expires_at": focus.expires_at}
    if not _MOVE_FOCUS.run(uow, person=person_id, **{f"new_{name}": value for name, value in given.items()}):
        uow.connection.execute(insert(t.focus).values(person_id=person_id, **given))


def add_note(
    uow: UnitOfWork,
    *,
    person_id: int,
    to_id: int | None,
    cooperative_id: int | None,
    alert_id: int | None,
    text: str,
    attachment_id: int | None,
    at: datetime,
) -> int:
    """Keeps a message that answered nothing asked; gives its id."""
    key = uow.connection.execute(
        insert(t.note).values(
            person_id=person_id,
            to_id=to_id,
            cooperative_id=cooperative_id,
            alert_id=alert_id,
            text=text,
            attachment_id=attachment_id,
            at=at,
        )
    ).inserted_primary_key
    return int(key[0])  # type: ignore[index] # a row of one


def note(uow: UnitOfWork, note_id: int) -> Mapping[str, object] | None:
    """A note's columns by name."""
    row = uow.connection.execute(select(t.note).where(t.note.c.id == note_id)).first()
    return {str(name): value for name, value in row._asdict().items()} if row else None


def record(uow: UnitOfWork, *, at: datetime, deed: str, ids: Mapping[str, int | str], person_id: int | None) -> int:
    """Writes a deed into the audit trail; gives the entry's id. Ids only: no names, no answers."""
    entry = insert(t.audit_entry).values(at=at, deed=deed, ids=dict(ids), person_id=person_id)
    key = uow.connection.execute(entry).inserted_primary_key
    return int(key[0])  # type: ignore[index] # a row of one


def latest_entry(uow: UnitOfWork, person_id: int, deed: str) -> int | None:
    """The id of a person's last entry of that deed in the audit trail, None if there is none."""
    query = select(func.max(t.audit_entry.c.id)).where(
        t.audit_entry.c.person_id == person_id, t.audit_entry.c.deed == deed
    )
    return uow.connection.execute(query).scalar()
