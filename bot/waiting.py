"""Waiting for an event, for so long at most."""

import asyncio


async def wait_for_event(event: asyncio.Event, seconds: float) -> None:
    """Comes back when the event is set or the time is over.

    Not `wait_for`: in Python 3.11 it loses a cancellation that comes in the same turn of the loop as the event.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
