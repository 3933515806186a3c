"""Entities Telegram finds by itself in any text: commands, links, mentions, hashtags, e-mails."""

from __future__ import annotations

import re

from sandbox.jsonwire import JsonObject

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@.<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]»]"
    r"|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:ma|com|org|net|fr|me|info|io)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]»])?(?!@))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?P<mention>(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#&])#\w*[^\W\d]\w*)",
)
_HINTS = "/@#."
# Nothing is searched for inside these.
_LITERAL = frozenset({"code", "pre", "text_link", "custom_emoji"})


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units, which is how Telegram counts."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def detect(text: str, given: list[JsonObject] | None = None) -> list[JsonObject]:
    """The entities found in ``text``, ``given`` ones included, in Telegram's order."""
    entities = list(given or ())
    if not any(hint in text for hint in _HINTS):
        return entities
    taken = [_span(entity) for entity in entities if entity["type"] in _LITERAL]
    for match in _FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if any(start < offset + length and offset < end for start, end in taken):
            continue
        entities.append({"offset": offset, "length": length, "type": match.lastgroup})
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return entities


def _span(entity: JsonObject) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
