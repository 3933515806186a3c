"""`import` and `template`: checked first, written only when asked, all or nothing."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from domain.check_in import Rung
from domain.outgoing import OutgoingKind
from domain.people import Language
from domain.period import Period
from storage import call_tasks, check_ins, outbox, people
from storage.engine import writing_engine
from storage.unit_of_work import unit_of_work
from storage.workbook.read import read_workbook
from tests.command_line.terminal import WORKBOOK, Terminal

AT = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)


def changed_copy(folder: Path, cells: dict[tuple[str, str], str]) -> Path:
    """The sample with other values in some cells (sheet, cell), beside its content."""
    workbook = openpyxl.load_workbook(WORKBOOK)
    for (sheet, cell), value in cells.items():
        workbook[sheet][cell] = value
    for name in ("guide", "videos"):
        shutil.copytree(WORKBOOK.parent / name, folder / name)
    copy = folder / "changed.xlsx"
    workbook.save(copy)
    workbook.close()
    return copy


def consultant_cell(code: str) -> str:
    """Where the sample names the consultant of a cooperative."""
    workbook = openpyxl.load_workbook(WORKBOOK)
    rows = list(workbook["Coopératives"].iter_rows(values_only=True))
    workbook.close()
    row, column = [one[0] for one in rows].index(code), rows[0].index("consultant")
    return f"{get_column_letter(column + 1)}{row + 1}"


def broken_copy(folder: Path) -> Path:
    """The sample with three faults."""
    faults = {("Actions", "B2"): "C99", ("Actions", "H3"): "31/02/2027", ("Personnes", "C2"): "chef"}
    return changed_copy(folder, faults)


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


def test_a_new_consultant_is_told_of_the_call_that_waits(imported: Terminal) -> None:
    engine = writing_engine(f"sqlite:///{imported.database}")
    with unit_of_work(engine) as uow:
        successor, cooperative = people.by_code(uow, "K2"), people.cooperative_by_code(uow, "C10")
        assert successor is not None
        assert cooperative is not None
        people.link(uow, successor.id, 5)
        people.set_consent(uow, successor.id, AT, Language.FRENCH)
        period = Period.parse("2026-12-1")
        check_ins.plan(uow, [cooperative.id], period=period, on=AT.date(), next_at=AT, rung=Rung.CALL_TASK)
        (check_in,) = check_ins.of_cooperative(uow, cooperative.id)
        call_tasks.add(uow, check_in_id=check_in.id, consultant_id=None, opened_at=AT, escalate_at=AT)

    changed = changed_copy(imported.folder, {("Coopératives", consultant_cell("C10")): "K2"})
    done = imported.give("import", str(changed), "--apply")
    assert done.code == 0, done

    with unit_of_work(engine) as uow:
        (waiting,) = outbox.waiting_for(uow, successor.id)
    engine.dispose()
    assert waiting.kind is OutgoingKind.CALL_TASK


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
