"""A month's figures as a PDF."""

from domain.people import Language
from domain.summary import Summary


def summary_pdf(summary: Summary, language: Language) -> bytes:
    return b"%PDF-"
