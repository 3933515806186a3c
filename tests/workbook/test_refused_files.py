"""Files that are no workbook, or would do harm: each refused with one clear fault."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from storage.workbook.fault_kinds import FaultKind
from storage.workbook.limits import MOST_FILE_BYTES
from storage.workbook.read import read_workbook
from tests.workbook.draft import Draft

_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">%s]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)


def only_fault(path: Path) -> FaultKind:
    reading = read_workbook(path)
    assert reading.content is None
    assert len(reading.faults) == 1
    assert reading.faults[0].place == ""
    return reading.faults[0].kind


@pytest.fixture
def with_part(draft: Draft) -> Callable[[str, bytes], Path]:
    """The draft with one part of its package replaced or added."""

    def build(name: str, data: bytes) -> Path:
        source, target = draft.save(), draft.path.with_name("spoiled.xlsx")
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                if part != name:
                    new.writestr(part, old.read(part))
            new.writestr(name, data)
        return target

    return build


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert only_fault(tmp_path / "absent.xlsx") is FaultKind.FILE_MISSING
    assert only_fault(tmp_path) is FaultKind.FILE_MISSING


@pytest.mark.parametrize("data", [b"", b"nom;code\n", b"PK\x03\x04 not really", b"%PDF-1.7", b"\x00" * 1000])
def test_other_files(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(data)

    assert only_fault(path) is FaultKind.NOT_A_WORKBOOK


def test_a_zip_that_holds_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "hello")

    assert only_fault(path) is FaultKind.NOT_A_WORKBOOK


def test_a_password_or_the_old_format(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2_000))

    assert only_fault(path) is FaultKind.OLD_OR_ENCRYPTED


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(MOST_FILE_BYTES + 1)

    assert only_fault(path) is FaultKind.FILE_TOO_LARGE


@pytest.mark.parametrize("megabytes", [2, 100])
def test_a_zip_bomb(with_part: Callable[[str, bytes], Path], megabytes: int) -> None:
    path = with_part("xl/media/zeros.bin", bytes(megabytes * 1024 * 1024))

    assert only_fault(path) is FaultKind.UNPACKS_TOO_LARGE


def test_a_package_of_very_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(2_001):
            package.writestr(f"part{number}", "")

    assert only_fault(path) is FaultKind.UNPACKS_TOO_LARGE


def test_a_package_that_lies_about_its_sizes(draft: Draft) -> None:
    """A part gives no more than it declares: the lie makes it unreadable, not large."""
    path = draft.save()
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 10)))

    assert only_fault(path) is FaultKind.NOT_A_WORKBOOK


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_the_billion_laughs(with_part: Callable[[str, bytes], Path], part: str) -> None:
    assert only_fault(with_part(part, _LAUGHS)) is FaultKind.UNSAFE_XML


def test_an_outside_entity(with_part: Callable[[str, bytes], Path]) -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'

    assert only_fault(with_part("xl/workbook.xml", data)) is FaultKind.UNSAFE_XML


@pytest.mark.parametrize("data", [b"", b"<", b"<workbook/>", b"\xff\xff", b"<worksheet><sheetData><row r='x'/>"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_broken_parts_never_raise(with_part: Callable[[str, bytes], Path], part: str, data: bytes) -> None:
    reading = read_workbook(with_part(part, data))

    assert reading.content is None
    assert reading.faults


def test_a_far_row_costs_nothing(with_part: Callable[[str, bytes], Path]) -> None:
    """A row number beyond Excel's last one would otherwise be reached by counting."""
    data = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="999999999999"><c r="A999999999999"><v>1</v></c></row></sheetData></worksheet>'
    )

    assert read_workbook(with_part("xl/worksheets/sheet1.xml", data)).content is None


def test_an_empty_workbook_lists_all_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)

    faults = read_workbook(path).faults

    assert [fault.kind for fault in faults] == [FaultKind.SHEET_MISSING] * 8
