"""One Bot API call at work, and what all methods ask of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.bots import Bot
from sandbox.chats import Chat, Entry
from sandbox.errors import bad_request, forbidden
from sandbox.jsonwire import JsonObject
from sandbox.params import Params
from sandbox.state import State

_NUMBER = re.compile(r"-?\d{1,19}", re.ASCII)


@dataclass(slots=True, frozen=True)
class Call:
    """A bot asking something of the server."""

    state: State
    bot: Bot
    params: Params

    def known_chat(self) -> Chat:
        """The chat of ``chat_id``, whether or not it can be written to. Raises ``ApiError``."""
        given = self.params.text("chat_id")
        if not given:
            raise bad_request("chat_id is empty")
        if _NUMBER.fullmatch(given) is None:
            raise bad_request("chat not found")
        chat = self.bot.chats.get(int(given))
        if chat is not None:
            return chat
        user = self.state.users.get(int(given))
        if user is None:
            raise bad_request("chat not found")
        return self.state.chat(self.bot, user)

    def open_chat(self) -> Chat:
        """The chat of ``chat_id``, which must take messages. Raises ``ApiError``."""
        chat = self.known_chat()
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        user = self.state.users.get(chat.id)
        if user is not None and user.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def reply(self, chat: Chat) -> JsonObject:
        """The ``reply_to_message`` field asked for, empty for none. Raises ``ApiError`` 400."""
        wanted = self.params.integer("reply_to_message_id")
        lenient = self.params.flag("allow_sending_without_reply")
        parameters = self.params.json("reply_parameters")
        if isinstance(parameters, dict):
            inner = Params(parameters)
            wanted = inner.integer("message_id")
            lenient = inner.flag("allow_sending_without_reply")
        if not wanted:
            return {}
        entry = chat.live(wanted)
        if entry is None:
            if lenient:
                return {}
            raise bad_request("message to be replied not found")
        return quoted(entry)


def quoted(entry: Entry) -> JsonObject:
    """The ``reply_to_message`` field for an answer to that message: one level deep."""
    message = {k: v for k, v in entry.message.items() if k != "reply_to_message"}
    return {"reply_to_message": message}
