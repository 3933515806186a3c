"""How the tests read a message as Telegram does: tags, entities, lengths."""

from html.parser import HTMLParser

ALLOWED_TAGS = {"b", "i", "blockquote", "code"}


class Reader(HTMLParser):
    """The visible text of a message; refuses other tags, attributes and tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED_TAGS, tag
        assert not attrs
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def visible(html: str) -> str:
    """The text a phone shows, once the HTML is found sound."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.opened
    return reader.text


def utf16_units(text: str) -> int:
    """The length Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
