"""The built workbook, read back as a person's spreadsheet program would."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

CONTENT = Path(__file__).resolve().parents[2] / "content"

Row = dict[str, Any]


@cache
def read_sheets() -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(CONTENT / "programme.xlsx")
    sheets = {}
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return sheets


@pytest.fixture
def sheet() -> Callable[[str], list[Row]]:
    """The rows of a sheet by its name."""
    return lambda name: read_sheets()[name]


@pytest.fixture
def sheets() -> dict[str, list[Row]]:
    """All sheets by name."""
    return read_sheets()


@pytest.fixture
def content() -> Path:
    """The folder of the sample programme."""
    return CONTENT
