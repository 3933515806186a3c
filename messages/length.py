"""Lengths: what people wrote is shortened where it is inserted, and no message ever exceeds Telegram's limits."""

import re
from html import unescape

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
ELLIPSIS = "…"

_TAG = re.compile(r"<(/?)([a-z]+)>")
_TOKEN = re.compile(r"</?[a-z]+>|&(?:#\d+|[a-z]+);|.", re.DOTALL)
_LAST_WORD = re.compile(r"\s\S{0,16}$")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at the end of a word where one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        kept = _LAST_WORD.sub("", kept)
    return kept.rstrip() + ELLIPSIS


def units(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def visible_units(html: str) -> int:
    """The length of a message after its tags and entities are parsed."""
    return units(unescape(_TAG.sub("", html)))


def fit(html: str, limit: int) -> str:
    """The message itself if it is within the limit, else its beginning with all tags closed."""
    if 2 * len(html) <= limit or visible_units(html) <= limit:
        return html
    kept: list[str] = []
    opened: list[str] = []
    used = 0
    for token in _TOKEN.findall(html):
        tag = _TAG.fullmatch(token)
        if tag is None:
            used += units(unescape(token))
            if used >= limit:
                break
        elif tag[1]:
            opened.pop()
        else:
            opened.append(tag[2])
        kept.append(token)
    closing = "".join(f"</{name}>" for name in reversed(opened))
    return "".join(kept).rstrip() + ELLIPSIS + closing
