"""Texts, voice notes, photos, documents and edits, handed over as they are: a use case finds out what they mean."""

from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from domain.actor import Sent
from domain.answer import AttachmentKind
from handlers.performing import Performing
from usecases import editing, joining, taking

#: What a bot may fetch (Bot API, getFile).
_MOST_BYTES = 20 * 1024 * 1024


async def message(update: Update, context: Performing) -> None:
    """A message that is no command."""
    if update.effective_message is not None:
        await context.perform(update, taking.take_message, sent=sent_of(update.effective_message))


async def edited(update: Update, context: Performing) -> None:
    """A message that was edited."""
    if update.effective_message is not None:
        await context.perform(update, editing.take_edit, sent=sent_of(update.effective_message))


async def unknown_command(update: Update, context: Performing) -> None:
    """A command we do not have: the home screen says what there is."""
    await context.perform(update, joining.show_home)


def sent_of(message: Message) -> Sent:
    """What was sent, in words of ours; of a photo the largest size."""
    text = message.text or message.caption or ""
    if message.photo:
        photo = message.photo[-1]
        return _file(text, AttachmentKind.PHOTO, photo, "image/jpeg", "")
    for kind, file in (
        (AttachmentKind.VOICE, message.voice),
        (AttachmentKind.VOICE, message.audio),
        (AttachmentKind.VIDEO, message.video or message.video_note),
        (AttachmentKind.DOCUMENT, message.document),
    ):
        if file is not None:
            return _file(text, kind, file, getattr(file, "mime_type", "") or "", getattr(file, "file_name", "") or "")
    return Sent(text=text)


def _file(text: str, kind: AttachmentKind, file: object, mime_type: str, name: str) -> Sent:
    size = getattr(file, "file_size", 0) or 0
    return Sent(
        text=text,
        kind=kind,
        file_id=str(getattr(file, "file_id", "")),
        file_unique_id=str(getattr(file, "file_unique_id", "")),
        mime_type=mime_type,
        size_bytes=size,
        file_name=name,
        too_large=size > _MOST_BYTES,
    )


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """Edits first: the library's message filters hear both."""
    private = filters.ChatType.PRIVATE
    taken = (
        filters.TEXT
        | filters.PHOTO
        | filters.VOICE
        | filters.AUDIO
        | filters.VIDEO
        | filters.VIDEO_NOTE
        | filters.Document.ALL
    )
    return [
        MessageHandler(filters.UpdateType.EDITED_MESSAGE & private & taken, edited),
        MessageHandler(filters.COMMAND & private, unknown_command),
        MessageHandler(filters.UpdateType.MESSAGE & private & taken, message),
    ]
