"""A month's document as data for the typesetter: every word already in its language, every number formatted."""

import re
from typing import Any

from domain.people import Language
from domain.summary import Summary
from messages.document_words import DocumentWord as Word
from messages.documents import phrases
from messages.documents.summary_sections import Sections, own
from messages.wording import Wording, wording

_FICTIONAL = re.compile(r"fictif|fictive|fictional|افتراضي|وهمي", re.IGNORECASE)


def summary_data(summary: Summary, language: Language) -> dict[str, Any]:
    """Title block, lead, response, lights and tables, in the order of the monthly report."""
    words = wording(language)
    sections = Sections(summary, words)
    return {
        "lang": language.value,
        "dir": "rtl" if words.is_arabic else "ltr",
        "head": _head(summary, words),
        "lead": phrases.lead(summary, language),
        "response": _response(summary, words),
        "tables": [section.as_data() for section in sections.all()],
        "lights": _lights(summary, words),
        "cooperatives": sections.cooperatives().as_data() if summary.cooperatives else None,
        "closing": [section.as_data() for section in (sections.content(), sections.decisions())],
        "page": phrases.page_numbers(language),
    }


def _head(summary: Summary, words: Wording) -> dict[str, str]:
    subject = words.label(Word.WHOLE_PROGRAMME)
    if summary.cooperative is not None:
        subject = own(words.titled(summary.cooperative), 120)
    fictional = _FICTIONAL.search(summary.programme) is not None
    return {
        "title": words.label(Word.TITLE),
        "programme": own(summary.programme, 160),
        "subject": subject,
        "code": own(summary.cooperative_code, 20),
        "month": words.month(summary.month),
        "state": words.label(Word.FINAL if summary.final else Word.DRAFT),
        "as_of": words.label(Word.AS_OF, day=words.full_date(summary.as_of)),
        "fictional": words.label(Word.FICTIONAL) if fictional else "",
    }


def _response(summary: Summary, words: Wording) -> dict[str, Any]:
    response = summary.response
    parts = (
        (Word.ALONE, response.complete_alone, "alone"),
        (Word.BY_PHONE, response.complete_by_phone, "phone"),
        (Word.PARTIAL, response.partial, "partial"),
        (Word.MISSED, response.missed, "missed"),
        (Word.RUNNING, response.running, "running"),
    )
    complete = response.complete_alone + response.complete_by_phone
    return {
        "title": words.label(Word.RESPONSE),
        "empty": words.label(Word.NO_RESPONSE_DUE),
        "due": response.due,
        "complete": phrases.out_of(complete, response.due, words.language),
        "complete_label": words.label(Word.COMPLETE),
        "parts": [
            {
                "label": words.label(word),
                "count": count,
                "text": phrases.out_of(count, response.due, words.language),
                "kind": kind,
            }
            for word, count, kind in parts
        ],
        "notes": _response_notes(summary, words),
    }


def _response_notes(summary: Summary, words: Wording) -> list[str]:
    response = summary.response
    notes = []
    if response.answers_by_channel:
        counts = (f"{words.label(channel)} {words.number(count)}" for channel, count in response.answers_by_channel)
        notes.append(words.label(Word.CHANNELS, counts=" · ".join(counts)))
    if response.excused:
        notes.append(words.label(Word.EXCUSED, n=words.number(response.excused)))
    return notes


def _lights(summary: Summary, words: Wording) -> dict[str, Any]:
    """Counts now and a month before, with the movement between them."""
    return {
        "title": words.label(Word.LIGHTS),
        "empty": words.label(Word.NO_LIGHTS),
        "now": words.label(Word.NOW),
        "before": words.label(Word.BEFORE),
        "counts": [
            {
                "light": one.light.value,
                "label": words.label(one.light),
                "now": one.now,
                "before": one.before,
                "now_text": words.number(one.now),
                "before_text": words.number(one.before),
                "move_text": _movement(one.now - one.before, words),
            }
            for one in summary.lights
        ],
    }


def _movement(difference: int, words: Wording) -> str:
    if difference == 0:
        return "="
    sign = "+" if difference > 0 else "−"
    return own(f"{sign}{abs(difference)}") if words.is_arabic else f"{sign}{abs(difference)}"
