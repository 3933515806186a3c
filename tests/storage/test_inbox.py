"""The inbox: each update once, in order of arrival, a failed one parking its sender alone."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from storage import inbox
from storage.inbox import RawUpdate
from storage.transport_states import InboxState
from storage.unit_of_work import unit_of_work

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=5)


def update(number: int, payload: str = "{}", sender: int | None = 1) -> RawUpdate:
    return RawUpdate(update_id=number, payload=payload, sender_id=sender)


def store(engine: Engine, *updates: RawUpdate, at: datetime = NOON) -> int:
    with unit_of_work(engine) as uow:
        return inbox.store(uow, updates, at)


def waiting(engine: Engine, at: datetime = NOON) -> list[int]:
    with unit_of_work(engine) as uow:
        return [row.update_id for row in inbox.next_batch(uow, at, 10)]


def ids(engine: Engine) -> list[int]:
    with unit_of_work(engine) as uow:
        return [row.id for row in inbox.next_batch(uow, NOON, 10)]


def test_an_update_is_stored_once(engine: Engine) -> None:
    assert store(engine, update(7), update(8)) == 2
    assert store(engine, update(7), update(8), update(9)) == 1
    assert waiting(engine) == [7, 8, 9]


def test_a_number_that_comes_again_with_another_content_is_another_update(engine: Engine) -> None:
    store(engine, update(7, '{"text":"one"}'))

    assert store(engine, update(7, '{"text":"two"}')) == 1


def test_the_order_is_that_of_arrival_and_not_that_of_the_numbers(engine: Engine) -> None:
    store(engine, update(900))
    store(engine, update(3))

    assert waiting(engine) == [900, 3]


def test_a_failed_update_parks_its_sender_and_nobody_else(engine: Engine) -> None:
    store(engine, update(1, sender=1), update(2, sender=2), update(3, sender=1), update(4, sender=None))
    with unit_of_work(engine) as uow:
        first = inbox.next_batch(uow, NOON, 1)[0]
        inbox.retry_later(uow, first.id, 1, LATER, "reason")

    assert waiting(engine) == [2, 4]
    assert waiting(engine, LATER) == [1, 2, 3, 4]


def test_a_dead_update_is_listed_and_replayed_once(engine: Engine) -> None:
    store(engine, update(1))
    with unit_of_work(engine) as uow:
        row = inbox.next_batch(uow, NOON, 1)[0]
        inbox.retry_later(uow, row.id, 4, NOON, "reason")
        inbox.finish(uow, row.id, InboxState.DEAD, NOON, "reason")
        assert inbox.dead(uow) == ((row.id, NOON, "reason"),)
        assert inbox.replay(uow, row.id)
        assert not inbox.replay(uow, row.id)
        (again,) = inbox.next_batch(uow, NOON, 1)
        assert (again.id, again.attempts) == (row.id, 0)


def test_a_place_in_the_order_is_never_given_again(engine: Engine) -> None:
    store(engine, update(1))
    (first,) = ids(engine)
    with unit_of_work(engine) as uow:
        inbox.finish(uow, first, InboxState.DONE, NOON)
        assert inbox.purge(uow, LATER) == 1
    store(engine, update(2))

    assert ids(engine)[0] > first


def test_what_waits_is_never_forgotten(engine: Engine) -> None:
    store(engine, update(1))
    with unit_of_work(engine) as uow:
        assert inbox.purge(uow, LATER) == 0
