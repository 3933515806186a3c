"""Cell parsers: what they understand, and that whatever a cell holds they answer or refuse."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from storage.workbook import cells, choices, times
from storage.workbook.cells import CellRefusedError
from storage.workbook.grid import RawCell
from storage.workbook.read import read_workbook
from storage.workbook.sheet_names import COLUMN_NAMES, SHEET_NAMES
from tests.workbook.draft import Draft

PARSERS = [
    cells.text,
    cells.line,
    cells.code,
    cells.texts,
    cells.codes,
    cells.decimal,
    cells.whole(0, 10),
    cells.choice(choices.AXES),
    cells.phone,
    cells.email,
    cells.time_zone,
    cells.beside,
    cells.source,
    times.day,
    times.hour,
    times.duration,
]

VALUES = st.one_of(
    st.text(),
    st.text("0123456789٠١٢٣:/.-,hs% +"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(value=VALUES, number_format=st.sampled_from(["General", "0%", "h:mm", "[h]:mm:ss", 'dd/mm/yyyy"%']))
@example(value="²³", number_format="General")
@example(value="\ud800", number_format="General")
@example(value=float("nan"), number_format="0%")
@example(value=10**400, number_format="General")
@example(value="1" * 4_000, number_format="General")
@example(value=1.23456789012345e-300, number_format="General")
def test_a_cell_is_read_or_refused(value: object, number_format: str) -> None:
    for parse in PARSERS:
        with suppress(CellRefusedError):
            parse(RawCell(value, number_format))


_PLACES = [
    f"{sheet}!{get_column_letter(column)}{row}"
    for kind, (sheet, *_) in SHEET_NAMES.items()
    for column in range(1, len(COLUMN_NAMES[kind]) + 2)
    for row in (1, 2, 3)
]
_WRITABLE = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "Cf"]), max_size=50),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - spreadsheets know no zones
    st.times(),
)


@settings(max_examples=40, deadline=None)
@given(spoiled=st.dictionaries(st.sampled_from(_PLACES), _WRITABLE, max_size=6))
def test_a_workbook_with_anything_in_it_is_read_or_has_faults(
    tmp_path_factory: pytest.TempPathFactory, spoiled: dict[str, object]
) -> None:
    draft = Draft(tmp_path_factory.mktemp("draft"))
    for place, value in spoiled.items():
        draft.put(place, value)

    reading = read_workbook(draft.save())

    assert (reading.content is None) == bool(reading.faults)
    for fault in reading.faults:
        assert fault.sheet
        assert fault.fault
        assert fault.mend


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_numbers_are_read_as_written(number: Decimal) -> None:
    for written in (f"{number:f}", f"{number:f}".replace(".", ","), f" {number:f} %"):
        assert cells.decimal(RawCell(written)) == number


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_dates_are_read_in_every_form(on: date) -> None:
    forms = (on, datetime.combine(on, time(8)), f"{on:%d/%m/%Y}", f"{on.day}.{on.month}.{on.year}", str(on))
    for form in forms:
        assert times.day(RawCell(form)) == on


@pytest.mark.parametrize(
    ("parse", "value", "number_format", "expected"),
    [
        (cells.decimal, 0.45, "0%", Decimal(45)),
        (cells.decimal, 45, '0"%"', Decimal(45)),
        (cells.decimal, 0.1 + 0.2, "General", Decimal("0.3")),
        (cells.decimal, "1 200,5", "General", Decimal("1200.5")),
        (cells.decimal, "٤٢٫٥", "General", Decimal("42.5")),
        (cells.line, "=SOMME(A1)", "General", "=SOMME(A1)"),
        (cells.line, "-5 %", "General", "-5 %"),
        (cells.line, "  @nom\n suite ", "General", "@nom suite"),
        (cells.line, 2027.0, "General", "2027"),
        (cells.texts, " ONSSA ;INDH;; ONSSA؛ DAS", "General", ("ONSSA", "INDH", "DAS")),
        (cells.codes, "c01; C02", "General", ("C01", "C02")),
        (cells.code, 7, "General", "7"),
        (cells.phone, "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "General", "06 12 34 56 78"),
        (cells.phone, "+999 000 000 01", "General", "+999 000 000 01"),
        (cells.beside, "videos\\V1.mp4", "General", "videos/V1.mp4"),
        (times.hour, "14h30", "General", time(14, 30)),
        (times.hour, "9h", "General", time(9)),
        (times.hour, "10:00", "General", time(10)),
        (times.hour, timedelta(hours=10), "[h]:mm", time(10)),
        (times.duration, "0:35", "General", 35),
        (times.duration, "35", "General", 35),
        (times.duration, 35, "General", 35),
        (times.duration, "00:00:35", "General", 35),
        (times.duration, "1:02:03", "General", 3723),
        (times.duration, time(0, 0, 35), "hh:mm:ss", 35),
        (times.duration, time(0, 35), "h:mm", 35),
        (times.duration, time(1, 10), "h:mm", 70),
    ],
)
def test_what_is_understood(
    parse: Callable[[RawCell], object], value: object, number_format: str, expected: object
) -> None:
    assert parse(RawCell(value, number_format)) == expected
