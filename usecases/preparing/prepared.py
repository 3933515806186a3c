"""What a message takes to be sent, found out at send time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.outgoing import Withdrawn
from domain.people import Language, Person
from domain.rules import Moment
from domain.views import View
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, and what it turned out to show where that differs from what was decided (`ids`).

    `cooperative_id`: whose matter it is; nobody else is shown it.
    """

    view: View
    ids: Mapping[str, int | str] = field(default_factory=dict)
    cooperative_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A message ready to be rendered: in which language, to which chat, as a new message or as an edit.

    `only_edits`: where the earlier message can no longer be edited, nothing is said.
    """

    view: View
    language: Language
    chat_id: int
    ids: Mapping[str, int | str]
    edit_message_id: int | None = None
    only_edits: bool = False
    reply_to_message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the preparing of one message is handed. `person` is None for strangers.

    `is_edit`: it takes the place of a message that the chat shows already.
    """

    uow: UnitOfWork
    moment: Moment
    row: OutboxRow
    person: Person | None
    language: Language
    is_edit: bool = False

    @property
    def reader(self) -> Person:
        """The person it is for; LookupError for strangers."""
        if self.person is None:
            raise LookupError(f"{self.row.kind} is for members only")
        return self.person

    def number(self, name: str) -> int:
        """A numeric id of the message; KeyError if it has none of that name."""
        return int(self.row.ids[name])

    def text(self, name: str) -> str:
        """A textual id of the message, empty if it has none of that name."""
        return str(self.row.ids.get(name, ""))


Preparation = Shown | Withdrawn
