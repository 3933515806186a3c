"""Reads a programme workbook: all that it says, or all that is wrong with it. Writes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from openpyxl.utils.cell import coordinate_to_tuple

from domain.library import GuideSection, Video
from domain.programme import Programme
from storage.workbook.content_files import read_section, read_video
from storage.workbook.cross_checks import check_across, check_row_counts
from storage.workbook.fault import Fault
from storage.workbook.grid import UnreadableWorkbookError, read_grid
from storage.workbook.layout import sheet_name
from storage.workbook.matching import match_sheets
from storage.workbook.sheets import (
    ActionRow,
    CooperativeRow,
    EventRow,
    IndicatorRow,
    PersonRow,
    ProgrammeSheets,
    SheetKind,
)
from storage.workbook.table import Table, read_table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """`content` is there if and only if there are no faults."""

    content: ProgrammeSheets | None
    faults: tuple[Fault, ...] = ()


def read_workbook(path: Path, *, beside: Path | None = None) -> WorkbookReading:
    """The workbook's content or its faults; videos and guide texts are looked for in `beside` (None: its folder)."""
    try:
        grid = read_grid(path)
    except UnreadableWorkbookError as refusal:
        return WorkbookReading(None, (refusal.fault,))
    found, faults = match_sheets(grid)
    tables = {kind: read_table(kind, found[kind]) for kind in SheetKind if kind in found}
    whole = {kind: tables.get(kind) or Table(kind, sheet_name(kind)) for kind in SheetKind}
    check_row_counts(whole)
    if len(tables) == len(SheetKind):  # a reference into a missing sheet says nothing new
        check_across(whole)
    folder = path.parent if beside is None else beside
    videos, sections = _videos(whole[SheetKind.VIDEOS], folder), _sections(whole[SheetKind.GUIDE_SECTIONS], folder)
    faults += [fault for table in whole.values() for fault in sorted(table.faults, key=_reading_order)]
    if faults:
        return WorkbookReading(None, tuple(faults))
    return WorkbookReading(_content(whole, videos, sections))


def _reading_order(fault: Fault) -> tuple[int, int]:
    """Row by row, left to right."""
    return coordinate_to_tuple(fault.cell)


def _videos(table: Table, folder: Path) -> tuple[Video, ...]:
    return tuple(video for row in table.rows if (video := read_video(table, row, folder)))


def _sections(table: Table, folder: Path) -> tuple[GuideSection, ...]:
    return tuple(section for row in table.rows if (section := read_section(table, row, folder)))


def _content(
    tables: dict[SheetKind, Table], videos: tuple[Video, ...], sections: tuple[GuideSection, ...]
) -> ProgrammeSheets:
    return ProgrammeSheets(
        programme=_rows(tables[SheetKind.PROGRAMME], Programme)[0],
        people=_rows(tables[SheetKind.PEOPLE], PersonRow),
        cooperatives=_rows(tables[SheetKind.COOPERATIVES], CooperativeRow),
        actions=_rows(tables[SheetKind.ACTIONS], ActionRow),
        indicators=tuple(_indicators(tables[SheetKind.INDICATORS])),
        events=_rows(tables[SheetKind.EVENTS], EventRow),
        videos=videos,
        guide_sections=sections,
    )


def _rows(table: Table, kind: type[T]) -> tuple[T, ...]:
    return tuple(kind(**row.values) for row in table.rows)


def _indicators(table: Table) -> Iterator[IndicatorRow]:
    positions: Counter[Any] = Counter()
    for row in table.rows:
        positions[row.values["action"]] += 1
        yield IndicatorRow(position=positions[row.values["action"]], **row.values)
