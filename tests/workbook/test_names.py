"""Sheets, headers and words in three languages, any case, any order."""

import pytest
from openpyxl.utils import get_column_letter

from domain.programme import Axis
from storage.workbook import choices
from storage.workbook.cells import choice
from storage.workbook.fold import fold
from storage.workbook.grid import RawCell
from storage.workbook.layout import LAYOUTS
from storage.workbook.read import read_workbook
from storage.workbook.sheet_names import COLUMN_NAMES, SHEET_NAMES
from storage.workbook.sheets import SheetKind
from tests.workbook.draft import Draft


def test_no_name_means_two_things() -> None:
    sheets: list[tuple[str, ...]] = list(SHEET_NAMES.values())
    for groups in (sheets, *(list(columns.values()) for columns in COLUMN_NAMES.values())):
        folded = [name for names in groups for name in {fold(one) for one in names}]

        assert len(folded) == len(set(folded))
        assert all(folded)


def test_every_column_has_names_in_the_template_s_order() -> None:
    for kind, layout in LAYOUTS.items():
        assert [column.field for column in layout.columns] == list(COLUMN_NAMES[kind])


@pytest.mark.parametrize("nth", [0, 1, -2, -1])
def test_any_name_of_a_sheet_or_column_is_understood(draft: Draft, nth: int) -> None:
    expected = read_workbook(draft.save()).content
    for kind, (title, *_) in SHEET_NAMES.items():
        sheet = draft.book[title]
        for number, names in enumerate(COLUMN_NAMES[kind].values(), start=1):
            sheet.cell(1, number).value = names[nth]
        sheet.title = SHEET_NAMES[kind][nth]

    assert read_workbook(draft.save()).content == expected


@pytest.mark.parametrize(
    "header", ["ÉCHÉANCE", " echeance ", "Échéance *", "échéance (jj/mm/aaaa)", "DEADLINE", "آخِر أجل", "اخر اجل"]
)
def test_a_header_may_be_written_carelessly(draft: Draft, header: str) -> None:
    draft.put("Actions!H1", header)

    assert draft.faults() == []


def test_columns_may_stand_in_any_order(draft: Draft) -> None:
    expected = read_workbook(draft.save()).content
    for kind, (title, *_) in SHEET_NAMES.items():
        last = len(LAYOUTS[kind].columns)
        sheet = draft.book[title]
        for row in list(sheet.iter_rows(max_col=last)):
            backwards = [(cell.value, cell.number_format) for cell in reversed(row)]
            for cell, (value, number_format) in zip(row, backwards, strict=True):
                cell.value, cell.number_format = value, number_format

    assert read_workbook(draft.save()).content == expected


def test_empty_rows_and_columns_are_passed_over(draft: Draft) -> None:
    expected = read_workbook(draft.save()).content
    for sheet in draft.book.worksheets:
        sheet.insert_rows(2, 3)
        sheet.insert_cols(2)
        assert sheet[f"{get_column_letter(2)}1"].value is None

    assert read_workbook(draft.save()).content == expected


@pytest.mark.parametrize(
    ("word", "axis"),
    [
        ("stratégie", Axis.STRATEGY),
        ("Vision stratégique", Axis.STRATEGY),
        ("الاستراتيجية", Axis.STRATEGY),
        ("الإستراتيجية", Axis.STRATEGY),
        ("PRODUCTION", Axis.PRODUCTION),
        ("الانتاج", Axis.PRODUCTION),
        ("communication", Axis.COMMUNICATION),
        ("التوزيع", Axis.DISTRIBUTION),
        ("Organisation et qualifications", Axis.ORGANISATION),
        ("Gestion financière", Axis.FINANCE),
        ("gestion financiere", Axis.FINANCE),
        ("Manque de moyens", Axis.FUNDING),
        ("formation", Axis.TRAINING),
        ("التكوين", Axis.TRAINING),
    ],
)
def test_axes_bear_long_and_arabic_names(word: str, axis: Axis) -> None:
    assert choice(choices.AXES)(RawCell(word)) is axis


@pytest.mark.parametrize("kind", list(SheetKind))
def test_each_sheet_has_a_name_in_arabic(kind: SheetKind) -> None:
    assert any("\u0600" <= letter <= "\u06ff" for name in SHEET_NAMES[kind] for letter in name)
