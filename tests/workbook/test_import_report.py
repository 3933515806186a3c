"""The report on a terminal: readable, and safe with whatever a cell holds."""

from datetime import UTC, date, datetime

import pytest
from rich.console import Console
from sqlalchemy import Engine

from bot.import_report import print_report
from storage.unit_of_work import unit_of_work
from storage.workbook.read import read_workbook
from tests.workbook.draft import Draft
from usecases.import_programme import apply_import, plan_import

AT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def console() -> Console:
    return Console(width=140, record=True, quiet=False, file=None, force_terminal=False)


def test_faults_are_shown_with_place_and_mend(console: Console, draft: Draft) -> None:
    draft.put("Actions!C2", "[red]jardinage[/red]").put("Guide!A2", "G 01")

    print_report(console, read_workbook(draft.save()).faults, None, applied=False)

    shown = console.export_text()
    assert "2 erreurs" in shown
    assert "Actions!C2" in shown
    assert "« [red]jardinage[/red] »" in shown
    assert "Guide!A2" in shown


def test_changes_are_counted_and_named(console: Console, draft: Draft, engine: Engine) -> None:
    content = read_workbook(draft.save()).content
    assert content is not None
    with unit_of_work(engine) as uow:
        apply_import(uow, content, at=AT)
    draft.put("Actions!H2", date(2027, 2, 15)).book["Vidéos"].delete_rows(3)
    changed = read_workbook(draft.save()).content
    assert changed is not None

    with unit_of_work(engine) as uow:
        print_report(console, (), plan_import(uow, changed), applied=False)
        print_report(console, (), apply_import(uow, changed, at=AT), applied=True)
        print_report(console, (), plan_import(uow, content), applied=False)

    shown = console.export_text()
    assert "Actions C01-P1 : échéance" in shown
    assert "Vidéos, absents mais gardés : V2" in shown
    assert "--apply" in shown
    assert "Changements enregistrés." in shown


def test_nothing_to_change_is_said(console: Console) -> None:
    print_report(console, (), None, applied=False)

    assert "Aucun changement" in console.export_text()
