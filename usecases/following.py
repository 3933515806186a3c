"""Who follows whom: to whom a cooperative's alerts, calls and notes go, and who must know of a person out of reach."""

from domain.people import Person, Role
from storage import people
from storage.unit_of_work import UnitOfWork


def followers_of(uow: UnitOfWork, cooperative_id: int) -> tuple[Person, ...]:
    """The consultant who follows the cooperative now, if they can be written to; else all staff."""
    consultant_id = people.cooperative(uow, cooperative_id).consultant_id
    consultant = people.by_id(uow, consultant_id) if consultant_id is not None else None
    return (consultant,) if consultant is not None and consultant.can_be_asked else people.all_staff(uow)


def concerned_with(uow: UnitOfWork, person: Person) -> tuple[Person, ...]:
    """Who must know that a person can no longer be reached: for a leader who follows, for others the (other) staff."""
    if person.role is Role.LEADER:
        found = {one.id: one for key in person.cooperative_ids for one in followers_of(uow, key)}
    else:
        found = {one.id: one for one in people.all_staff(uow) if one.id != person.id}
    return tuple(found.values())
