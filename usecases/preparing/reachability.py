"""Preparing what is told of people who are out of reach."""

from domain.outgoing import Withdrawn
from domain.people import Person, Reachability, Role
from domain.views import OutOfReachView
from storage import people
from usecases.preparing.prepared import Draft, Preparation, Shown


def out_of_reach(draft: Draft) -> Preparation:
    """Somebody can no longer be reached: withdrawn once that has changed, or is none of the reader's business."""
    person = people.by_id(draft.uow, draft.number("person"))
    if not person.reachability.is_lost:
        return Withdrawn(f"the person is {person.reachability}")
    return _about(draft, person)


def back_in_reach(draft: Draft) -> Preparation:
    """Takes the place of the former."""
    person = people.by_id(draft.uow, draft.number("person"))
    if person.reachability is not Reachability.REACHABLE:
        return Withdrawn(f"the person is {person.reachability}")
    return _about(draft, person)


def _about(draft: Draft, person: Person) -> Preparation:
    seen = [one for one in person.cooperative_ids if draft.reader.may_see_cooperative(one)]
    if draft.reader.role is not Role.STAFF and not (person.role is Role.LEADER and seen):
        return Withdrawn("the reader does not follow the person any more")
    return Shown(
        OutOfReachView(
            person_name=person.name,
            role=person.role,
            phone=person.phone,
            cooperatives=tuple(one.name_in(draft.language) for one in people.cooperatives(draft.uow, seen)),
            reachability=person.reachability,
        )
    )
