"""JSON as it goes over the wire: compact, UTF-8, one encoder for all answers."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(value: object) -> bytes:
    """The value as compact UTF-8 JSON. Lone surrogates become ``?`` as they cannot be sent."""
    return _encoder.encode(value).encode("utf-8", "replace")


def decode(data: bytes | str) -> Any:
    """The value of a JSON text. Raises ``ValueError`` when it is not JSON."""
    return json.loads(data)


def as_object(value: object) -> JsonObject | None:
    """The value when it is a JSON object with text keys, else ``None``."""
    return value if isinstance(value, dict) else None
