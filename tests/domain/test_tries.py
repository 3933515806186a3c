"""How often something is tried, and how a failure is told."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.failure import failure_place
from domain.period import Period
from domain.tries import OWN_FAILURES, TELEGRAM_FAILURES

AT = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)


def test_what_fails_in_our_own_code_is_tried_three_times() -> None:
    assert [OWN_FAILURES.next_at(failures, AT) for failures in (1, 2, 3, 4)] == [
        AT + timedelta(seconds=10),
        AT + timedelta(minutes=1),
        None,
        None,
    ]


def test_telegrams_own_failures_are_outlasted_less_and_less_often() -> None:
    waits = TELEGRAM_FAILURES.waits
    assert waits[:4] == tuple(timedelta(seconds=one) for one in (1, 2, 4, 8))
    assert max(waits) == waits[-1] == timedelta(minutes=5)
    assert TELEGRAM_FAILURES.next_at(len(waits) + 1, AT) is None


def test_a_failure_is_told_by_kind_place_and_caller_without_its_text() -> None:
    with pytest.raises(ValueError, match="caissière") as failure:
        Period.parse("la caissière est partie")

    told = failure_place(failure.value)
    assert told.startswith("ValueError in domain.period.")
    assert "caissière" not in told


def test_a_failure_outside_of_our_code_is_told_by_where_it_came_up() -> None:
    with pytest.raises(ValueError, match="invalid literal") as failure:
        int("la caissière")

    assert failure_place(failure.value).startswith(f"ValueError in {__name__}.")
    assert failure_place(RuntimeError("la caissière")) == "RuntimeError"
