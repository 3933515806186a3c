"""Formatted text: Telegram's HTML, or given entities, to plain text with entities.

Facts from the Bot API documentation ("Formatting options"): offsets and lengths are UTF-16 units,
limits hold after parsing, and broken HTML is refused with "can't parse entities".
"""

from __future__ import annotations

import re

from sandbox.detection import detect, utf16_length
from sandbox.errors import ApiError, bad_request
from sandbox.jsonwire import JsonObject
from sandbox.markup_tags import TAGS, OpenTag, plain, read_attributes
from sandbox.params import Params

_PIECE = re.compile(r"<([^>]*)(>?)|([^<]+)")

Formatted = tuple[str, list[JsonObject]]


def read_formatted(params: Params, name: str, entities_name: str) -> Formatted:
    """The text of parameter ``name`` and its entities. Raises ``ApiError`` 400."""
    text = params.text(name).replace("\r", "").replace("\0", "")
    mode = params.text("parse_mode").lower()
    entities: list[JsonObject] = []
    if mode == "html":
        if "<" in text or "&" in text:
            text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        entities = _given(params.json(entities_name))
    text, entities = _strip(text, entities)
    return text, detect(text, entities)


def _given(value: object) -> list[JsonObject]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(_is_entity(item) for item in value):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    return [dict(item) for item in value]


def _is_entity(item: object) -> bool:
    return (
        isinstance(item, dict)
        and isinstance(item.get("type"), str)
        and isinstance(item.get("offset"), int)
        and isinstance(item.get("length"), int)
    )


def parse_html(source: str) -> Formatted:
    """Plain text and entities of Telegram's HTML. Raises ``ApiError`` 400 when it is broken."""
    return _HtmlReader(source).read()


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._open: list[OpenTag] = []
        self._entities: list[JsonObject] = []

    def read(self) -> Formatted:
        for piece in _PIECE.finditer(self._source):
            tag, closing, text = piece.groups()
            if text is not None:
                self._add_text(text)
            elif tag.startswith("/"):
                self._end(tag[1:].strip().lower(), bool(closing), piece.start())
            else:
                self._start(tag, bool(closing), piece.start())
        if self._open:
            name = self._open[-1].name
            raise _broken(f'Can\'t find end tag corresponding to start tag "{name}"')
        return "".join(self._parts), _ordered(self._entities)

    def _add_text(self, text: str) -> None:
        text = plain(text)
        self._parts.append(text)
        self._length += utf16_length(text)

    def _start(self, tag: str, closed: bool, at: int) -> None:
        name, _, rest = tag.partition(" ") if " " in tag else (tag, "", "")
        name = name.strip().lower()
        if name not in TAGS:
            raise _broken(f'Unsupported start tag "{name}" at byte offset {self._byte(at)}')
        if not closed:
            raise _broken(f"Unclosed start tag at byte offset {self._byte(at)}")
        attributes = read_attributes(rest)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            reason = f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}'
            raise _broken(reason)
        self._open.append(OpenTag(name, attributes, self._length))

    def _end(self, name: str, closed: bool, at: int) -> None:
        if not self._open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(at)}")
        if not closed:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(at)}")
        opened = self._open.pop()
        if name and name != opened.name:
            raise _broken(
                f'Unmatched end tag at byte offset {self._byte(at)}, expected "</{opened.name}>", found "</{name}>"'
            )
        entity = opened.entity(self._length)
        if entity is None and opened.name == "a":
            entity = opened.bare_link(self._length, self._text_from(opened.start))
        if entity is not None:
            self._entities.append(entity)

    def _text_from(self, start: int) -> str:
        return "".join(self._parts).encode("utf-16-le")[2 * start :].decode("utf-16-le")

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode())


def _ordered(entities: list[JsonObject]) -> list[JsonObject]:
    # A <pre> around a <code class="language-…"> is one entity with a language.
    languages = {
        (entity["offset"], entity["length"]): entity["language"] for entity in entities if "language" in entity
    }
    kept: list[JsonObject] = []
    pres = {(e["offset"], e["length"]) for e in entities if e["type"] == "pre"}
    for entity in entities:
        span = (entity["offset"], entity["length"])
        if entity["type"] == "code":
            entity.pop("language", None)
            if span in pres:
                continue
        elif entity["type"] == "pre" and span in languages:
            entity["language"] = languages[span]
        kept.append(entity)
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _strip(text: str, entities: list[JsonObject]) -> Formatted:
    """Telegram trims messages; entities shift and shrink with it."""
    stripped = text.strip()
    if len(stripped) == len(text) or not entities:
        return stripped, entities
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(stripped)
    kept: list[JsonObject] = []
    for entity in entities:
        first = max(0, entity["offset"] - lead)
        last = min(end, entity["offset"] + entity["length"] - lead)
        if last > first:
            kept.append(entity | {"offset": first, "length": last - first})
    return stripped, kept


def _broken(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
