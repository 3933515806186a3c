"""A month's figures as a PDF, typeset from data: people's words never become a part of the template."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from domain.people import Language
from domain.summary import Summary
from messages.documents.summary_data import summary_data

_FOLDER = Path(__file__).parent
FONTS = _FOLDER.parent / "fonts"


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(_FOLDER / "summary.typ"), root=str(_FOLDER), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def summary_pdf(summary: Summary, language: Language) -> bytes:
    """The document of a month: A4, right to left in Arabic; the same summary gives the same bytes."""
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"data": json.dumps(summary_data(summary, language), ensure_ascii=False)},
        timestamp=datetime.combine(summary.as_of, time(), tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no document")
    return made
