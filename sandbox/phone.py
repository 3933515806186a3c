"""What a person does on their phone: write, send a file, edit, tap, block."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sandbox.bots import TAP_ANSWER_SECONDS, Bot, Tap
from sandbox.call import quoted
from sandbox.chats import Chat, Entry, Side
from sandbox.detection import detect, utf16_length
from sandbox.editing import earlier
from sandbox.errors import ControlError, not_found
from sandbox.files import StoredFile
from sandbox.jsonwire import JsonObject
from sandbox.keyboards import has_data
from sandbox.people import User
from sandbox.sending import CAPTION_LIMIT, TEXT_LIMIT
from sandbox.state import State
from sandbox.updates import UpdateKind

_WRITTEN = ("text", "entities", "caption", "caption_entities")


@dataclass(slots=True, frozen=True)
class Phone:
    """One person's phone, open at one chat with a bot."""

    state: State
    bot: Bot
    user: User
    chat: Chat

    def write(self, text: str, reply_to: int | None = None) -> JsonObject:
        """Send a text. Raises ``ControlError`` when a phone would not send it."""
        return self._send(text_fields(text), reply_to)

    def send_file(
        self,
        stored: StoredFile,
        caption: str,
        reply_to: int | None,
        media_group_id: str | None = None,
    ) -> JsonObject:
        """Send a file, with a caption or none."""
        content = stored.content() | caption_fields(caption)
        if media_group_id:
            content["media_group_id"] = media_group_id
        return self._send(content, reply_to)

    def share_contact(self, contact: JsonObject, reply_to: int | None = None) -> JsonObject:
        """Share a contact; fields left out are the person's own."""
        shared: JsonObject = {
            "phone_number": contact.get("phone_number") or self.user.phone or "+212600000000",
            "first_name": contact.get("first_name") or self.user.first_name,
        }
        last_name = contact.get("last_name") or self.user.last_name
        if last_name:
            shared["last_name"] = last_name
        user_id = contact.get("user_id", self.user.id)
        if user_id:
            shared["user_id"] = user_id
        return self._send({"contact": shared}, reply_to)

    def edit(self, message_id: int, text: str) -> JsonObject:
        """Change a message the person sent: its text, or its caption when it has a file."""
        self._check_open()
        entry = self._entry(message_id)
        if entry.side is not Side.USER:
            raise ControlError("only the person's own messages can be edited")
        old = entry.message
        fields = text_fields(text) if "text" in old else caption_fields(text)
        new = {name: value for name, value in old.items() if name not in _WRITTEN} | fields
        new["edit_date"] = int(self.state.display_now())
        entry.edits.append(earlier(old))
        self.state.renew(self.chat, entry, new)
        self.bot.updates.push(UpdateKind.EDITED_MESSAGE, new)
        return new

    def tap(self, message_id: int, data: str, *, force: bool = False, resend: bool = False) -> tuple[Tap, int | None]:
        """Tap a button; gives the tap and its update_id, ``None`` when the bot wants no taps.

        ``resend`` is the same tap sent again by an app that lost its network, ``force`` one with data
        the message does not show. Raises ``ControlError``.
        """
        self._check_open()
        entry = self._entry(message_id)
        if resend and (message_id, data) not in self.chat.tapped:
            raise ControlError("there is no earlier tap to send again")
        if not (force or resend or has_data(entry.message, data)):
            raise ControlError(f"message {message_id} has no button with data {data!r}")
        self.chat.tapped.add((message_id, data))
        tap = self._new_tap(message_id, data)
        query = {
            "id": tap.query_id,
            "from": self.user.public(),
            "message": entry.message,
            "chat_instance": self.bot.chat_instance,
            "data": data,
        }
        return tap, self.bot.updates.push(UpdateKind.CALLBACK_QUERY, query)

    def _new_tap(self, message_id: int, data: str) -> Tap:
        now = self.state.now()
        taps = self.bot.taps
        for query_id, old in list(taps.items()):
            if now - old.born <= TAP_ANSWER_SECONDS:
                break
            del taps[query_id]
        answer = asyncio.get_running_loop().create_future()
        query_id = str(self.state.random.getrandbits(63))
        tap = taps[query_id] = Tap(query_id, self.user.id, message_id, data, now, answer)
        return tap

    def block(self, *, blocked: bool) -> None:
        """Block the bot or let it in again; the bot is told, as Telegram tells it."""
        chat = self.chat
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        chat.started = True
        chat.seq = self.state.touch(self.user.id)
        member = {"user": self.bot.user, "status": "member"}
        kicked = {"user": self.bot.user, "status": "kicked", "until_date": 0}
        self.bot.updates.push(
            UpdateKind.MY_CHAT_MEMBER,
            {
                "chat": chat.public,
                "from": self.user.public(),
                "date": int(self.state.display_now()),
                "old_chat_member": member if blocked else kicked,
                "new_chat_member": kicked if blocked else member,
            },
        )

    def _send(self, content: JsonObject, reply_to: int | None) -> JsonObject:
        self._check_open()
        if reply_to is not None:
            content = quoted(self._entry(reply_to)) | content
        self.chat.started = True
        message = self.state.add_message(self.bot, self.chat, self.user, content)
        self.bot.updates.push(UpdateKind.MESSAGE, message)
        return message

    def _check_open(self) -> None:
        if self.user.deactivated:
            raise ControlError("this account is deactivated")
        if self.chat.blocked:
            raise ControlError("this person has blocked the bot: unblock it first")

    def _entry(self, message_id: int) -> Entry:
        entry = self.chat.live(message_id)
        if entry is None:
            raise not_found(f"there is no message {message_id} in this chat")
        return entry


def text_fields(text: str) -> JsonObject:
    """The fields of a text a person writes. Raises ``ControlError`` when empty or too long."""
    text = text.strip()
    if not text:
        raise ControlError("text is empty")
    return _fields(text, TEXT_LIMIT, "text", "entities")


def caption_fields(caption: str) -> JsonObject:
    """The fields of a person's caption, empty for none. Raises ``ControlError`` when too long."""
    caption = caption.strip()
    return _fields(caption, CAPTION_LIMIT, "caption", "caption_entities") if caption else {}


def _fields(text: str, limit: int, name: str, entities_name: str) -> JsonObject:
    if utf16_length(text) > limit:
        raise ControlError(f"{name} is longer than {limit}")
    entities = detect(text)
    return {name: text, entities_name: entities} if entities else {name: text}
