"""The alarm that a running bot rings its ticks by."""

import asyncio
import logging
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from scheduler.alarm import ringing


async def test_the_ring_under_way_is_waited_for_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    begun, may_end, rings = asyncio.Event(), asyncio.Event(), []

    async def ring() -> None:
        begun.set()
        await may_end.wait()
        rings.append("whole")

    with caplog.at_level(logging.WARNING):
        async with ringing(ring, 0.01):
            await begun.wait()
            asyncio.get_running_loop().call_later(0.02, may_end.set)

    assert rings == ["whole"]
    assert caplog.messages == []


async def test_a_long_ring_is_the_only_one_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    rings, may_end = 0, asyncio.Event()

    async def ring() -> None:
        nonlocal rings
        rings += 1
        await may_end.wait()

    with caplog.at_level(logging.WARNING):
        async with ringing(ring, 0.005) as job:
            first = job.next_run_time
            async with asyncio.timeout(5):
                while (job.next_run_time - first).total_seconds() < 10 * 0.005:  # noqa: ASYNC110 - the library's own time
                    await asyncio.sleep(0.005)
            may_end.set()

    assert rings == 1
    assert caplog.messages == []


async def test_a_clock_that_is_set_back_does_not_silence_it() -> None:
    counted = asyncio.Semaphore(0)

    async def ring() -> None:
        counted.release()

    async with asyncio.timeout(5), ringing(ring, 0.01) as job:
        await counted.acquire()
        job.modify(next_run_time=job.next_run_time + timedelta(hours=1))
        while not counted.locked():
            await counted.acquire()
        for _ in range(3):
            await counted.acquire()


async def test_it_rings_again_until_the_block_ends() -> None:
    counted = asyncio.Semaphore(0)

    async def ring() -> None:
        counted.release()

    async with asyncio.timeout(5), ringing(ring, 0.005):
        for _ in range(3):
            await counted.acquire()


async def test_a_ring_that_fails_is_told_and_does_not_silence_the_alarm() -> None:
    counted = asyncio.Semaphore(0)

    async def ring() -> None:
        counted.release()
        raise RuntimeError

    with capture_logs() as told:
        async with asyncio.timeout(5), ringing(ring, 0.005):
            for _ in range(3):
                await counted.acquire()

    assert {one["event"] for one in told} == {"ring failed"}
