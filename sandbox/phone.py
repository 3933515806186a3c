"""What a person does on their phone: write, send a file, edit, tap, block."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sandbox.bots import Bot, Tap
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


@dataclass(slots=True, frozen=True)
class Phone:
    """One person's phone, open at the chat with one bot."""

    state: State
    bot: Bot
    user: User

    @property
    def chat(self) -> Chat:
        """The chat shown."""
        return self.state.chat(self.bot, self.user)

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
        shared["user_id"] = contact.get("user_id", self.user.id)
        return self._send({"contact": shared}, reply_to)

    def edit(self, message_id: int, text: str) -> JsonObject:
        """Change a message the person sent: its text, or its caption when it has a file."""
        entry = self._entry(message_id)
        if entry.side is not Side.USER:
            raise ControlError("only the person's own messages can be edited")
        old = entry.message
        fields = text_fields(text) if "text" in old else caption_fields(text)
        dropped = ("text", "entities", "caption", "caption_entities")
        new = {name: value for name, value in old.items() if name not in dropped} | fields
        new["edit_date"] = int(self.state.display_now())
        entry.edits.append(earlier(old))
        self.state.renew(self.chat, entry, new)
        self.bot.updates.push(UpdateKind.EDITED_MESSAGE, new)
        return new

    def tap(self, message_id: int, data: str, *, force: bool = False) -> tuple[Tap, int | None]:
        """Tap a button; gives the tap and its update_id. ``force`` allows data not shown."""
        self._check_open()
        entry = self._entry(message_id)
        if not force and not has_data(entry.message, data):
            raise ControlError(f"message {message_id} has no button with data {data!r}")
        query_id = str(self.state.random.getrandbits(63))
        answer = asyncio.get_running_loop().create_future()
        tap = Tap(query_id, self.user.id, message_id, data, self.state.now(), answer)
        self.bot.taps[query_id] = tap
        update_id = self.bot.updates.push(
            UpdateKind.CALLBACK_QUERY,
            {
                "id": query_id,
                "from": self.user.public(),
                "message": entry.message,
                "chat_instance": self.bot.chat_instance,
                "data": data,
            },
        )
        return tap, update_id

    def block(self, *, blocked: bool) -> None:
        """Block the bot or let it in again; the bot is told, as Telegram tells it."""
        chat = self.chat
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        chat.started = True
        chat.seq = self.state.touch(self.user.id)
        was, now = self._membership(not blocked), self._membership(blocked)
        self.bot.updates.push(
            UpdateKind.MY_CHAT_MEMBER,
            {
                "chat": chat.public,
                "from": self.user.public(),
                "date": int(self.state.display_now()),
                "old_chat_member": was,
                "new_chat_member": now,
            },
        )

    def _membership(self, kicked: bool) -> JsonObject:
        if kicked:
            return {"user": self.bot.user, "status": "kicked", "until_date": 0}
        return {"user": self.bot.user, "status": "member"}

    def _send(self, content: JsonObject, reply_to: int | None) -> JsonObject:
        self._check_open()
        if reply_to is not None:
            content = quoted(self._entry(reply_to)) | content
        chat = self.chat
        chat.started = True
        message = self.state.add_message(self.bot, chat, Side.USER, content)
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
