"""Taps on buttons and their answers."""

from __future__ import annotations

from sandbox.bots import TAP_ANSWER_SECONDS
from sandbox.call import Call
from sandbox.detection import utf16_length
from sandbox.errors import bad_request
from sandbox.jsonwire import JsonObject

_ANSWER_LIMIT = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    """``answerCallbackQuery``: once for each tap, within its 150 seconds."""
    text = call.params.text("text")
    if utf16_length(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap = call.bot.taps.pop(call.params.text("callback_query_id"), None)
    if tap is None or call.state.now() - tap.born > TAP_ANSWER_SECONDS:
        raise bad_request(_TOO_OLD)
    answer: JsonObject = {
        "text": text or None,
        "show_alert": call.params.flag("show_alert"),
        "url": call.params.text("url") or None,
    }
    if tap.answer is not None and not tap.answer.done():
        tap.answer.set_result(answer)
    return True
