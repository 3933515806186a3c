"""A month's document, ready to be sent."""

import json

from domain.buttons import DocumentFormat
from domain.rendered import FileKind, FileRef
from domain.views import SummaryFileView
from messages.documents.summary_json import summary_json
from messages.documents.summary_pdf import summary_pdf


def summary_file(view: SummaryFileView) -> FileRef:
    """The document with the name people will see: `suivi-2027-01-C10-fr.pdf`."""
    if view.format is DocumentFormat.PDF:
        content = summary_pdf(view.summary, view.language)
    else:
        content = json.dumps(summary_json(view.summary), ensure_ascii=False, indent=2).encode()
    return FileRef(kind=FileKind.DOCUMENT, name=_name(view), content=content)


def _name(view: SummaryFileView) -> str:
    parts = ["suivi", str(view.summary.month)]
    if view.summary.cooperative is not None:
        parts.append("".join(one for one in view.summary.cooperative_code if one.isalnum()))
    if view.format is DocumentFormat.PDF:
        parts.append(view.language.value)
    return f"{'-'.join(parts)}.{view.format.value}"
