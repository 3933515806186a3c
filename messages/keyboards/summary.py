"""Buttons of the month: documents, other months, the whole programme, its cooperatives."""

from domain.buttons import Button, DocumentFormat, GetSummaryFile, ShowSummary
from domain.people import Language
from domain.period import Month
from domain.rendered import ButtonFace
from domain.views import ResponseView, SummaryView
from messages.button_words import ButtonWord
from messages.keyboards.layout import Rows, earlier_and_later, face, home_row, in_rows
from messages.wording import Wording

_PDF = {Language.FRENCH: ButtonWord.PDF_FR, Language.ARABIC: ButtonWord.PDF_AR}
_LISTED = 40


def summary_rows(view: SummaryView, words: Wording) -> Rows:
    """PDF in both languages, the data, months around, programme and cooperatives."""
    documents = [_document(view, DocumentFormat.PDF, language, words) for language in _PDF]
    data = _document(view, DocumentFormat.JSON, words.language, words)
    cooperatives = [
        face(ShowSummary(view.summary.month, number), "🏘", words.isolated(name, 24))
        for number, name in view.cooperatives[:_LISTED]
    ]
    rows: Rows = (tuple(documents), (data,), *_months(view, words))
    if view.may_see_programme and view.cooperative_id:
        rows += ((face(ShowSummary(view.summary.month, 0), "🗺", words.label(ButtonWord.WHOLE_PROGRAMME)),),)
    return rows + in_rows(cooperatives, 2) + home_row(words)


def _document(view: SummaryView, kind: DocumentFormat, language: Language, words: Wording) -> ButtonFace:
    button = GetSummaryFile(view.summary.month, view.cooperative_id, kind, language)
    if kind is DocumentFormat.JSON:
        return face(button, "🗃", words.label(ButtonWord.DATA_FILE))
    return face(button, "📄", words.label(_PDF[language]))


def _months(view: SummaryView, words: Wording) -> Rows:
    def way(month: Month | None) -> tuple[Button, str] | None:
        return None if month is None else (ShowSummary(month, view.cooperative_id), words.month(month))

    return earlier_and_later(words, way(view.earlier), way(view.later))


def response_rows(_: ResponseView, words: Wording) -> Rows:
    return home_row(words)
