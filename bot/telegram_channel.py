"""A rendered message turned into the Bot API's calls, and what came of the call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.bot_api import BotApi, Upload
from bot.wire import AnswerLostError, NotDeliveredError
from domain.button_codec import encode
from domain.people import Reachability
from domain.rendered import ButtonFace, FileKind, FileRef, Rendered

_HTML = {"parse_mode": "HTML"}
_NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


class Outcome(StrEnum):
    """What became of a call.

    `GONE`: nobody can be written to in that chat. `REFUSED`: Telegram finds this message wrong.
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
    """`retry_after` in seconds, where Telegram asked to wait; `file_id` is Telegram's id of an uploaded file.

    `reachability` is what a chat that is gone makes of the person behind it.
    """

    outcome: Outcome
    message_id: int = 0
    file_id: str = ""
    retry_after: float = 0.0
    note: str = ""
    reachability: Reachability | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A message in the Bot API's terms: the method that sends it, what it says, and the file that goes up with it.

    `shown` is what an edit shows as well; None for a message with a file, which takes the place of no text.
    `uploads` is the library code whose file goes up, if any.
    """

    method: str
    parameters: Mapping[str, Any]
    shown: Mapping[str, Any] | None
    files: Mapping[str, Upload] = field(default_factory=dict)
    uploads: str = ""


def call_of(rendered: Rendered, folder: Path) -> Call:
    """A rendered message made ready for the wire; a file named by a relative path is looked for in `folder`.

    Raises OSError if the file cannot be read, ValueError if a button cannot be encoded.
    """
    keyboard = _keyboard(rendered.rows)
    file = rendered.file
    if file is None:
        shown = {"text": rendered.text, "reply_markup": keyboard, **_HTML, **_NO_PREVIEW}
        return Call("sendMessage", shown, shown)
    name = file.kind.value
    parameters: dict[str, Any] = {"caption": rendered.text or None, "reply_markup": keyboard, **_HTML}
    if file.kind is FileKind.VIDEO:
        parameters["supports_streaming"] = True
    if file.file_id:
        return Call(_SENDING[file.kind], {name: file.file_id, **parameters}, None)
    files = {name: (file.name, _content(file, folder))}
    return Call(_SENDING[file.kind], parameters, None, files, file.content_code)


async def send(api: BotApi, chat_id: int, reply_to: int | None, call: Call) -> Result:
    """Sends a new message."""
    reply = {"message_id": reply_to, "allow_sending_without_reply": True} if reply_to else None
    parameters = {"chat_id": chat_id, "reply_parameters": reply, **call.parameters}
    try:
        message = await api.call(call.method, parameters, call.files)
    except TelegramError as error:
        return _outcome(error)
    return Result(Outcome.SENT, message["message_id"], _file_id(message))


async def edit(api: BotApi, chat_id: int, message_id: int, call: Call) -> Result:
    """Edits an earlier message; a text that is the same already counts as sent."""
    if call.shown is None:
        return Result(Outcome.NOT_EDITABLE, note="a text does not become a file")
    try:
        await api.call("editMessageText", {"chat_id": chat_id, "message_id": message_id, **call.shown})
    except BadRequest as error:
        if "message is not modified" in error.message.lower():
            return Result(Outcome.SENT, message_id)
        result = _outcome(error)
        return result if result.outcome is Outcome.GONE else Result(Outcome.NOT_EDITABLE, note=error.message[:200])
    except TelegramError as error:
        result = _outcome(error)
        # An edit can simply be repeated.
        return Result(Outcome.AGAIN, note=result.note) if result.outcome is Outcome.UNKNOWN else result
    return Result(Outcome.SENT, message_id)


_SENDING = {
    FileKind.PHOTO: "sendPhoto",
    FileKind.VOICE: "sendVoice",
    FileKind.VIDEO: "sendVideo",
    FileKind.DOCUMENT: "sendDocument",
}


def _content(file: FileRef, folder: Path) -> bytes:
    return file.content if file.content is not None else (folder / (file.path or "")).read_bytes()


def _keyboard(rows: tuple[tuple[ButtonFace, ...], ...]) -> dict[str, Any] | None:
    if not rows:
        return None
    return {"inline_keyboard": [[_button(face) for face in row] for row in rows]}


def _button(face: ButtonFace) -> dict[str, str]:
    if face.url:
        return {"text": face.label, "url": face.url}
    if face.button is None:
        raise ValueError(f"the button {face.label} stands for nothing")
    return {"text": face.label, "callback_data": encode(face.button)}


def _file_id(message: Mapping[str, Any]) -> str:
    for kind in ("video", "document", "voice", "audio"):
        if kind in message:
            return str(message[kind]["file_id"])
    return str(message["photo"][-1]["file_id"]) if message.get("photo") else ""


def _outcome(error: TelegramError) -> Result:
    note = f"{type(error).__name__}: {error.message[:160]}"
    if isinstance(error, RetryAfter):
        return Result(Outcome.UNREACHED, retry_after=seconds_of(error.retry_after), note=note)
    if isinstance(error, NotDeliveredError | InvalidToken):
        # A token that is refused is the programme's trouble, not this message's: it waits until that is mended.
        return Result(Outcome.UNREACHED, note=note)
    gone = _reachability_after(error)
    if gone is not None:
        return Result(Outcome.GONE, note=note, reachability=gone)
    if isinstance(error, TimedOut | AnswerLostError):
        return Result(Outcome.UNKNOWN, note=note)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        # Telegram itself answered that it failed.
        return Result(Outcome.AGAIN, note=note)
    return Result(Outcome.REFUSED, note=note)


def _reachability_after(error: TelegramError) -> Reachability | None:
    """What a refusal says about the person behind the chat, None if it says nothing about them.

    A chat that is not found belongs to an account that exists no more, or that never wrote to this bot.
    """
    words = error.message.lower()
    if isinstance(error, ChatMigrated):
        return Reachability.MOVED
    if isinstance(error, Forbidden):
        return Reachability.DEACTIVATED if "user is deactivated" in words else Reachability.BLOCKED
    if isinstance(error, BadRequest) and "chat not found" in words:
        return Reachability.DEACTIVATED
    return None


def seconds_of(span: int | timedelta) -> float:
    """What Telegram asks to wait, in seconds."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
