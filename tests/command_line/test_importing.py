"""`import` and `template`: checked first, written only when asked, all or nothing."""

import json
from pathlib import Path

import openpyxl
import pytest

from storage.workbook.read import read_workbook
from tests.command_line.terminal import WORKBOOK, Terminal


def broken_copy(folder: Path) -> Path:
    """The sample with three faults, beside links to its content."""
    workbook = openpyxl.load_workbook(WORKBOOK)
    workbook["Actions"]["B2"] = "C99"
    workbook["Actions"]["H3"] = "31/02/2027"
    workbook["Personnes"]["C2"] = "chef"
    for name in ("guide", "videos"):
        (folder / name).symlink_to(WORKBOOK.parent / name)
    copy = folder / "broken.xlsx"
    workbook.save(copy)
    workbook.close()
    return copy


def test_importing_twice_changes_nothing_the_second_time(terminal: Terminal) -> None:
    first = terminal.give_outside("import", str(WORKBOOK), "--apply")
    second = terminal.give("import", str(WORKBOOK), "--apply")

    assert (first.code, second.code) == (0, 0)
    assert "139" in first.out
    assert "Changements enregistrés." in first.out
    assert second.out == "Aucun changement : la base dit déjà ce que dit le classeur.\n"


def test_nothing_is_written_without_apply(terminal: Terminal) -> None:
    done = terminal.give("import", str(WORKBOOK), "--json")

    assert done.code == 0
    changes = json.loads(done.out)["changes"]
    assert (len(changes["cooperatives"]["new"]), len(changes["actions"]["new"])) == (18, 139)
    assert not terminal.database.exists()


def test_a_stored_programme_is_compared_with(imported: Terminal) -> None:
    changes = json.loads(imported.give("import", str(WORKBOOK), "--json").out)["changes"]
    assert not any(group["new"] or group["changed"] or group["gone"] for group in changes.values())


def test_every_fault_is_listed_and_nothing_is_written(terminal: Terminal) -> None:
    workbook = broken_copy(terminal.folder)

    shown = terminal.give("import", str(workbook), "--apply")
    told = terminal.give("import", str(workbook), "--apply", "--json")

    assert (shown.code, told.code) == (1, 1)
    faults = json.loads(told.out)["faults"]
    places = {f"{fault['sheet']}!{fault['cell']}" for fault in faults}
    assert {"Actions!B2", "Actions!H3", "Personnes!C2"} <= places
    assert all(place in shown.out for place in places)
    assert not terminal.database.exists()


def test_a_workbook_that_is_not_there_is_a_fault(terminal: Terminal) -> None:
    done = terminal.give("import", "none.xlsx", "--json")
    assert done.code == 1
    assert json.loads(done.out)["ok"] is False


def test_a_template_can_be_read_and_is_never_written_over(terminal: Terminal) -> None:
    assert terminal.give("template", "new.xlsx").code == 0
    file = terminal.folder / "new.xlsx"
    # Empty, but with every sheet and column: what it lacks are rows.
    assert all(not fault.cell or fault.cell.endswith("2") for fault in read_workbook(file).faults)
    before = file.read_bytes()

    again = terminal.give("template", "new.xlsx")

    assert again.code == 1
    assert again.err == "suivi: new.xlsx is there already, and may have been filled in: give another name\n"
    assert file.read_bytes() == before


@pytest.mark.parametrize("place", ["nowhere/new.xlsx", "/proc/new.xlsx"])
def test_a_template_that_cannot_be_written_is_told_in_one_line(terminal: Terminal, place: str) -> None:
    done = terminal.give("template", place)
    assert done.code == 1
    assert done.err.startswith(f"suivi: {place}: No such file")
    assert done.err.count("\n") == 1
