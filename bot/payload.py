"""From a stored update to what is in it."""

import json
import re
from typing import Any

#: PostgreSQL has no text with zeros, and no database has one with half a letter (a surrogate without its other half).
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_INSTEAD = "\ufffd"


def content_of(payload: str) -> Any:
    """The JSON value of a stored update; what no database can keep as text is replaced by U+FFFD in every text."""
    return _kept(json.loads(payload))


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_TEXT.sub(_INSTEAD, value)
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, list) else value
