"""The programme's clock: moved forward only, whether it stands still or runs."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import ProgrammeClock

NOON = datetime(2027, 2, 4, 12, tzinfo=UTC)
CLOCKS = [lambda: ProgrammeClock(frozen_at=NOON), lambda: ProgrammeClock.starting_at(NOON)]


@pytest.mark.parametrize("index", [0, 1], ids=["standing still", "running"])
def test_a_clock_jumps_forward_and_never_back(index: int) -> None:
    clock = CLOCKS[index]()

    clock.reach(NOON + timedelta(days=1))
    clock.reach(NOON)

    assert timedelta() <= clock.now() - (NOON + timedelta(days=1)) < timedelta(minutes=1)
