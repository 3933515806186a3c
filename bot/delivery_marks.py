"""What is written down about a message after each thing that can come of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.clock import real_now
from bot.telegram_channel import Call, Outcome, Result
from domain.failure import failure_place
from domain.rules import Moment
from domain.tries import OWN_FAILURES, TELEGRAM_FAILURES
from storage import library, outbox, people, sending
from storage.availability import unavailability
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.apologising import apologise_for_answer
from usecases.preparing.prepared import Prepared
from usecases.reachability import lose

log = structlog.get_logger(__name__)

Mark = Callable[[UnitOfWork], None]

#: Seconds before a message is tried again that Telegram took nothing of, or that could not be read.
_PAUSE_SECONDS = 1.0


def ended(row: OutboxRow, state: OutboxState, note: str) -> Mark:
    """The end of a message, with the reason."""
    now = real_now()
    return lambda uow: sending.mark(uow, row.id, state, note, now)


def postponed(row: OutboxRow, until: datetime) -> Mark:
    """Quiet hours."""
    return lambda uow: sending.postpone(uow, row.id, until, row.attempts)


def after_failed_preparation(row: OutboxRow, reason: str, moment: Callable[[], Moment]) -> Mark:
    """Tried again as all that fails in our own code, then set aside; who waits for an answer is told so."""
    note, now, failures = f"cannot be prepared: {reason}", real_now(), row.failures + 1
    later = OWN_FAILURES.next_at(failures, now)
    if later is not None:
        return lambda uow: sending.try_again(uow, row.id, later, note, row.attempts, failures)
    at = moment()

    def mark(uow: UnitOfWork) -> None:
        sending.mark(uow, row.id, OutboxState.FAILED, note, now)
        apologise_for_answer(uow, at, row)

    return mark


def unprepared(row: OutboxRow, reason: str) -> Mark:
    """The database could not be read: that is no try."""
    return _not_now(row, f"not prepared: {reason}", _PAUSE_SECONDS)


def after_lost_call(row: OutboxRow, reason: str) -> Mark:
    """The call itself broke off in our own code: the message may have gone."""
    return ended(row, OutboxState.UNKNOWN, f"the call broke off: {reason}")


def after_call(row: OutboxRow, prepared: Prepared, call: Call, result: Result, moment: Callable[[], Moment]) -> Mark:
    """What Telegram said, or that it said nothing; `moment` tells the programme's time."""
    match result.outcome:
        case Outcome.SENT:
            return _sent(row, prepared, call, result)
        case Outcome.UNREACHED:
            return _not_now(row, result.note, max(result.retry_after, _PAUSE_SECONDS))
        case Outcome.AGAIN:
            return _again(row, result.note)
        case Outcome.UNKNOWN:
            return ended(row, OutboxState.UNKNOWN, result.note)
        case Outcome.NOT_EDITABLE:
            return _not_editable(row, prepared, f"the message it would change is gone: {result.note}")
        case Outcome.GONE:
            return _gone(row, prepared, result, moment)
        case _:
            return ended(row, OutboxState.FAILED, result.note)


def _sent(row: OutboxRow, prepared: Prepared, call: Call, result: Result) -> Mark:
    now = real_now()

    def mark(uow: UnitOfWork) -> None:
        chat_id, message_id = prepared.chat_id, result.message_id
        sending.mark_sent(uow, row.id, chat_id=chat_id, message_id=message_id, at=now, ids=prepared.ids)
        if call.uploads and result.file_id:
            library.set_file_id(uow, call.uploads, result.file_id)

    return mark


def _gone(row: OutboxRow, prepared: Prepared, result: Result, moment: Callable[[], Moment]) -> Mark:
    """Nothing is tried again. It says nothing of a person who has another chat by now, or who spoke in a group.

    Where what follows from it fails, the message is set aside: replayed, it finds the same again.
    """
    now, at = real_now(), moment()

    def mark(uow: UnitOfWork) -> None:
        sending.mark(uow, row.id, OutboxState.WITHDRAWN, result.note, now)
        try:
            with uow.savepoint():
                _lose(uow, at, row, prepared, result)
        except Exception as error:
            if unavailability(error) is not None:
                raise
            reason = failure_place(error)
            log.error("nobody is told that a person is out of reach", row=row.id, kind=row.kind, reason=reason)
            sending.mark(uow, row.id, OutboxState.FAILED, f"{result.note}; then {reason}", now)

    return mark


def _lose(uow: UnitOfWork, at: Moment, row: OutboxRow, prepared: Prepared, result: Result) -> None:
    person = people.by_id(uow, row.person_id) if row.person_id is not None else None
    if person is not None and person.telegram_id == prepared.chat_id and result.reachability is not None:
        lose(uow, at, person, result.reachability, refused=row)


def _not_editable(row: OutboxRow, prepared: Prepared, note: str) -> Mark:
    """Said anew, unless it makes sense as a change alone.

    It is sent in a turn of its own, once it is written down that the old message is gone: a process that ends
    meanwhile would else take the new message for an edit, and repeat it.
    """
    if prepared.only_edits or prepared.edit_message_id is None:
        return ended(row, OutboxState.WITHDRAWN, note)
    chat_id, gone, now = prepared.chat_id, prepared.edit_message_id, real_now()

    def mark(uow: UnitOfWork) -> None:
        outbox.forget_message(uow, chat_id, gone)
        sending.try_again(uow, row.id, now, note, row.attempts, row.failures)

    return mark


def _again(row: OutboxRow, note: str) -> Mark:
    """Telegram answered that it failed: certainly not sent."""
    calls = row.attempts + 1
    later = TELEGRAM_FAILURES.next_at(calls, real_now())
    if later is None:
        return ended(row, OutboxState.FAILED, note)
    return lambda uow: sending.try_again(uow, row.id, later, note, calls)


def _not_now(row: OutboxRow, note: str, seconds: float) -> Mark:
    """That was no try of this message."""
    later = real_now() + timedelta(seconds=seconds)
    return lambda uow: sending.try_again(uow, row.id, later, note, row.attempts, row.failures)
