"""Tables of a document, as data for the typesetter: columns, rows, cells, the words for an empty one."""

from dataclasses import asdict, dataclass, field
from typing import Any

from domain.lights import Light

#: A text, or one of the forms below.
Cell = str | dict[str, Any]
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share of the line; `align` is start, center or end, so that Arabic mirrors it."""

    title: str
    width: float = 1
    align: str = "start"


@dataclass(slots=True, kw_only=True)
class Section:
    """A titled table; a row of one group name stands above the rows that follow it."""

    title: str
    empty: str
    columns: list[Column]
    rows: list[Row | dict[str, str]] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def two_lines(text: str, small: str) -> Cell:
    """A text with a smaller line under it."""
    return {"kind": "lines", "text": text, "small": small} if small else text


def light(value: Light, words: str = "") -> Cell:
    """A traffic light drawn as a shape, with its name."""
    return {"kind": "light", "light": value.value, "text": words}


def progress(percent: int | None, words: str) -> Cell:
    """A bar; None means that nobody has said, which is never drawn as zero."""
    return {"kind": "progress", "percent": percent, "text": words}


def group(name: str) -> dict[str, str]:
    """A row that names the cooperative of the rows below it."""
    return {"group": name}
