"""One codec for all buttons: `name:field:field`, at most 64 bytes (Bot API, `callback_data`).

Buttons already sent stay in chats for months: a name, once given, keeps its meaning.
"""

from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Any, get_type_hints

from domain import buttons
from domain.buttons import Button
from domain.period import Month

MAX_BYTES = 64
#: Ids, pages and days are never below 0, and no column of ids holds more than this.
_LARGEST_NUMBER = 2**31 - 1

_NAMES: dict[str, type[Button]] = {
    "t": buttons.OpenTask,
    "ok": buttons.GiveConsent,
    "l": buttons.ChooseLanguage,
    "h": buttons.ChooseSlot,
    "s": buttons.GiveStatus,
    "u": buttons.AllOthersUnchanged,
    "p": buttons.GivePercent,
    "g": buttons.GiveTarget,
    "r": buttons.GiveReason,
    "c": buttons.GiveCall,
    "d": buttons.GiveNewDate,
    "x": buttons.SkipQuestion,
    "ch": buttons.ChangeAnswer,
    "k": buttons.Confirm,
    "m": buttons.SayMore,
    "ci": buttons.ShowCheckIn,
    "w": buttons.WishCall,
    "as": buttons.SeeAlert,
    "ar": buttons.ResolveAlert,
    "al": buttons.ShowAlert,
    "ph": buttons.StartPhoneEntry,
    "pf": buttons.ReportCallFailure,
    "pl": buttons.ShowPlan,
    "ac": buttons.ShowAction,
    "po": buttons.ShowPortfolio,
    "va": buttons.ShowVideos,
    "v": buttons.ShowVideo,
    "ga": buttons.ShowGuideAxis,
    "gs": buttons.ShowGuideSection,
    "gf": buttons.SearchGuide,
    "b": buttons.ShowSummary,
    "bf": buttons.GetSummaryFile,
}
_CODES = {kind: name for name, kind in _NAMES.items()}


class UnknownButtonError(ValueError):
    """The data of a tap is none of ours: made by hand, or from a future version."""


def encode(button: Button) -> str:
    """The callback data of a button, at most 64 bytes; ValueError if a field is too long for them."""
    data = ":".join([_CODES[type(button)], *(_write(getattr(button, one.name)) for one in fields(button))])
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{type(button).__name__} takes more than {MAX_BYTES} bytes")
    return data


def decode(data: str) -> Button:
    """The button behind callback data; UnknownButtonError for anything `encode` would not have written."""
    name, *texts = data.split(":")
    kind = _NAMES.get(name)
    if kind is None or len(data.encode()) > MAX_BYTES:
        raise UnknownButtonError(data[:MAX_BYTES])
    types = _field_types(name)
    if len(texts) != len(types):
        raise UnknownButtonError(data)
    try:
        values: list[Any] = [_read(one, text) for one, text in zip(types, texts, strict=True)]
        button: Button = kind(*values)
    except ValueError as error:
        raise UnknownButtonError(data) from error
    if encode(button) != data:
        raise UnknownButtonError(data)
    return button


@cache
def _field_types(name: str) -> tuple[type, ...]:
    kind = _NAMES[name]
    hints = get_type_hints(kind)
    return tuple(hints[one.name] for one in fields(kind))


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Enum):
        return str(value.value)
    text = str(value)
    if ":" in text:
        raise ValueError(f"a button's field holds no colon: {text}")
    return text


def _read(kind: type, text: str) -> object:
    if kind is bool:
        return {"0": False, "1": True}.get(text) if text in {"0", "1"} else _refuse(text)
    if issubclass(kind, Enum):
        return kind(int(text)) if issubclass(kind, int) else kind(text)
    if kind is Month:
        return Month.parse(text)
    if kind is int:
        return int(text) if text.isdecimal() and int(text) <= _LARGEST_NUMBER else _refuse(text)
    return text


def _refuse(text: str) -> object:
    raise ValueError(text)
