"""The empty workbook: what it offers, and that it is a workbook the import understands."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from storage.workbook.examples import EXAMPLES
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.grid import RawCell
from storage.workbook.layout import LAYOUTS
from storage.workbook.read import read_workbook
from storage.workbook.sheets import SheetKind
from storage.workbook.template import write_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "modele.xlsx"
    write_template(path)
    return path


def drop_downs(path: Path, sheet: str) -> dict[str, str]:
    """The first cell of each list, and its source."""
    validations = openpyxl.load_workbook(path)[sheet].data_validations.dataValidation
    return {str(one.sqref).split(":")[0]: one.formula1 for one in validations if one.type == "list"}


def test_an_untouched_template_says_what_is_missing(template: Path) -> None:
    faults = read_workbook(template).faults

    assert [(fault.place, fault.kind) for fault in faults] == [
        ("Programme!A2", FaultKind.NO_ROWS),
        ("Coopératives!A2", FaultKind.NO_ROWS),
    ]
    assert "aucune coopérative" in faults[1].fault


def test_it_has_drop_downs_for_words_and_codes(template: Path) -> None:
    actions = drop_downs(template, "Actions")

    assert actions["B2"] == "'Coopératives'!$A$2:$A$2001"
    assert actions["C2"] == '"stratégie,production,communication,distribution,organisation,finance,moyens,formation"'
    assert actions["J2"] == '"haute,moyenne,basse"'
    assert set(drop_downs(template, "Coopératives")) == {"I2", "J2", "K2", "L2"}


def test_headers_are_frozen_and_explained(template: Path) -> None:
    book = openpyxl.load_workbook(template)

    assert book.sheetnames[-1] == "Exemples"
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "B2"
        assert all(cell.comment for cell in sheet[1])
        assert sheet.max_row == 1, "examples are no data"


def test_a_filled_template_is_imported(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    filled: dict[str, list[Any]] = {
        "Programme": ["Essai", date(2026, 12, 1), 6, "Africa/Casablanca"],
        "Personnes": ["L1", "Mina", "dirigeant", "gérante", "C01", "0612345678", None, "ar"],
        "Coopératives": ["C01", "Nour", None, None, None, None, 5, 5, "ar", "non", "telegram", None],
        "Actions": ["A1", "C01", "moyens", "Chercher", None, None, date(2026, 12, 1), date(2027, 1, 1), None, None],
        "Indicateurs": ["A1", "Dossiers", "suivi", "dossiers", 0, 1],
    }
    for sheet, values in filled.items():
        for number, value in enumerate(values, start=1):
            book[sheet].cell(2, number).value = value
    book.save(template)

    content = read_workbook(template).content

    assert content is not None
    assert [one.code for one in content.cooperatives] == ["C01"]
    assert content.people[0].phone == "0612345678"


def test_every_column_is_explained_by_an_example_it_accepts() -> None:
    for kind in SheetKind:
        assert list(EXAMPLES[kind]) == [column.field for column in LAYOUTS[kind].columns]
        for column in LAYOUTS[kind].columns:
            column.parse(RawCell(EXAMPLES[kind][column.field].value))
