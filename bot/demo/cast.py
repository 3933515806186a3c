"""Who is who in the demo's story: the three people whose phones the page shows first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from domain.people import Person
from storage import people
from storage.unit_of_work import UnitOfWork

#: Codes of the sample workbook.
LEADER = "L10A"
CONSULTANT = "K3"
STAFF = "E1"


@dataclass(frozen=True, slots=True)
class Cast:
    """The three people as they stand in the database, and the leader's cooperative."""

    leader: Person
    consultant: Person
    staff: Person
    cooperative: str

    def address(self, url: str) -> str:
        """The phones page with these three phones side by side."""
        chosen = {
            "leader": self.leader.telegram_id,
            "consultant": self.consultant.telegram_id,
            "staff": self.staff.telegram_id,
        }
        return f"{url}/?{urlencode(chosen)}"


def find_cast(uow: UnitOfWork) -> Cast:
    """The cast of the sample programme; LookupError if somebody has not joined."""
    leader, consultant, staff = (_joined(uow, code) for code in (LEADER, CONSULTANT, STAFF))
    return Cast(leader, consultant, staff, people.cooperative(uow, leader.cooperative_ids[0]).name)


def _joined(uow: UnitOfWork, code: str) -> Person:
    person = people.by_code(uow, code)
    if person is None or person.telegram_id is None:
        raise LookupError(f"{code} has not joined")
    return person
