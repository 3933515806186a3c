"""Named queries on people and cooperatives."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from domain.people import Language, Person, Reachability, Role, Slot
from domain.programme import Cooperative, Programme
from storage.rows import as_value, maker
from storage.statement import Query, Statement
from storage.tables import people as t
from storage.unit_of_work import UnitOfWork

#: The cooperatives that a leader leads or a consultant follows.
_FOLLOWED = func.coalesce(t.membership.c.cooperative_id, t.cooperative.c.id)
#: A row for each of them; one for whoever has none.
_PERSON = (
    select(t.person, _FOLLOWED.label("followed"))
    .outerjoin(t.membership, (t.membership.c.person_id == t.person.c.id) & (t.person.c.role == Role.LEADER))
    .outerjoin(t.cooperative, (t.cooperative.c.consultant_id == t.person.c.id) & (t.person.c.role == Role.CONSULTANT))
    .order_by(_FOLLOWED)
)
_BY_TELEGRAM_ID = Statement(_PERSON.where(t.person.c.telegram_id == bindparam("key")))
_BY_ID = Statement(_PERSON.where(t.person.c.id == bindparam("key")))
_BY_CODE = Statement(_PERSON.where(t.person.c.code == bindparam("key")))
_as_person = maker(Person, _PERSON.exported_columns)
_COOPERATIVE = Query(Cooperative, select(t.cooperative).where(t.cooperative.c.id == bindparam("key")))


def programme(uow: UnitOfWork) -> Programme | None:
    """The programme, None before the first import."""
    row = uow.connection.execute(select(t.programme)).first()
    return as_value(Programme, row) if row else None


def by_telegram_id(uow: UnitOfWork, telegram_id: int) -> Person | None:
    """Who writes from this Telegram account, None for strangers."""
    return _person(uow, _BY_TELEGRAM_ID, telegram_id)


def by_id(uow: UnitOfWork, person_id: int) -> Person:
    """A person that is known to exist; LookupError otherwise."""
    person = _person(uow, _BY_ID, person_id)
    if person is None:
        raise LookupError(f"no person {person_id}")
    return person


def by_code(uow: UnitOfWork, code: str) -> Person | None:
    """A person by the workbook's code, in any case."""
    return _person(uow, _BY_CODE, code.upper())


def leaders_of(uow: UnitOfWork, cooperative_id: int) -> tuple[Person, ...]:
    """The leaders of a cooperative, in the workbook's order."""
    query = (
        select(t.membership.c.person_id)
        .join(t.person, t.person.c.id == t.membership.c.person_id)
        .where(t.membership.c.cooperative_id == cooperative_id, t.person.c.role == Role.LEADER)
        .order_by(t.person.c.id)
    )
    return tuple(by_id(uow, one) for one in uow.connection.execute(query).scalars().all())


def all_staff(uow: UnitOfWork) -> tuple[Person, ...]:
    """Everybody of the programme's team."""
    query = select(t.person.c.id).where(t.person.c.role == Role.STAFF).order_by(t.person.c.id)
    return tuple(by_id(uow, one) for one in uow.connection.execute(query).scalars().all())


def by_reachability(uow: UnitOfWork) -> dict[Reachability, int]:
    """How many people there are of each reachability that occurs."""
    query = select(t.person.c.reachability, func.count()).group_by(t.person.c.reachability)
    return {row[0]: row[1] for row in uow.connection.execute(query)}


def leaders_out_of_reach(uow: UnitOfWork) -> dict[int, int]:
    """How many leaders have joined and cannot be written to any more, by cooperative; those without one are left out.

    They have blocked the bot or stopped its messages, or their account or chat is gone.
    """
    away = [one for one in Reachability if one.is_lost or one is Reachability.STOPPED]
    query = (
        select(t.membership.c.cooperative_id, func.count())
        .join(t.person, t.person.c.id == t.membership.c.person_id)
        .where(t.person.c.role == Role.LEADER, t.person.c.reachability.in_(away))
        .group_by(t.membership.c.cooperative_id)
    )
    return {row[0]: row[1] for row in uow.connection.execute(query)}


def add(uow: UnitOfWork, *, code: str, name: str, role: Role, language: Language) -> int:
    """A new person without a cooperative; gives the id."""
    return _new_id(
        uow.connection.execute(
            insert(t.person).values(
                code=code,
                name=name,
                role=role,
                language=language,
                slot=Slot.MORNING,
                reachability=Reachability.UNLINKED,
            )
        ).inserted_primary_key
    )


def add_membership(uow: UnitOfWork, person_id: int, cooperative_id: int) -> None:
    """Makes a person a leader of one more cooperative."""
    uow.connection.execute(insert(t.membership).values(person_id=person_id, cooperative_id=cooperative_id))


def link(uow: UnitOfWork, person_id: int, telegram_id: int) -> None:
    """From now on this Telegram account is that person; another person's earlier link to it is gone.

    A consent was given from an account: another one is asked anew.
    """
    uow.connection.execute(
        update(t.person)
        .where(t.person.c.telegram_id == telegram_id, t.person.c.id != person_id)
        .values(telegram_id=None, reachability=Reachability.UNLINKED, consented_at=None)
    )
    uow.connection.execute(
        update(t.person)
        .where(t.person.c.id == person_id, t.person.c.telegram_id != telegram_id)
        .values(consented_at=None)
    )
    uow.connection.execute(
        update(t.person)
        .where(t.person.c.id == person_id)
        .values(telegram_id=telegram_id, reachability=Reachability.REACHABLE)
    )


def set_consent(uow: UnitOfWork, person_id: int, at: datetime | None, language: Language) -> None:
    """Records a consent with its time and language; None takes it back."""
    uow.connection.execute(
        update(t.person).where(t.person.c.id == person_id).values(consented_at=at, consent_language=language)
    )


def set_language(uow: UnitOfWork, person_id: int, language: Language) -> None:
    uow.connection.execute(update(t.person).where(t.person.c.id == person_id).values(language=language))


def set_slot(uow: UnitOfWork, person_id: int, slot: Slot) -> None:
    uow.connection.execute(update(t.person).where(t.person.c.id == person_id).values(slot=slot))


def set_reachability(uow: UnitOfWork, person_id: int, reachability: Reachability) -> None:
    uow.connection.execute(update(t.person).where(t.person.c.id == person_id).values(reachability=reachability))


def cooperative(uow: UnitOfWork, cooperative_id: int) -> Cooperative:
    """A cooperative that is known to exist; LookupError otherwise."""
    found = _COOPERATIVE.value(uow, key=cooperative_id)
    if found is None:
        raise LookupError(f"no cooperative {cooperative_id}")
    return found


def cooperative_by_code(uow: UnitOfWork, code: str) -> Cooperative | None:
    """A cooperative by the workbook's code, in any case."""
    row = uow.connection.execute(select(t.cooperative).where(t.cooperative.c.code == code.upper())).first()
    return as_value(Cooperative, row) if row else None


def cooperatives(uow: UnitOfWork, ids: Iterable[int] | None = None) -> tuple[Cooperative, ...]:
    """The cooperatives with these ids (None: all), by code."""
    query = select(t.cooperative).order_by(t.cooperative.c.code)
    if ids is not None:
        query = query.where(t.cooperative.c.id.in_(list(ids)))
    return tuple(as_value(Cooperative, row) for row in uow.connection.execute(query))


def _person(uow: UnitOfWork, query: Statement, key: int | str) -> Person | None:
    rows = query.rows(uow, key=key)
    if not rows:
        return None
    return _as_person(rows[0], cooperative_ids=tuple(row[-1] for row in rows if row[-1] is not None))


def _new_id(key: object) -> int:
    return int(key[0])  # type: ignore[index] # a row of one
