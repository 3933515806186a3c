"""`summary`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of
from bot.commands.refusal import RefusalError
from domain.people import Language
from domain.period import Month

if TYPE_CHECKING:
    from bot.settings import Settings
    from domain.summary import Summary


class SummaryFormat(StrEnum):
    """What a month can be printed as."""

    TEXT = "text"
    JSON = "json"
    PDF = "pdf"


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise typer.BadParameter(f"a month is written YYYY-MM, such as 2027-01, not {text}") from None


def summary(
    month: Annotated[Month, typer.Argument(parser=_month, metavar="YYYY-MM", help="The month.", show_default=False)],
    cooperative: Annotated[str | None, typer.Option(metavar="CODE", help="One cooperative instead of all.")] = None,
    format: Annotated[SummaryFormat, typer.Option(help="What it is written as.")] = SummaryFormat.TEXT,  # noqa: A002 - the option's name
    language: Annotated[Language, typer.Option(help="The language of text and PDF.")] = Language.FRENCH,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="A file to write.")] = None,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Write the activity summary of a month."""
    if format is SummaryFormat.PDF and output is None and sys.stdout.isatty():
        raise typer.BadParameter("a PDF is nothing for a terminal: name a file with -o FILE")
    content = _document(_figures(settings_of(config), month, cooperative), format, language)
    if output is not None:
        output.write_bytes(content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def _figures(settings: "Settings", month: Month, code: str | None) -> "Summary":
    from bot.commands.database import looking
    from bot.commands.moment import moment_now
    from storage import people
    from usecases.summarising import summary_of

    moment = moment_now(settings)
    with looking(settings) as uow:
        if people.programme(uow) is None:
            raise RefusalError("no programme has been imported yet: `import FILE.xlsx --apply`")
        cooperative = people.cooperative_by_code(uow, code) if code else None
        if code and cooperative is None:
            raise RefusalError(f"there is no cooperative {code}")
        return summary_of(uow, moment, month, cooperative.id if cooperative else None)


def _document(figures: "Summary", format: SummaryFormat, language: Language) -> bytes:  # noqa: A002 - as above
    import json

    from messages.documents.summary_json import summary_json
    from messages.documents.summary_pdf import summary_pdf
    from messages.documents.summary_text import summary_text

    match format:
        case SummaryFormat.TEXT:
            return summary_text(figures, language).encode()
        case SummaryFormat.JSON:
            return json.dumps(summary_json(figures), ensure_ascii=False, indent=2).encode() + b"\n"
        case SummaryFormat.PDF:
            return summary_pdf(figures, language)
