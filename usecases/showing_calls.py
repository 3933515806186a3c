"""The message that shows a call task: where it is, and bringing it up to date."""

from collections.abc import Collection

from domain.outgoing import Lane, OutgoingKind
from domain.people import Person
from domain.rules import Moment
from storage import call_tasks, check_ins, outbox
from storage.unit_of_work import UnitOfWork
from usecases.following import followers_of
from usecases.speaking import tell


def call_key(task_id: int, person: Person) -> str:
    """The key of the message that shows a call task to a person."""
    return f"call:{task_id}:{person.id}"


def update_shown_calls(uow: UnitOfWork, moment: Moment, cooperative_ids: Collection[int], *, because: str) -> None:
    """Whom to phone has changed, once a reason: the calls that wait are edited where they are shown. That rings nobody.

    What is not sent yet says what is true when it is sent.
    """
    for task in call_tasks.open_of_cooperatives(uow, cooperative_ids):
        check_in = check_ins.by_id(uow, task.check_in_id)
        assert check_in is not None  # noqa: S101 - a call task has one
        for to in followers_of(uow, check_in.cooperative_id):
            shown = call_key(task.id, to)
            if outbox.sent_message(uow, shown) is None:
                continue
            tell(
                uow,
                moment,
                to,
                OutgoingKind.CALL_TASK,
                key=f"{shown}:{because}",
                lane=Lane.ALERT,
                replaces=shown,
                about={"task": task.id},
            )
