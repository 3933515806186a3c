"""Methods that change or take away a message the bot sent."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.chats import Chat, Entry, Side
from sandbox.errors import bad_request
from sandbox.files import FileKind
from sandbox.jsonwire import JsonObject
from sandbox.keyboards import read_inline
from sandbox.params import Params
from sandbox.sending import caption_content, sent_file, text_content

DELETE_SECONDS = 48 * 3600.0
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_MEDIA = tuple(kind.value for kind in FileKind)
_TEXT_FIELDS = ("text", "entities")
_CAPTION_FIELDS = ("caption", "caption_entities")


def edit_message_text(call: Call) -> JsonObject:
    """``editMessageText``."""
    content = text_content(call)
    chat, entry = _editable(call)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    return _renew(call, chat, entry, _TEXT_FIELDS, content)


def edit_message_caption(call: Call) -> JsonObject:
    """``editMessageCaption``."""
    content = caption_content(call)
    chat, entry = _editable(call)
    if "text" in entry.message:
        raise bad_request("there is no caption in the message to edit")
    return _renew(call, chat, entry, _CAPTION_FIELDS, content)


def edit_message_reply_markup(call: Call) -> JsonObject:
    """``editMessageReplyMarkup``."""
    chat, entry = _editable(call)
    return _renew(call, chat, entry, (), {})


def edit_message_media(call: Call) -> JsonObject:
    """``editMessageMedia``."""
    media = call.params.json("media")
    if not isinstance(media, dict) or media.get("type") not in _MEDIA:
        raise bad_request("input media object expected")
    kind = FileKind(media["type"])
    inner = Call(
        call.state,
        call.bot,
        Params({**media, kind.value: media.get("media")}, call.params.uploads),
    )
    chat, entry = _editable(call)
    content = sent_file(inner, kind, kind.value).content() | caption_content(inner)
    return _renew(call, chat, entry, (*_MEDIA, *_TEXT_FIELDS, *_CAPTION_FIELDS), content)


def delete_message(call: Call) -> bool:
    """``deleteMessage``: within 48 hours, the bot's own and the person's."""
    chat = call.known_chat()
    entry = chat.live(call.params.integer("message_id"))
    if entry is None:
        raise bad_request("message to delete not found")
    if call.state.now() - entry.born > DELETE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    entry.deleted = True
    call.state.renew(chat, entry, entry.message)
    return True


def set_message_reaction(call: Call) -> bool:
    """``setMessageReaction``: the bot's emoji on a message; an empty list takes it away."""
    chat = call.open_chat()
    entry = chat.live(call.params.integer("message_id"))
    if entry is None:
        raise bad_request("message to react not found")
    reactions = call.params.json("reaction") or []
    if not isinstance(reactions, list) or not all(isinstance(item, dict) for item in reactions):
        raise bad_request("can't parse reaction types: expected an Array of ReactionType")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    entry.reactions = [str(item.get("emoji", "")) for item in reactions]
    call.state.renew(chat, entry, entry.message)
    return True


def _editable(call: Call) -> tuple[Chat, Entry]:
    chat = call.open_chat()
    message_id = call.params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    entry = chat.live(message_id)
    if entry is None:
        raise bad_request("message to edit not found")
    if entry.side is not Side.BOT:
        raise bad_request("message can't be edited")
    return chat, entry


def _renew(call: Call, chat: Chat, entry: Entry, replaced: tuple[str, ...], content: JsonObject) -> JsonObject:
    markup = read_inline(call.params)
    old = entry.message
    dropped = {*replaced, "reply_markup"}
    new = {name: value for name, value in old.items() if name not in dropped} | content
    if markup:
        new["reply_markup"] = markup
    if new == old:
        raise bad_request(_NOT_MODIFIED)
    entry.edits.append(earlier(old))
    new["edit_date"] = int(call.state.display_now())
    call.state.renew(chat, entry, new)
    return new


def earlier(message: JsonObject) -> JsonObject:
    """What an edited message said before, for the page and for drivers."""
    kept = ("text", "caption", "reply_markup", "edit_date", "date")
    return {name: message[name] for name in kept if name in message}
