"""``getUpdates``: long polls, one at a time."""

from __future__ import annotations

import asyncio
import time

from sandbox.bots import Bot
from sandbox.call import Call
from sandbox.errors import conflict
from sandbox.jsonwire import JsonObject
from sandbox.updates import LIMIT

LONGEST_POLL = 50
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


async def get_updates(call: Call) -> list[JsonObject]:
    """``getUpdates``. Raises ``ApiError`` 409 when another call takes over while this one waits."""
    bot = call.bot
    if bot.poller is not None and not bot.poller.done():
        bot.poller.set_exception(conflict(_TERMINATED))
    bot.poller = None
    allowed = call.params.json("allowed_updates")
    if isinstance(allowed, list):
        bot.updates.allow(str(name) for name in allowed)
    offset = call.params.integer("offset")
    if offset:
        bot.updates.confirm(offset)
    limit = min(max(1, call.params.integer("limit", LIMIT)), LIMIT)
    found = bot.updates.first(limit)
    seconds = min(max(0, call.params.integer("timeout")), LONGEST_POLL)
    return found if found or not seconds else await _wait(bot, limit, seconds)


async def _wait(bot: Bot, limit: int, seconds: float) -> list[JsonObject]:
    poller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    bot.poller = poller
    until = time.monotonic() + seconds
    try:
        while not (found := bot.updates.first(limit)) and (left := until - time.monotonic()) > 0:
            # It listens before anybody else can act: what comes in between would only be found by the next poll.
            arrived = bot.updates.arrived.coming()
            await asyncio.wait((arrived, poller), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            arrived.cancel()
            if poller.done():
                poller.result()
    finally:
        if bot.poller is poller:
            bot.poller = None
        poller.cancel()
    return found


def delete_webhook(call: Call) -> bool:
    """``deleteWebhook``: there is none to delete, but what waits can be dropped."""
    if call.params.flag("drop_pending_updates"):
        call.bot.updates.clear()
    return True


def get_webhook_info(call: Call) -> JsonObject:
    """``getWebhookInfo``: no address, and how many updates wait."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
    }
