"""The figures of a run in docs/performance.md."""

import platform
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from benchmarks.pinning import ROOT, cores

PAGE = ROOT / "docs" / "performance.md"
_BEGINNING = "<!-- the figures: python -m benchmarks --write -->"
_END = "<!-- end of the figures -->"


def write_page(found: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """Puts the figures of a run in place of those of the last one."""
    text = PAGE.read_text()
    before, _, rest = text.partition(_BEGINNING)
    _, _, after = rest.partition(_END)
    figures = "\n".join(_lines(found, at))
    PAGE.write_text(f"{before}{_BEGINNING}\n\n{figures}\n\n{_END}{after}")


def _lines(found: Mapping[str, Mapping[str, Any]], at: datetime) -> Iterator[str]:
    used = "a core for the bot, one for Telegram and the people" if len(set(cores())) > 1 else "one core for all"
    yield f"Measured on {at:%Y-%m-%d} (UTC), Python {platform.python_version()}, {used}."
    for name, figures in found.items():
        yield ""
        yield f"**{name}**: {'kept' if figures['kept'] else 'NOT KEPT'}. Promise: {figures['promise']}."
        yield ""
        yield "| figure | seen |"
        yield "| --- | --- |"
        for what, seen in figures.items():
            if what not in {"kept", "promise"}:
                yield f"| {what} | {_shown(seen)} |"


def _shown(seen: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in seen.items()) if isinstance(seen, dict) else str(seen)
