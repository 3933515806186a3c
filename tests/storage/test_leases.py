"""The lease: one holder at a time, and a token that betrays who was overtaken."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage import leases
from storage.leases import Lease, LeaseLostError
from storage.unit_of_work import unit_of_work

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
LASTING = timedelta(seconds=20)


def acquire(engine: Engine, holder: str, after: int) -> int | None:
    with unit_of_work(engine) as uow:
        at = NOON + timedelta(seconds=after)
        return leases.acquire(uow, name="active", holder=holder, at=at, lasting=LASTING)


def take_over(engine: Engine, holder: str, abandoned: Lease | None) -> int | None:
    with unit_of_work(engine) as uow:
        return leases.acquire(uow, name="active", holder=holder, at=NOON, lasting=LASTING, abandoned=abandoned)


def check(engine: Engine, token: int) -> None:
    with unit_of_work(engine) as uow:
        leases.check(uow, "active", token)


def test_the_first_gets_the_lease_and_the_second_does_not(engine: Engine) -> None:
    assert acquire(engine, "first", 0) == 1
    assert acquire(engine, "second", 19) is None


def test_the_holder_renews_and_keeps_its_token(engine: Engine) -> None:
    acquire(engine, "first", 0)

    assert acquire(engine, "first", 15) == 1
    assert acquire(engine, "second", 30) is None


def test_after_it_has_expired_another_takes_over_with_a_higher_token(engine: Engine) -> None:
    acquire(engine, "first", 0)

    assert acquire(engine, "second", 20) == 2
    check(engine, 2)
    with pytest.raises(LeaseLostError):
        check(engine, 1)
    assert acquire(engine, "first", 21) is None


def test_a_released_lease_is_free_at_once_and_its_token_is_over(engine: Engine) -> None:
    token = acquire(engine, "first", 0)
    assert token is not None
    with unit_of_work(engine) as uow:
        leases.release(uow, "active", token, NOON)

    assert acquire(engine, "second", -3600) == 2, "also when the clock was set back meanwhile"


def test_a_lease_that_was_seen_to_stand_still_is_taken_over_and_one_that_was_renewed_since_is_not(
    engine: Engine,
) -> None:
    acquire(engine, "first", 0)
    with unit_of_work(engine) as uow:
        seen = leases.find(uow, "active")
    acquire(engine, "first", 1)
    assert take_over(engine, "second", seen) is None

    with unit_of_work(engine) as uow:
        seen = leases.find(uow, "active")
    assert take_over(engine, "second", seen) == 2


def test_who_was_overtaken_releases_nothing(engine: Engine) -> None:
    acquire(engine, "first", 0)
    acquire(engine, "second", 20)
    with unit_of_work(engine) as uow:
        leases.release(uow, "active", 1, NOON)

    assert acquire(engine, "third", 21) is None


def test_of_two_who_take_it_over_at_the_same_time_one_gets_it(
    database: str, engine_of: Callable[[str], Engine]
) -> None:
    first, second = engine_of(database), engine_of(database)
    acquire(first, "gone", 0)

    with ThreadPoolExecutor(1) as other, unit_of_work(first) as uow:
        token = leases.acquire(uow, name="active", holder="first", at=NOON + LASTING, lasting=LASTING)
        late = other.submit(acquire, second, "second", 20)
        with pytest.raises(TimeoutError):
            late.result(timeout=0.2)

    assert (token, late.result()) == (2, None)
