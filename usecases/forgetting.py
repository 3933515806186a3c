"""Retention: inbox and outbox rows are kept for 30 days (docs/rules.md, "Data")."""

from datetime import timedelta

from domain.rules import Moment
from storage import absences, due_failures, inbox, outbox
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=30)


def forget_old_rows(uow: UnitOfWork, moment: Moment) -> int:
    """Forgets what was received or said more than 30 days ago and is no longer on its way.

    Gives 0 always: what is left to do today has been done in one go.
    """
    inbox.purge(uow, moment.real - KEPT)
    outbox.purge(uow, moment.at - KEPT)
    due_failures.purge(uow, moment.real - KEPT)
    absences.purge(uow, moment.real - KEPT)
    return 0
