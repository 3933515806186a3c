"""A rendered message turned into the Bot API's calls, and what came of the call."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.wire import AnswerLostError, NotDeliveredError
from domain.button_codec import encode
from domain.rendered import ButtonFace, FileKind, FileRef, Rendered

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Outcome(StrEnum):
    """What became of a call.

    `UNREACHED`: Telegram took nothing (no connection, or it asked to wait), which says nothing about the message.
    `AGAIN`: it answered that it failed. `UNKNOWN`: its answer was lost, the message may have arrived.
    """

    SENT = "sent"
    UNREACHED = "unreached"
    AGAIN = "again"
    UNKNOWN = "unknown"
    GONE = "gone"
    REFUSED = "refused"
    NOT_EDITABLE = "not_editable"


@dataclass(frozen=True, slots=True)
class Result:
    """`retry_after` in seconds, where Telegram asked to wait; `file_id` is Telegram's id of an uploaded file."""

    outcome: Outcome
    message_id: int = 0
    file_id: str = ""
    retry_after: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A message in the Bot API's terms. `uploads` is the library code whose file goes up with it, if any."""

    text: str
    keyboard: InlineKeyboardMarkup | None
    file_kind: FileKind | None = None
    file: str | InputFile = ""
    uploads: str = ""


def call_of(rendered: Rendered, folder: Path) -> Call:
    """A rendered message made ready for the wire; a file named by a relative path is looked for in `folder`.

    Raises OSError if the file cannot be read, ValueError if a button cannot be encoded.
    """
    keyboard = _keyboard(rendered.rows)
    file = rendered.file
    if file is None:
        return Call(rendered.text, keyboard)
    uploads = "" if file.file_id else file.content_code
    return Call(rendered.text, keyboard, file.kind, _source(file, folder), uploads)


async def send(bot: Bot, chat_id: int, reply_to: int | None, call: Call) -> Result:
    """Sends a new message."""
    try:
        message = await _send(bot, chat_id, reply_to, call)
    except TelegramError as error:
        return _outcome(error)
    return Result(Outcome.SENT, message.message_id, _file_id(message))


async def edit(bot: Bot, chat_id: int, message_id: int, call: Call) -> Result:
    """Edits an earlier message; a text that is the same already counts as sent."""
    if call.file_kind is not None:
        return Result(Outcome.NOT_EDITABLE, note="a text does not become a file")
    try:
        await bot.edit_message_text(
            call.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=call.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        if "message is not modified" in error.message.lower():
            return Result(Outcome.SENT, message_id)
        return Result(Outcome.NOT_EDITABLE, note=error.message[:200])
    except TelegramError as error:
        result = _outcome(error)
        # An edit can simply be repeated.
        return Result(Outcome.AGAIN, note=result.note) if result.outcome is Outcome.UNKNOWN else result
    return Result(Outcome.SENT, message_id)


async def _send(bot: Bot, chat_id: int, reply_to: int | None, call: Call) -> Message:
    common: dict[str, Any] = {
        "chat_id": chat_id,
        "reply_markup": call.keyboard,
        "reply_parameters": ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
        "parse_mode": ParseMode.HTML,
    }
    caption = call.text or None
    match call.file_kind:
        case None:
            return await bot.send_message(text=call.text, link_preview_options=_NO_PREVIEW, **common)
        case FileKind.PHOTO:
            return await bot.send_photo(photo=call.file, caption=caption, **common)
        case FileKind.VOICE:
            return await bot.send_voice(voice=call.file, caption=caption, **common)
        case FileKind.VIDEO:
            return await bot.send_video(video=call.file, caption=caption, supports_streaming=True, **common)
        case FileKind.DOCUMENT:
            return await bot.send_document(document=call.file, caption=caption, **common)


def _source(file: FileRef, folder: Path) -> str | InputFile:
    if file.file_id:
        return file.file_id
    content = file.content if file.content is not None else (folder / (file.path or "")).read_bytes()
    return InputFile(content, filename=file.name)


def _keyboard(rows: tuple[tuple[ButtonFace, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(face) for face in row] for row in rows])


def _button(face: ButtonFace) -> InlineKeyboardButton:
    if face.url:
        return InlineKeyboardButton(face.label, url=face.url)
    if face.button is None:
        raise ValueError(f"the button {face.label} stands for nothing")
    return InlineKeyboardButton(face.label, callback_data=encode(face.button))


def _file_id(message: Message) -> str:
    for file in (message.video, message.document, message.voice, message.audio):
        if file is not None:
            return file.file_id
    return message.photo[-1].file_id if message.photo else ""


def _outcome(error: TelegramError) -> Result:
    note = f"{type(error).__name__}: {error.message[:160]}"
    if isinstance(error, RetryAfter):
        return Result(Outcome.UNREACHED, retry_after=_seconds(error.retry_after), note=note)
    if isinstance(error, NotDeliveredError | InvalidToken):
        # A token that is refused is the programme's trouble, not this message's: it waits until that is mended.
        return Result(Outcome.UNREACHED, note=note)
    if isinstance(error, Forbidden):
        return Result(Outcome.GONE, note=note)
    if isinstance(error, TimedOut | AnswerLostError):
        return Result(Outcome.UNKNOWN, note=note)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        # Telegram itself answered that it failed.
        return Result(Outcome.AGAIN, note=note)
    return Result(Outcome.REFUSED, note=note)


def _seconds(span: int | timedelta) -> float:
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
