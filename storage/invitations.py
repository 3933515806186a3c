"""Named queries on invitations: only a hash of the token is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from domain.people import Role
from storage.rows import as_value
from storage.tables.people import invitation as t
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A right to join once; `person_id` names who is meant, else a new person is made for the role."""

    id: int
    role: Role
    person_id: int | None
    cooperative_id: int | None
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None


def add(
    uow: UnitOfWork,
    *,
    token_hash: str,
    role: Role,
    person_id: int | None,
    cooperative_id: int | None,
    created_at: datetime,
    expires_at: datetime,
) -> None:
    """Stores a new invitation."""
    uow.connection.execute(
        insert(t).values(
            token_hash=token_hash,
            role=role,
            person_id=person_id,
            cooperative_id=cooperative_id,
            created_at=created_at,
            expires_at=expires_at,
        )
    )


def by_hash(uow: UnitOfWork, token_hash: str) -> Invitation | None:
    """The invitation behind a token's hash."""
    row = uow.connection.execute(select(t).where(t.c.token_hash == token_hash)).first()
    return as_value(Invitation, row) if row else None


def mark_used(uow: UnitOfWork, invitation_id: int, at: datetime, telegram_id: int) -> None:
    """An invitation opens once, for one account."""
    uow.connection.execute(update(t).where(t.c.id == invitation_id).values(used_at=at, used_by=telegram_id))
