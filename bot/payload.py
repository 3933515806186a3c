"""From a stored update to what is in it."""

import json
import re
from typing import Any

#: PostgreSQL has no text with zeros, and no database has one with half a letter (a surrogate without its other half).
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_PLACE = ("message_id", "date", "chat")
_INSTEAD = "\ufffd"


def content_of(payload: str) -> Any:
    """The JSON value of a stored update; what no database can keep as text is replaced by U+FFFD in every text.

    Of the message under a tapped button only its place is given: the rest is our own words, and parsing them took the
    library longer than all else in a tap.
    """
    content = json.loads(payload)
    match content:
        case {"callback_query": {"message": {**message}} as tap}:
            tap["message"] = {name: message[name] for name in _PLACE if name in message}
    return _kept(content)


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_TEXT.sub(_INSTEAD, value)
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, list) else value
