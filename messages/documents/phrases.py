"""Phrases of documents that count something, written by plain templates."""

from domain.people import Language
from domain.summary import Summary
from messages.environment import plain_template


def _written(name: str, language: Language, **values: object) -> str:
    return plain_template(f"documents/{name}", language).render(**values).strip()


def lead(summary: Summary, language: Language) -> str:
    """The month in one paragraph."""
    return " ".join(_written("lead", language, s=summary).splitlines())


def page_numbers(language: Language) -> str:
    """« Page {page} sur {pages} », for the typesetter to fill."""
    return _written("page_numbers", language)


def out_of(part: int, whole: int, language: Language) -> str:
    """« 2 sur 5 »."""
    return _written("out_of", language, part=part, whole=whole)


def days(number: int, language: Language) -> str:
    """« 38 jours »."""
    return _written("age", language, days=number)


def days_late(number: int, language: Language) -> str:
    """« 12 jours de retard »."""
    return _written("late", language, days=number)


def voice_notes(number: int, language: Language) -> str:
    """« 1 message vocal »."""
    return _written("voice_notes", language, number=number)
