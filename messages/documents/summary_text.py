"""A month's figures as plain text, for the command line."""

import re

from domain.people import Language
from domain.summary import Summary
from messages.bidi import cleaned
from messages.environment import plain_template

_BLANK_LINES = re.compile(r"\n{3,}")


def summary_text(summary: Summary, language: Language) -> str:
    """The month as lines of text, with the same figures as the PDF; ends with a line break."""
    written = plain_template("documents/summary_text", language).render(s=summary)
    # A terminal shows bidi controls as noise, and lays out right-to-left text itself.
    lines = (line.rstrip() for line in cleaned(written).strip().splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)) + "\n"
