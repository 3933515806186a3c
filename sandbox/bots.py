"""The bots this server knows, one a token."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sandbox.chats import Chat
from sandbox.jsonwire import JsonObject
from sandbox.updates import UpdateQueue

TOKEN = re.compile(r"(\d{1,16}):[\w-]{1,256}", re.ASCII)
TAP_ANSWER_SECONDS = 150.0


@dataclass(slots=True)
class Tap:
    """A tap that waits for its answer; ``born`` in seconds of the server's own time."""

    query_id: str
    user_id: int
    message_id: int
    data: str
    born: float
    answer: asyncio.Future[JsonObject] | None = None


class Bot:
    """A bot: its account, its queue of updates and its chats."""

    def __init__(self, token: str | None, user: JsonObject, now: Callable[[], float], random: Random) -> None:
        """Start with no chats. ``token`` is ``None`` until a program first calls."""
        self.token = token
        self.user = user
        self.updates = UpdateQueue(now, random)
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.next_message_id = 1
        self.commands: dict[tuple[str, str], list[JsonObject]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int | None, JsonObject] = {}
        self.poller: asyncio.Future[None] | None = None
        self.chat_instance = str(random.getrandbits(62))

    @property
    def id(self) -> int:
        """The bot's user id, the number before the colon of its token."""
        return int(self.user["id"])

    def take_message_id(self) -> int:
        """The next message id: one sequence a bot over all its private chats, as Telegram has."""
        taken = self.next_message_id
        self.next_message_id += 1
        return taken
