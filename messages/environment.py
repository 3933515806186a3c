"""One Jinja2 environment a language, its templates compiled once and kept."""

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from domain.people import Language
from messages.document_words import DocumentWord
from messages.icons import icon
from messages.light_markdown import to_html
from messages.wording import Wording, wording

TEMPLATES = Path(__file__).parent / "templates"


class _Environment(Environment):
    """Its templates share one plain dictionary of globals: the library's chain of them is copied key by key for each
    template that is drawn or included.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def _environment(words: Wording, *, autoescape: bool) -> Environment:
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,  # off for the plain text of the command line only
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    # The extension's alias looks for the function by its name, each time.
    made.globals["_"] = made.globals["gettext"]
    made.globals.update(label=words.label, icon=icon, DocumentWord=DocumentWord)
    made.filters.update(
        isolated=words.isolated,
        quoted=words.quoted,
        number=words.number,
        percent=words.percent,
        day=words.day,
        weekday=words.weekday,
        full_date=words.full_date,
        short_date=words.short_date,
        month=words.month,
        clock=words.clock,
        local_day=words.local_day,
        titled=words.titled,
        markdown=to_html,
    )
    return made


@cache
def _html(language: Language) -> Environment:
    return _environment(wording(language), autoescape=True)


@cache
def _plain(language: Language) -> Environment:
    return _environment(wording(language), autoescape=False)


def html_template(name: str, language: Language) -> Template:
    """A template whose inserted values are escaped for Telegram's HTML."""
    return _html(language).get_template(f"{name}.j2")


def plain_template(name: str, language: Language) -> Template:
    """A template of plain text, for the command line."""
    return _plain(language).get_template(f"{name}.j2")
