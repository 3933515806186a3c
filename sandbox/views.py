"""A chat as the page and the drivers see it."""

from __future__ import annotations

from sandbox.chats import Chat, Entry
from sandbox.files import FileKind
from sandbox.jsonwire import JsonObject
from sandbox.people import User
from sandbox.state import State

_COPIED = (
    "message_id",
    "date",
    "edit_date",
    "text",
    "entities",
    "caption",
    "caption_entities",
    "contact",
    "media_group_id",
)


def user_view(user: User) -> JsonObject:
    """A person, with what the page shows of them."""
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "language_code": user.language_code,
        "phone": user.phone,
        "role": user.role,
        "label": user.label,
        "tags": user.tags,
        "deactivated": user.deactivated,
    }


def chat_view(state: State, user: User, chat: Chat, after: int) -> JsonObject:
    """The chat, with the messages that are new or changed after revision ``after``."""
    changed = [_message_view(user.id, e) for _, e in chat.changed_after(after)]
    changed.sort(key=lambda message: message["message_id"])
    typing = chat.action is not None and state.now() < chat.action_until
    return {
        "seq": chat.seq,
        "messages": changed,
        "keyboard": chat.keyboard,
        "blocked": chat.blocked,
        "action": chat.action if typing else None,
    }


def _message_view(user_id: int, entry: Entry) -> JsonObject:
    message = entry.message
    view: JsonObject = {"seq": entry.seq, "from": entry.side.value}
    view |= {name: message[name] for name in _COPIED if name in message}
    view["buttons"] = message.get("reply_markup", {}).get("inline_keyboard", [])
    view["file"] = _file_view(user_id, message)
    quoted = message.get("reply_to_message")
    if quoted is not None:
        text = quoted.get("text") or quoted.get("caption") or ""
        view["reply_to"] = {"message_id": quoted["message_id"], "text": text}
    view["edited"] = bool(entry.edits)
    view["edits"] = entry.edits
    view["reactions"] = entry.reactions
    view["deleted"] = entry.deleted
    return view


def _file_view(user_id: int, message: JsonObject) -> JsonObject | None:
    for kind in FileKind:
        media = message.get(kind.value)
        if media is None:
            continue
        shown: JsonObject = media[-1] if kind is FileKind.PHOTO else media
        return {
            "kind": kind.value,
            **shown,
            "url": f"/sandbox/users/{user_id}/file/{shown['file_id']}",
        }
    return None
