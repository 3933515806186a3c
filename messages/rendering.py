"""A view becomes a message: its template gives the text, its keyboard the buttons, its file is attached."""

import re
from typing import get_args
from zoneinfo import ZoneInfo

from domain.people import Language
from domain.rendered import Rendered
from domain.views import ConsentView, LanguageView, SimpleText, SimpleView, View
from messages.bidi import right_to_left_lines
from messages.environment import html_template
from messages.files import file_of
from messages.keyboards import rows_of
from messages.length import CAPTION_LIMIT, MESSAGE_LIMIT, fit
from messages.wording import wording

#: Shown before a language is known: Arabic first, then French, in one message.
_BILINGUAL = (ConsentView, LanguageView)
_BILINGUAL_TEXTS = (SimpleView(SimpleText.CONSENT_DECLINED), SimpleView(SimpleText.NOT_PROCESSED))
_BOTH = (Language.ARABIC, Language.FRENCH)

_BLANK_LINES = re.compile(r"[ \t]*\n\s*\n\s*")
_LINE_ENDS = re.compile(r"[ \t]+\n[ \t]*|\n[ \t]+")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def template_name(kind: type[View]) -> str:
    """`CallTaskDoneView` is written in `call_task_done.j2`."""
    return _CAPITAL.sub("_", kind.__name__.removesuffix("View")).lower()


_TEMPLATES: dict[type[View], str] = {kind: template_name(kind) for kind in get_args(View)}


def render(view: View, language: Language, zone: ZoneInfo) -> Rendered:
    """The message a person reads: HTML text within Telegram's limits, rows of buttons, perhaps a file."""
    languages = _BOTH if isinstance(view, _BILINGUAL) or view in _BILINGUAL_TEXTS else (language,)
    text = "\n\n".join(_text(view, one, zone) for one in languages)
    file = file_of(view)
    limit = MESSAGE_LIMIT if file is None else CAPTION_LIMIT
    return Rendered(text=fit(text, limit), rows=rows_of(view, wording(language)), file=file)


def _text(view: View, language: Language, zone: ZoneInfo) -> str:
    written = html_template(_TEMPLATES[type(view)], language).render(v=view, zone=zone)
    tidy = _LINE_ENDS.sub("\n", _BLANK_LINES.sub("\n\n", written.strip()))
    return right_to_left_lines(tidy) if language is Language.ARABIC else tidy
