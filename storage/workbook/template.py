"""Writes an empty programme workbook: the eight sheets with titles, drop-downs and formats, and a sheet of examples."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from storage.workbook import cells, times
from storage.workbook.cells import Parser
from storage.workbook.examples import EXAMPLES, EXAMPLES_SHEET, Example
from storage.workbook.layout import LAYOUTS, Column, header_of, sheet_name
from storage.workbook.sheets import SheetKind

#: How many rows under the titles have drop-downs.
_ROWS: Final = 2_000
_WIDTH: Final = 18
_WIDE: Final = 44
_LONG_TEXTS: Final = frozenset({"title", "title_ar", "name", "activity", "stakeholders", "file", "place"})
_TEXT: Final = "@"
#: Codes and telephone numbers are texts, or a spreadsheet takes away their zeros.
_NUMBER_FORMATS: Mapping[Parser, str] = {
    times.day: "dd/mm/yyyy",
    times.hour: "hh:mm",
    cells.code: _TEXT,
    cells.codes: _TEXT,
    cells.phone: _TEXT,
    times.duration: _TEXT,
}
_DAY_MESSAGE: Final = "Écrivez la date comme 31/03/2027."
_CHOICE_MESSAGE: Final = "Choisissez un mot de la liste."


def write_template(path: Path) -> None:
    """Writes the empty workbook; it can be imported once at least the programme and a cooperative are filled in.

    Raises OSError if the file cannot be written.
    """
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for kind in SheetKind:
        _write_sheet(workbook, kind)
    _write_examples(workbook)
    try:
        workbook.close()
    except FileCreateError as error:
        # The library wraps what the system said.
        raise error.args[0] from error


def _write_sheet(workbook: Any, kind: SheetKind) -> None:
    worksheet = workbook.add_worksheet(sheet_name(kind))
    worksheet.freeze_panes(1, 1)
    for index, column in enumerate(LAYOUTS[kind].columns):
        example = EXAMPLES[kind][column.field]
        body = workbook.add_format({"num_format": _NUMBER_FORMATS.get(column.parse, "General"), "valign": "top"})
        worksheet.set_column(index, index, _WIDE if column.field in _LONG_TEXTS else _WIDTH, body)
        worksheet.write_string(0, index, header_of(kind, column.field), _title_format(workbook, column))
        worksheet.write_comment(0, index, _note(column, example), {"x_scale": 2})
        validation = _validation(column)
        if validation:
            worksheet.data_validation(1, index, _ROWS, index, validation)


def _title_format(workbook: Any, column: Column) -> Any:
    """Required columns are dark."""
    colours = {"bg_color": "#1F5C6B", "font_color": "#FFFFFF"} if column.required else {"bg_color": "#D5E8EC"}
    return workbook.add_format({"bold": True, "border": 1, "valign": "top", **colours})


def _note(column: Column, example: Example) -> str:
    return f"{'Obligatoire. ' if column.required else ''}{example.what}\nExemple : {example.value}"


def _validation(column: Column) -> dict[str, Any] | None:
    """A drop-down, or a check of dates. Codes are offered, not forced: several may stand in a cell."""
    if column.words:
        return {"validate": "list", "source": list(column.words), "error_message": _CHOICE_MESSAGE}
    if column.refers_to is not None:
        return {"validate": "list", "source": _codes_of(column.refers_to), "show_error": False}
    if column.parse is times.day:
        years = {"minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", "criteria": "between", **years, "error_message": _DAY_MESSAGE}
    return None


def _codes_of(kind: SheetKind) -> str:
    """The cells under the title « code » of a sheet, as a formula."""
    fields = [column.field for column in LAYOUTS[kind].columns]
    letter = xl_col_to_name(fields.index("code"))
    return f"='{sheet_name(kind)}'!${letter}$2:${letter}${_ROWS + 1}"


def _write_examples(workbook: Any) -> None:
    worksheet = workbook.add_worksheet(EXAMPLES_SHEET)
    title = workbook.add_format({"bold": True, "border": 1})
    grey = workbook.add_format({"font_color": "#777777", "text_wrap": True, "valign": "top"})
    for index, (header, width) in enumerate(
        (("feuille", _WIDTH), ("colonne", _WIDTH), ("obligatoire", 12), ("ce qu'on y écrit", 60), ("exemple", _WIDE))
    ):
        worksheet.set_column(index, index, width)
        worksheet.write_string(0, index, header, title)
    worksheet.freeze_panes(1, 0)
    rows = [(kind, column) for kind in SheetKind for column in LAYOUTS[kind].columns]
    for number, (kind, column) in enumerate(rows, start=1):
        example = EXAMPLES[kind][column.field]
        required = "oui" if column.required else "non"
        words = (sheet_name(kind), header_of(kind, column.field), required, example.what, example.value)
        for index, text in enumerate(words):
            worksheet.write_string(number, index, text, grey)
