"""The alarm that a running bot rings its ticks by."""

import asyncio
import logging

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
