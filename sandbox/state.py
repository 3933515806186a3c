"""All the local Telegram knows: people, bots, chats, files, the log and the faults."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Self

from sandbox import snapshot
from sandbox.bots import TOKEN, Bot
from sandbox.calls import CallLog
from sandbox.chats import Chat, Entry, Side
from sandbox.errors import not_found
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.jsonwire import JsonObject
from sandbox.limits import RateLimits
from sandbox.people import User
from sandbox.signals import Signal

Clock = Callable[[], float]
CALLS_KEPT = 100_000
_MAIN_BOT_ID = 7_000_000_001
_FIRST_USER_ID = 500_000_001


class State:
    """The whole server's memory. To be changed from the server's event loop only.

    ``now`` is the server's own time (retention, taps, limits), ``display_now`` the time people see
    on messages; both give seconds since the epoch. ``tokens``, when given, are the only ones let
    in; otherwise any token of the right shape is a bot of its own.
    """

    def __init__(
        self,
        *,
        username: str = "SuiviLocalBot",
        first_name: str = "Suivi",
        folder: Path | None = None,
        now: Clock = time.time,
        display_now: Clock = time.time,
        tokens: Iterable[str] | None = None,
        seed: int | None = None,
        calls_kept: int = CALLS_KEPT,
    ) -> None:
        """Start empty, with one bot that no program speaks for yet."""
        self.now = now
        self.display_now = display_now
        # Identifiers only have to look like Telegram's; a seed makes a test repeatable.
        self.random = Random(seed)
        self.username = username
        self.first_name = first_name
        self.known_tokens = None if tokens is None else frozenset(tokens)
        self.users: dict[int, User] = {}
        self.files = FileStore(folder, self.random)
        self.calls = CallLog(calls_kept)
        self.faults = Faults()
        self.limits: RateLimits | None = None
        self.changed = Signal()
        self.revision = 0
        self._touched: dict[int, int] = {}
        self.main_bot = Bot(None, self.new_bot_user(_MAIN_BOT_ID, username), now, self.random)
        self.bots: dict[str, Bot] = {}

    def save(self, path: Path) -> None:
        """Store everything but the call log, taps and faults in folder ``path``, made if missing."""
        snapshot.save(self, path)

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        folder: Path | None = None,
        now: Clock = time.time,
        display_now: Clock = time.time,
        seed: int | None = None,
    ) -> Self:
        """The state stored in ``path``, which is only read: files are copied to ``folder``.

        Raises ``FileNotFoundError`` when nothing is stored there, ``ValueError`` when it cannot be read.
        """
        state = cls(folder=folder, now=now, display_now=display_now, seed=seed)
        snapshot.load(state, path)
        return state

    def bot_of(self, token: str) -> Bot | None:
        """The bot of a token, made on its first call; ``None`` when the token is not let in."""
        bot = self.bots.get(token)
        if bot is not None:
            return bot
        shape = TOKEN.fullmatch(token)
        if shape is None or (self.known_tokens is not None and token not in self.known_tokens):
            return None
        return self._new_bot(token, int(shape.group(1)))

    def _new_bot(self, token: str, bot_id: int) -> Bot:
        if self.main_bot.token is None:
            # What people wrote before any program came is waiting for the first one that does.
            # Updates that wait share this object, so they show the id it gets here.
            bot = self.main_bot
            bot.token = token
            bot.user["id"] = bot_id
        else:
            stem = self.username.removesuffix("Bot").removesuffix("bot")
            user = self.new_bot_user(bot_id, f"{stem}{len(self.bots) + 1}Bot")
            bot = Bot(token, user, self.now, self.random)
        self.bots[token] = bot
        return bot

    def new_bot_user(self, bot_id: int, username: str) -> JsonObject:
        return {
            "id": bot_id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": username,
        }

    def add_user(self, user: User) -> None:
        """Know a person (or know them anew, under the same id)."""
        self.users[user.id] = user
        self.touch(user.id)

    def free_user_id(self) -> int:
        """An id nobody has."""
        return max((_FIRST_USER_ID - 1, *self.users)) + 1

    def user(self, user_id: int) -> User:
        """The person of that id; a 404 ``ControlError`` when there is none."""
        user = self.users.get(user_id)
        if user is None:
            raise not_found(f"there is no user {user_id}")
        return user

    def chat(self, bot: Bot, user: User) -> Chat:
        """The private chat of a bot and a person, made when first asked for."""
        chat = bot.chats.get(user.id)
        if chat is None:
            chat = bot.chats[user.id] = Chat(user.id, user.private_chat())
        return chat

    def touch(self, user_id: int) -> int:
        """Note that a person's phone shows something new; gives the new revision."""
        self.revision += 1
        self._touched.pop(user_id, None)
        self._touched[user_id] = self.revision
        self.changed.fire()
        return self.revision

    def restore_revision(self, revision: int) -> None:
        """Go on from a stored revision; a page that asks for everything is told of every chat."""
        self.revision = revision
        changes = ((chat.seq, chat.id) for chat in self.main_bot.chats.values())
        self._touched = {chat_id: seq for seq, chat_id in sorted(changes)}

    def announce(self) -> None:
        """Wake the page although no chat changed (the clock moved)."""
        self.revision += 1
        self.changed.fire()

    def touched_after(self, revision: int) -> list[int]:
        """Ids of the people whose phone changed after that revision, latest first."""
        found: list[int] = []
        for user_id in reversed(self._touched):
            if self._touched[user_id] <= revision:
                break
            if user_id in self.users:
                found.append(user_id)
        return found

    def add_message(self, bot: Bot, chat: Chat, author: User | None, content: JsonObject) -> JsonObject:
        """Put a new message into a chat, by a person or (``None``) by the bot, and give it complete."""
        message_id = bot.take_message_id()
        message: JsonObject = {
            "message_id": message_id,
            "from": bot.user if author is None else author.public(),
            "chat": chat.public,
            "date": int(self.display_now()),
            **content,
        }
        chat.put(message_id, Entry(message, Side.BOT if author is None else Side.USER, self.now()), self.touch(chat.id))
        return message

    def renew(self, chat: Chat, entry: Entry, message: JsonObject) -> None:
        """Replace a message by its new version."""
        entry.message = message
        chat.put(message["message_id"], entry, self.touch(chat.id))
