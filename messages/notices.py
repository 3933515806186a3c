"""The short notices that answer taps."""

from domain.notices import TapNotice
from domain.people import Language
from messages.length import shorten
from messages.wording import wording

NOTICE_LIMIT = 200
_NAME_LIMIT = 40


def render_notice(notice: TapNotice, language: Language) -> str:
    """The words of a notice, plain text of at most 200 characters (Bot API, `answerCallbackQuery`)."""
    words = wording(language)
    text = words.label(notice.kind, name=words.isolated(notice.name, _NAME_LIMIT))
    return shorten(text, NOTICE_LIMIT)
