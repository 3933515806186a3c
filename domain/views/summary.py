"""Screens of the month: the summary in chat, its documents, who answered."""

from dataclasses import dataclass
from datetime import date

from domain.buttons import DocumentFormat
from domain.check_in import CheckInState
from domain.people import Language
from domain.period import Month
from domain.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The month in chat: figures, with buttons for documents, other months and (whole programme) its cooperatives."""

    summary: Summary
    cooperative_id: int
    earlier: Month | None
    later: Month | None
    may_see_programme: bool
    cooperatives: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFileView:
    """The month as a document, made from the same figures."""

    summary: Summary
    format: DocumentFormat
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseLine:
    """`out_of_reach`: how many of its leaders have joined and cannot be written to any more."""

    cooperative: str
    state: CheckInState
    answered: int
    total: int
    by_phone: bool
    out_of_reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseView:
    """Who has answered the current check-in."""

    period: str
    on: date
    lines: tuple[ResponseLine, ...]
