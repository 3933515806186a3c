"""What is written down about a message after each thing that can come of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import real_now
from bot.telegram_channel import Call, Outcome, Result
from domain.people import Reachability
from storage import library, outbox, people
from storage.outbox import OutboxRow
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from usecases.preparing.prepared import Prepared

Mark = Callable[[UnitOfWork], None]

#: Seconds before a message is tried again, doubled each time, and the longest wait.
_FIRST_RETRY_SECONDS, _LONGEST_RETRY_SECONDS = 1.0, 300.0
#: Telegram answered each time that it failed: after so many the message is set aside.
_MOST_ATTEMPTS = 12
_MOST_PREPARATIONS = 4


def ended(row: OutboxRow, state: OutboxState, note: str) -> Mark:
    """The end of a message, with the reason."""
    now = real_now()
    return lambda uow: outbox.mark(uow, row.id, state, note, now)


def postponed(row: OutboxRow, until: datetime) -> Mark:
    """Quiet hours."""
    return lambda uow: outbox.postpone(uow, row.id, until)


def after_failed_preparation(row: OutboxRow, reason: str) -> Mark:
    """Tried again a few times, then set aside."""
    note = f"cannot be prepared: {reason}"
    return _again(row, note) if row.attempts + 1 < _MOST_PREPARATIONS else ended(row, OutboxState.FAILED, note)


def unprepared(row: OutboxRow, reason: str) -> Mark:
    """The database could not be read: that is no try."""
    return _later(row, f"not prepared: {reason}", _FIRST_RETRY_SECONDS, row.attempts)


def after_lost_call(row: OutboxRow, reason: str) -> Mark:
    """The call itself broke off in our own code: the message may have gone."""
    return ended(row, OutboxState.UNKNOWN, f"the call broke off: {reason}")


def after_call(row: OutboxRow, prepared: Prepared, call: Call, result: Result) -> Mark:
    """What Telegram said, or that it said nothing."""
    match result.outcome:
        case Outcome.SENT:
            return _sent(row, prepared, call, result)
        case Outcome.UNREACHED:
            return _later(row, result.note, max(result.retry_after, _FIRST_RETRY_SECONDS), row.attempts)
        case Outcome.AGAIN if row.attempts + 1 < _MOST_ATTEMPTS:
            return _again(row, result.note)
        case Outcome.UNKNOWN:
            return ended(row, OutboxState.UNKNOWN, result.note)
        case Outcome.NOT_EDITABLE:
            return ended(row, OutboxState.WITHDRAWN, f"the message it would change is gone: {result.note}")
        case Outcome.GONE if row.person_id is not None:
            return _gone(row, row.person_id, result.note)
        case _:
            return ended(row, OutboxState.FAILED, result.note)


def _sent(row: OutboxRow, prepared: Prepared, call: Call, result: Result) -> Mark:
    now = real_now()

    def mark(uow: UnitOfWork) -> None:
        chat_id, message_id = prepared.chat_id, result.message_id
        outbox.mark_sent(uow, row.id, chat_id=chat_id, message_id=message_id, at=now, ids=prepared.ids)
        if call.uploads and result.file_id:
            library.set_file_id(uow, call.uploads, result.file_id)

    return mark


def _gone(row: OutboxRow, person_id: int, note: str) -> Mark:
    now = real_now()

    def mark(uow: UnitOfWork) -> None:
        outbox.mark(uow, row.id, OutboxState.FAILED, note, now)
        if people.by_id(uow, person_id).reachability is Reachability.REACHABLE:
            # Whoever has stopped the messages has still stopped them when the bot is let in again.
            people.set_reachability(uow, person_id, Reachability.BLOCKED)

    return mark


def _again(row: OutboxRow, note: str) -> Mark:
    seconds = min(_FIRST_RETRY_SECONDS * 2**row.attempts, _LONGEST_RETRY_SECONDS)
    return _later(row, note, seconds, row.attempts + 1)


def _later(row: OutboxRow, note: str, seconds: float, attempts: int) -> Mark:
    later = real_now() + timedelta(seconds=seconds)
    return lambda uow: outbox.try_again(uow, row.id, later, note, attempts)
