"""Due items are done each apart: one that fails is tried again, then set aside, and never stops the others."""

from collections.abc import Callable, Iterable

import structlog

from domain.failure import failure_place
from domain.rules import Moment
from domain.ticks import TickName
from domain.tries import OWN_FAILURES
from storage import due_failures
from storage.availability import unavailability
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

#: Failed items that are tried again in one transaction; the rest follows in the next.
_RETRIED_AT_ONCE = 10


def each_due(
    uow: UnitOfWork,
    moment: Moment,
    tick: TickName,
    found: Iterable[str],
    perform: Callable[[str], None],
    go_on_without: Callable[[str], None] | None = None,
) -> int:
    """Performs what the scan of a tick has found, and what failed earlier and is to be tried again now.

    Items go by name. The scan leaves out what has failed (`due_failures.unrecorded`). `go_on_without` is called for an
    item that has just been set aside. Gives how many were tried. What the database itself fails with is raised: it says
    nothing about the item.
    """
    again = {one.subject: one.attempts for one in due_failures.to_retry(uow, tick, moment.real, _RETRIED_AT_ONCE)}
    tried = {**dict.fromkeys(found, 0), **again}
    for subject, failures in tried.items():
        try:
            with uow.savepoint():
                perform(subject)
                if subject in again:
                    due_failures.clear(uow, tick, subject)
        except Exception as error:
            if unavailability(error) is not None:
                raise
            if not _tried_again(uow, moment, tick, subject, failures + 1, failure_place(error)) and go_on_without:
                _leave_behind(uow, tick, subject, go_on_without)
    return len(tried)


def _tried_again(uow: UnitOfWork, moment: Moment, tick: TickName, subject: str, failures: int, cause: str) -> bool:
    """Writes a failure down; gives whether the item is tried again or has been set aside."""
    next_try_at = OWN_FAILURES.next_at(failures, moment.real)
    due_failures.record(
        uow, tick, subject, attempts=failures, failed_at=moment.real, next_try_at=next_try_at, cause=cause
    )
    if next_try_at is None:
        log.error("due item set aside", tick=tick.value, item=subject, reason=cause)
        return False
    log.warning("due item failed", tick=tick.value, item=subject, attempt=failures, reason=cause)
    return True


def _leave_behind(uow: UnitOfWork, tick: TickName, subject: str, go_on_without: Callable[[str], None]) -> None:
    try:
        with uow.savepoint():
            go_on_without(subject)
    except Exception as error:
        if unavailability(error) is not None:
            raise
        log.error("nothing follows what was set aside", tick=tick.value, item=subject, reason=failure_place(error))
