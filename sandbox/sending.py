"""Methods that put a new message into a chat."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.detection import utf16_length
from sandbox.errors import bad_request, too_large
from sandbox.files import PHOTO_LIMIT, UPLOAD_LIMIT, FileKind, StoredFile, Upload
from sandbox.formatting import read_formatted
from sandbox.jsonwire import JsonObject
from sandbox.keyboards import MarkupKind, read_markup
from sandbox.media import picture_size

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ACTION_SECONDS = 5.0
_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20


def send_message(call: Call) -> JsonObject:
    """``sendMessage``."""
    content = text_content(call)
    return _deliver(call, call.open_chat(), content)


def text_content(call: Call) -> JsonObject:
    """The text fields of a message. Raises ``ApiError`` 400 when empty or too long."""
    text, entities = read_formatted(call.params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(call: Call) -> JsonObject:
    """The caption fields of a message, empty for none. Raises ``ApiError`` 400."""
    caption, entities = read_formatted(call.params, "caption", "caption_entities")
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not caption:
        return {}
    if not entities:
        return {"caption": caption}
    return {"caption": caption, "caption_entities": entities}


def media_sender(kind: FileKind) -> Callable[[Call], JsonObject]:
    """``sendPhoto``, ``sendVoice`` and so on, for one kind of file."""

    def send(call: Call) -> JsonObject:
        caption = caption_content(call)
        chat = call.open_chat()
        stored = sent_file(call, kind, kind.value)
        return _deliver(call, chat, stored.content() | caption)

    return send


def sent_file(call: Call, kind: FileKind, name: str) -> StoredFile:
    """The file of parameter ``name``: uploaded now or known by ``file_id``. Raises ``ApiError``."""
    upload = call.params.upload(name)
    if upload is not None:
        return _store(call, kind, upload)
    given = call.params.text(name)
    if not given:
        raise bad_request(f"there is no {kind.value} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = call.state.files.get(given)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if stored.kind is not kind:
        was, wanted = stored.kind.value.capitalize(), kind.value.capitalize()
        raise bad_request(f"can't use file of type {was} as {wanted}")
    return stored


def _store(call: Call, kind: FileKind, upload: Upload) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise too_large()
    if kind is FileKind.PHOTO:
        _check_photo(upload)
    return call.state.files.add(
        kind,
        upload,
        width=call.params.integer("width"),
        height=call.params.integer("height"),
        duration=call.params.integer("duration"),
    )


def _check_photo(upload: Upload) -> None:
    if len(upload.data) > PHOTO_LIMIT:
        raise bad_request("file is too big")
    size = picture_size(upload.data)
    if size is None or min(size) < 1:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _PHOTO_SIDES or max(size) > _PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _deliver(call: Call, chat: Chat, content: JsonObject) -> JsonObject:
    kind, markup = read_markup(call.params)
    content = call.reply(chat) | content
    if call.params.flag("protect_content"):
        content["has_protected_content"] = True
    if kind is MarkupKind.INLINE:
        content["reply_markup"] = markup
    elif kind is MarkupKind.KEYBOARD:
        chat.keyboard = markup
    elif kind is MarkupKind.REMOVE:
        chat.keyboard = None
    chat.action = None
    return call.state.add_message(call.bot, chat, None, content)


def send_chat_action(call: Call) -> bool:
    """``sendChatAction``: shown on the phone for five seconds or until the next message."""
    action = call.params.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    chat = call.open_chat()
    chat.action = action
    chat.action_until = call.state.now() + ACTION_SECONDS
    call.state.touch(chat.id)
    return True
