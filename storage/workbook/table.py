"""A sheet's rows as values by field, cell by cell, with the fault of each cell that could not be read."""

from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from storage.workbook.cells import CellRefusedError
from storage.workbook.fault import Fault
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.grid import RawCell, RawRow, RawSheet
from storage.workbook.layout import LAYOUTS, Column, header_of
from storage.workbook.matching import match_columns
from storage.workbook.sheets import SheetKind


@dataclass(slots=True)
class TableRow:
    """A row that says something: `values` has no entry for a cell that could not be read."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A sheet's rows, and where its columns stand. A sheet that is missing has neither."""

    kind: SheetKind
    title: str
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[TableRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def blame(
        self, kind: FaultKind, row: TableRow, field_name: str, *, given: object = "", wanted: object = ""
    ) -> None:
        """Notes a fault at a cell of this sheet."""
        cell = f"{get_column_letter(self.columns.get(field_name, 1))}{row.number}"
        self.faults.append(Fault(kind=kind, sheet=self.title, cell=cell, given=str(given), wanted=str(wanted)))

    def is_complete(self, row: TableRow) -> bool:
        """Whether each of the sheet's columns has given a value."""
        return len(row.values) == len(LAYOUTS[self.kind].columns)


def read_table(kind: SheetKind, sheet: RawSheet) -> Table:
    """All rows of a sheet in which at least one known column is filled."""
    columns, faults = match_columns(kind, sheet)
    table = Table(kind, sheet.title, columns, faults=[*sheet.faults, *faults])
    known = set(columns.values())
    for row in sheet.rows:
        if not known.isdisjoint(row.cells):
            table.rows.append(_read_row(table, row))
    return table


def _read_row(table: Table, raw: RawRow) -> TableRow:
    row = TableRow(raw.number)
    for column in LAYOUTS[table.kind].columns:
        number = table.columns.get(column.field)
        if number is None:
            continue
        try:
            row.values[column.field] = _read_cell(table.kind, column, raw.cells.get(number))
        except CellRefusedError as refusal:
            table.blame(refusal.kind, row, column.field, given=refusal.given, wanted=refusal.wanted)
    return row


def _read_cell(kind: SheetKind, column: Column, cell: RawCell | None) -> object:
    if cell is None:
        if column.required:
            raise CellRefusedError(FaultKind.REQUIRED, wanted=header_of(kind, column.field))
        return column.default
    if cell.value is None:
        raise CellRefusedError(FaultKind.FORMULA_WITHOUT_VALUE)
    if cell.is_error:
        raise CellRefusedError(FaultKind.ERROR_VALUE, cell.value)
    return column.parse(cell)
