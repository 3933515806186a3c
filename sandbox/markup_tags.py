"""The tags of Telegram's HTML and the entity each makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from sandbox.jsonwire import JsonObject

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset(_SIMPLE) | {"a", "blockquote", "tg-emoji"}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_LANGUAGE = "language-"
# Only these are replaced; any other named one stays as it was written.
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


@dataclass(slots=True)
class OpenTag:
    """A start tag that waits for its end; ``start`` in UTF-16 units of the text so far."""

    name: str
    attributes: dict[str, str]
    start: int

    def bare_link(self, end: int, content: str) -> JsonObject | None:
        """The entity of an ``<a>`` without an address whose content is one, else ``None``."""
        if end <= self.start or "." not in content:
            return None
        return {"offset": self.start, "length": end - self.start, "type": "text_link", "url": content}

    def entity(self, end: int) -> JsonObject | None:
        """The entity of this tag closed at ``end``, ``None`` when it makes none."""
        if end <= self.start:
            return None
        entity: JsonObject = {"offset": self.start, "length": end - self.start}
        if self.name == "a":
            url = self.attributes.get("href")
            return entity | {"type": "text_link", "url": url} if url else None
        if self.name == "tg-emoji":
            identifier = self.attributes.get("emoji-id", "")
            return entity | {"type": "custom_emoji", "custom_emoji_id": identifier}
        if self.name == "blockquote":
            kind = "expandable_blockquote" if "expandable" in self.attributes else "blockquote"
            return entity | {"type": kind}
        entity["type"] = _SIMPLE[self.name]
        language = self.attributes.get("class", "")
        if self.name == "code" and language.startswith(_LANGUAGE):
            entity["language"] = language.removeprefix(_LANGUAGE)
        return entity


def plain(source: str) -> str:
    """The text with Telegram's character references replaced."""
    return _REFERENCE.sub(lambda found: unescape(found.group()), source) if "&" in source else source


def read_attributes(source: str) -> dict[str, str]:
    """The attributes between a tag's name and its ``>``, names in lower case."""
    return {name.lower(): plain(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(source)}
