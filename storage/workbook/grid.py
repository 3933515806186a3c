"""A workbook's sheets as plain cells, read by openpyxl under defusedxml and within the limits."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils import get_column_letter

from storage.workbook.fault import Fault
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.limits import MOST_COLUMNS, MOST_ROWS
from storage.workbook.package import package_fault

#: Excel's own limits: what lies beyond is not looked at.
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_HEADER_ROW = 1
#: The type of a formula that was computed and gave an empty text.
_TEXT_TYPES = {"s", "str"}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell that is not empty. `value` is as openpyxl gives it, None for a formula nobody has computed."""

    value: object
    number_format: str = "General"
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with something in it: `cells` by column number, from 1."""

    number: int
    cells: dict[int, RawCell]


@dataclass(slots=True)
class RawSheet:
    """A sheet by the title it bears; `faults` are those of its size."""

    title: str
    header: dict[int, RawCell] = field(default_factory=dict)
    rows: list[RawRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class UnreadableWorkbookError(Exception):
    """The file cannot be read as a workbook; carries the one fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


def read_grid(path: Path) -> list[RawSheet]:
    """All worksheets of a file; UnreadableWorkbookError for what is no workbook."""
    fault = package_fault(path)
    if fault is not None:
        raise UnreadableWorkbookError(fault)
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl must run with defusedxml: unset OPENPYXL_DEFUSEDXML")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of all that it does not know; we look at values only
            return _read(path)
    except Exception as failure:  # a malformed package makes openpyxl raise nearly anything
        kind = FaultKind.UNSAFE_XML if _comes_of_refused_xml(failure) else FaultKind.NOT_A_WORKBOOK
        raise UnreadableWorkbookError(Fault(kind=kind, given=path.name)) from failure


def _comes_of_refused_xml(failure: BaseException | None) -> bool:
    """Whether defusedxml refused: openpyxl passes that on as an error of its own."""
    while failure is not None and not isinstance(failure, DefusedXmlException):
        failure = failure.__cause__ or failure.__context__
    return failure is not None


def _read(path: Path) -> list[RawSheet]:
    """Reads the file twice side by side: computed values, and formulas, for a formula may have no value."""
    data = path.read_bytes()  # openpyxl leaves a file open when it fails
    values, formulas = (
        openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=computed, keep_links=False)
        for computed in (True, False)
    )
    return [_read_sheet(one, other) for one, other in zip(values.worksheets, formulas.worksheets, strict=True)]


def _read_sheet(values: Any, formulas: Any) -> RawSheet:
    sheet = RawSheet(values.title)
    header = next(_rows(values, formulas, _HEADER_ROW, _HEADER_ROW, _LAST_COLUMN), {})
    sheet.header = {column: cell for column, cell in header.items() if column <= MOST_COLUMNS}
    sheet.faults += _width_faults(sheet.title, header)
    # Cells beyond the widest header have no title: they are not looked at.
    rows = _rows(values, formulas, _HEADER_ROW + 1, _LAST_ROW, MOST_COLUMNS)
    for number, cells in enumerate(rows, start=_HEADER_ROW + 1):
        if not cells:
            continue
        if number > MOST_ROWS + _HEADER_ROW:
            sheet.faults.append(Fault(kind=FaultKind.TOO_MANY_ROWS, sheet=sheet.title, cell=f"A{number}"))
            break
        sheet.rows.append(RawRow(number, cells))
    return sheet


def _rows(values: Any, formulas: Any, first: int, last: int, width: int) -> Iterator[dict[int, RawCell]]:
    pairs = zip_longest(
        values.iter_rows(min_row=first, max_row=last, max_col=width),
        formulas.iter_rows(min_row=first, max_row=last, max_col=width),
        fillvalue=(),
    )
    gap: tuple[Any, ...] | None = None
    for row, formula_row in pairs:
        # openpyxl fills gaps with one and the same empty row: a far cell must not cost a million looks.
        cells = {} if row is gap else _cells(row, formula_row)
        gap = row if not cells else None
        yield cells


def _width_faults(title: str, header: dict[int, RawCell]) -> list[Fault]:
    beyond = [column for column in header if column > MOST_COLUMNS]
    if not beyond:
        return []
    place = f"{get_column_letter(min(beyond))}{_HEADER_ROW}"
    return [Fault(kind=FaultKind.TOO_MANY_COLUMNS, sheet=title, cell=place)]


def _cells(row: tuple[Any, ...], formula_row: tuple[Any, ...]) -> dict[int, RawCell]:
    cells: dict[int, RawCell] = {}
    for column, (cell, formula) in enumerate(zip_longest(row, formula_row), start=1):
        value = cell.value if cell is not None else None
        if isinstance(value, str) and not value.strip():
            value = None
        if value is not None:
            cells[column] = RawCell(value, cell.number_format, cell.data_type == "e")
        elif formula is not None and formula.data_type == "f" and cell.data_type not in _TEXT_TYPES:
            cells[column] = RawCell(None)
    return cells
