"""Builds `programme.xlsx` from the data files, byte for byte the same each time.

Run: `python -m content.build_workbook`
"""

import io
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]

from content.catalogue import CONTENT
from content.sheets import Cell, Sheet, all_sheets

WORKBOOK: Final = CONTENT / "programme.xlsx"
CREATED: Final = datetime(2026, 11, 24, tzinfo=UTC)
HEADER_ROW: Final = 0


class SheetWriter:
    """Writes sheets into one workbook with a shared set of formats."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._header = self._format(bold=True, font_color="#FFFFFF", bg_color="#1F5C6B")
        self._text = self._format(text_wrap=True)
        self._number = self._format(num_format="General")
        self._date = self._format(num_format="dd/mm/yyyy", align="center")
        self._time = self._format(num_format="hh:mm", align="center")

    def write(self, sheet: Sheet) -> None:
        """Add `sheet` with its header row frozen and filterable."""
        worksheet = self._workbook.add_worksheet(sheet.name)
        for index, column in enumerate(sheet.columns):
            worksheet.set_column(index, index, column.width)
            worksheet.write_string(HEADER_ROW, index, column.header, self._header)
        for row_index, row in enumerate(sheet.rows, start=HEADER_ROW + 1):
            for index, cell in enumerate(row):
                self._write_cell(worksheet, row_index, index, cell)
        worksheet.freeze_panes(HEADER_ROW + 1, 1)
        worksheet.autofilter(HEADER_ROW, 0, len(sheet.rows), len(sheet.columns) - 1)

    def _write_cell(self, worksheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                worksheet.write_blank(row, column, None, self._text)
            case str():
                worksheet.write_string(row, column, cell, self._text)
            case date():
                worksheet.write_datetime(row, column, cell, self._date)
            case time():
                worksheet.write_datetime(row, column, cell, self._time)
            case _:
                worksheet.write_number(row, column, cell, self._number)

    def _format(self, **properties: str | bool) -> xlsxwriter.format.Format:
        return self._workbook.add_format({"valign": "top", "border": 1, **properties})


def build() -> bytes:
    """Return the workbook's bytes."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(
        {
            "title": "Programme d'exemple de Suivi",
            "comments": "Données fictives",
            "created": CREATED,
        }
    )
    writer = SheetWriter(workbook)
    for sheet in all_sheets():
        writer.write(sheet)
    workbook.close()
    return buffer.getvalue()


def main(path: Path = WORKBOOK) -> None:
    """Write the workbook to `path`."""
    path.write_bytes(build())


if __name__ == "__main__":
    main()
