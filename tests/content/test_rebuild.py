"""The committed workbook is what the data files give, and building it twice gives the same bytes."""

import io
import zipfile
from pathlib import Path

from content.build_workbook import build, main


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_committed_workbook_is_up_to_date(content: Path) -> None:
    committed = (content / "programme.xlsx").read_bytes()
    # Compared part by part first, so that a failure names the sheet.
    assert parts(build()) == parts(committed)


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    main(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == build()


def test_no_cell_is_a_formula() -> None:
    sheets = [part for name, part in parts(build()).items() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 8
    assert not any(b"<f>" in part for part in sheets)
