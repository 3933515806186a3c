"""Keyboards under and below messages, and what Telegram refuses in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from sandbox.errors import ApiError, bad_request
from sandbox.jsonwire import JsonObject
from sandbox.params import Params

DATA_LIMIT = 64
_BUTTONS_LIMIT = 100
_LINK = re.compile(r"(https?://|tg://)?[^\s.]+\.[^\s]+|tg://\S+")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


class MarkupKind(StrEnum):
    """The kinds of ``reply_markup``; the value is the field that tells one."""

    INLINE = "inline_keyboard"
    KEYBOARD = "keyboard"
    REMOVE = "remove_keyboard"
    FORCE_REPLY = "force_reply"


def read_markup(params: Params) -> tuple[MarkupKind | None, JsonObject]:
    """The kind and content of ``reply_markup``. Raises ``ApiError`` 400."""
    value = params.json("reply_markup")
    if value is None or value == {}:
        return None, {}
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if MarkupKind.INLINE in value:
        inline = _rows(value[MarkupKind.INLINE], "inline keyboard", _inline_button)
        return (MarkupKind.INLINE, {"inline_keyboard": inline}) if inline else (None, {})
    if MarkupKind.KEYBOARD in value:
        return MarkupKind.KEYBOARD, value | {"keyboard": _rows(value[MarkupKind.KEYBOARD], "keyboard", _reply_button)}
    for kind in (MarkupKind.REMOVE, MarkupKind.FORCE_REPLY):
        if value.get(kind):
            return kind, value
    return None, {}


def read_inline(params: Params) -> JsonObject:
    """The inline keyboard of an edit, empty for none. Raises ``ApiError`` 400."""
    kind, markup = read_markup(params)
    if kind is not None and kind is not MarkupKind.INLINE:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(value: object, name: str, button: Callable[[object], JsonObject]) -> list[list[JsonObject]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{name.replace(" ", "_")}" must be of type Array')
    rows: list[list[JsonObject]] = []
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {name}: expected an Array of Array")
        if row:
            rows.append([button(item) for item in row])
    if sum(map(len, rows)) > _BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(item: object) -> JsonObject:
    if not isinstance(item, dict):
        raise _inline_fault("expected an Object")
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _inline_fault('field "text" must be a non-empty String')
    action = next((name for name in _ACTIONS if name in item), None)
    if action is None:
        raise _inline_fault("Text buttons are unallowed in the inline keyboard")
    if action == "callback_data":
        _check_data(item["callback_data"])
    if action == "url" and not _LINK.fullmatch(str(item["url"])):
        raise bad_request(f"inline keyboard button URL '{item['url']}' is invalid: Wrong HTTP URL")
    return item


def _check_data(data: object) -> None:
    size = len(data.encode()) if isinstance(data, str) else 0
    if not 1 <= size <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


def _inline_fault(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _reply_button(item: object) -> JsonObject:
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, dict) and isinstance(item.get("text"), str) and item["text"]:
        return item
    raise bad_request("can't parse keyboard button: expected a String or an Object with text")


def has_data(message: JsonObject, data: str) -> bool:
    """Whether a message shows a button with that ``callback_data``."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)
