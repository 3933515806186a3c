"""The guide's light Markdown as Telegram's HTML: titles, bold, lists, checklists; everything else is text."""

import re

from markupsafe import Markup, escape

from messages.bidi import cleaned

_TITLE = re.compile(r"#{1,6}\s+(.*)")
_CHECK = re.compile(r"\s*[-*]\s+\[( |x|X)\]\s+(.*)")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def to_html(text: str) -> Markup:
    """Markdown lines as HTML lines; people's or editors' own tags are escaped first."""
    return Markup("\n").join(Markup(_line(line)) for line in cleaned(text).strip().splitlines())  # noqa: S704 - escaped


def _line(line: str) -> str:
    if title := _TITLE.fullmatch(line):
        return f"<b>{escape(title[1].strip().replace('**', ''))}</b>"
    if check := _CHECK.fullmatch(line):
        return f"{'☐' if check[1] == ' ' else '☑'} {_bold(check[2])}"
    if bullet := _BULLET.fullmatch(line):
        return f"• {_bold(bullet[1])}"
    return _bold(line.rstrip())


def _bold(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", str(escape(text)))
