"""The state on disk: ``state.json`` beside a folder with the files."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.bots import Bot
from sandbox.chats import Chat, Entry, Side
from sandbox.files import FileKind, StoredFile
from sandbox.jsonwire import JsonObject, decode, encode
from sandbox.people import User
from sandbox.updates import Update, UpdateKind

if TYPE_CHECKING:
    from sandbox.state import State

VERSION = 1
_STATE = "state.json"
_FILES = "files"


def save(state: State, path: Path) -> None:
    """Write ``state`` into folder ``path``; an earlier snapshot there is replaced whole."""
    files = list(state.files.by_id.values())
    for stored in files:
        target = path / _FILES / stored.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(state.files.location(stored), target)
    # The main bot first: `load` takes it back as the one that people write to.
    others = [bot for bot in list(state.bots.values()) if bot is not state.main_bot]
    document = {
        "version": VERSION,
        "revision": state.revision,
        "username": state.username,
        "first_name": state.first_name,
        "users": [asdict(user) for user in list(state.users.values())],
        "files": [asdict(stored) for stored in files],
        "bots": [_bot_document(bot) for bot in (state.main_bot, *others)],
    }
    path.mkdir(parents=True, exist_ok=True)
    fresh = path / f"{_STATE}.new"
    fresh.write_bytes(encode(document))
    fresh.replace(path / _STATE)


def load(state: State, path: Path) -> None:
    """Fill an empty ``state`` from folder ``path``.

    Raises ``FileNotFoundError`` when nothing is stored there, ``ValueError`` when it cannot be read.
    """
    content = (path / _STATE).read_bytes()
    try:
        document = decode(content)
    except ValueError as error:
        raise ValueError(f"{path / _STATE} is damaged: {error}") from error
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise ValueError(f"{path / _STATE} is no state of this version of the local Telegram")
    try:
        _fill(state, path, document)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path / _STATE} is damaged: {error}") from error


def _fill(state: State, path: Path, document: JsonObject) -> None:
    state.username = document["username"]
    state.first_name = document["first_name"]
    state.users = {item["id"]: User(**item) for item in document["users"]}
    for item in document["files"]:
        stored = StoredFile(**(item | {"kind": FileKind(item["kind"])}))
        target = state.files.location(stored)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path / _FILES / stored.path, target)
        state.files.keep(stored)
    bots = [_bot(state, item) for item in document["bots"]]
    state.main_bot = bots[0]
    state.bots = {bot.token: bot for bot in bots if bot.token is not None}
    state.restore_revision(document["revision"])


def _bot_document(bot: Bot) -> JsonObject:
    return {
        "token": bot.token,
        "user": bot.user,
        "next_message_id": bot.next_message_id,
        "chat_instance": bot.chat_instance,
        "commands": [[*key, value] for key, value in bot.commands.items()],
        "texts": [[*key, value] for key, value in bot.texts.items()],
        "menu_buttons": [[key, value] for key, value in bot.menu_buttons.items()],
        "updates": {
            "next_id": bot.updates.next_id,
            "last_at": bot.updates.last_at,
            "allowed": sorted(bot.updates.allowed),
            "waiting": [asdict(update) for update in bot.updates.waiting()],
        },
        "chats": [_chat_document(chat) for chat in list(bot.chats.values())],
    }


def _chat_document(chat: Chat) -> JsonObject:
    return {
        "id": chat.id,
        "public": chat.public,
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "seq": chat.seq,
        "tapped": sorted(chat.tapped),
        "entries": [asdict(entry) for _, entry in chat.changed_after(-1)],
    }


def _bot(state: State, item: JsonObject) -> Bot:
    bot = Bot(item["token"], item["user"], state.now, state.random)
    bot.next_message_id = item["next_message_id"]
    bot.chat_instance = item["chat_instance"]
    bot.commands = {(scope, language): value for scope, language, value in item["commands"]}
    bot.texts = {(name, language): value for name, language, value in item["texts"]}
    bot.menu_buttons = dict(item["menu_buttons"])
    updates = item["updates"]
    bot.updates.allowed = frozenset(UpdateKind(name) for name in updates["allowed"])
    waiting = [Update(**update) for update in updates["waiting"]]
    bot.updates.restore(waiting, updates["next_id"], updates["last_at"])
    bot.chats = {chat["id"]: _chat(chat) for chat in item["chats"]}
    return bot


def _chat(item: JsonObject) -> Chat:
    chat = Chat(item["id"], item["public"], item["started"], item["blocked"], item["keyboard"])
    chat.tapped = {(message_id, data) for message_id, data in item["tapped"]}
    for stored in reversed(item["entries"]):
        entry = Entry(**(stored | {"side": Side(stored["side"])}))
        chat.put(entry.message["message_id"], entry, entry.seq)
    chat.seq = item["seq"]
    return chat
