"""An import against a real database: what is written, what is never touched, and nothing twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from domain.action_plan import ActionState
from domain.people import Language, Reachability, Slot
from storage import people as people_queries
from storage.tables import library, people, plan
from storage.tables.columns import metadata
from storage.unit_of_work import UnitOfWork, unit_of_work
from storage.workbook.read import read_workbook
from storage.workbook.sheets import ProgrammeSheets
from tests.workbook.draft import Draft
from usecases.import_programme import apply_import, changes_as_json, plan_import
from usecases.programme_changes import Changes

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "content" / "programme.xlsx"


def content_of(path: Path) -> ProgrammeSheets:
    reading = read_workbook(path)
    assert reading.content is not None, [f"{one.place}: {one.fault}" for one in reading.faults]
    return reading.content


def counts(changes: Changes) -> dict[str, tuple[int, int, int]]:
    return {name: (len(one.new), len(one.changed), len(one.gone)) for name, one in changes.by_name() if one}


def changed_fields(changes: Changes) -> dict[str, Any]:
    found: dict[str, Any] = changes_as_json(changes, ())["changed_fields"]
    return {name: fields for name, fields in found.items() if fields}


def row_of(uow: UnitOfWork, table: Any, code: str) -> Any:
    return uow.connection.execute(select(table).where(table.c.code == code)).one()


@pytest.fixture
def reimport(engine: Engine, draft: Draft) -> Callable[[], Changes]:
    """Applies the draft as it stands; has applied it once already."""

    def apply() -> Changes:
        with unit_of_work(engine) as uow:
            return apply_import(uow, content_of(draft.save()), at=AT)

    apply()
    return apply


def test_the_sample_programme_is_imported_whole_and_once(engine: Engine) -> None:
    sheets = content_of(SAMPLE)

    with unit_of_work(engine) as uow:
        first = apply_import(uow, sheets, at=AT)
    with unit_of_work(engine) as uow:
        second = apply_import(uow, sheets, at=AT)
        stored = uow.connection.execute(select(func.count()).select_from(plan.action)).scalar()

    assert counts(first)["cooperatives"] == (18, 0, 0)
    assert counts(first)["actions"] == (139, 0, 0)
    assert counts(first)["videos"] == (6, 0, 0)
    assert counts(first)["guide_sections"] == (14, 0, 0)
    assert not second
    assert stored == 139


def test_planning_writes_nothing(engine: Engine, draft: Draft) -> None:
    with unit_of_work(engine) as uow:
        changes = plan_import(uow, content_of(draft.save()))
        rows = [
            uow.connection.execute(select(func.count()).select_from(one)).scalar() for one in metadata.sorted_tables
        ]

    assert changes.writes
    assert set(rows) == {0}


def test_rows_are_stored_as_the_workbook_says(engine: Engine, reimport: Callable[[], Changes]) -> None:
    with unit_of_work(engine) as uow:
        cooperative = people_queries.cooperative_by_code(uow, "C01")
        leader, consultant = people_queries.by_code(uow, "L2"), people_queries.by_code(uow, "K1")
        quiet = people_queries.by_code(uow, "L1")
        action = row_of(uow, plan.action, "C01-P1")
        indicators = uow.connection.execute(select(plan.indicator).order_by(plan.indicator.c.id)).all()
        event, video = row_of(uow, library.event, "R01"), row_of(uow, library.video, "V1")
        section = row_of(uow, library.guide_section, "G01")

    assert cooperative is not None
    assert consultant is not None
    assert cooperative.consultant_id == consultant.id
    assert leader is not None
    assert (leader.slot, leader.reachability, len(leader.cooperative_ids)) == (Slot.MORNING, Reachability.UNLINKED, 2)
    assert quiet is not None
    assert quiet.language is Language.FRENCH, "an empty language is the cooperative's"
    assert (action.first_deadline, action.state) == (date(2027, 1, 31), ActionState.NOT_STARTED)
    assert action.stakeholders == ["ONSSA", "INDH"]
    assert [(one.position, one.baseline, one.target) for one in indicators] == [
        (1, Decimal(0), Decimal(1)),
        (1, Decimal("0.5"), Decimal("4.5")),
        (2, Decimal(20), Decimal(70)),
    ]
    assert (event.on, event.time) == (date(2027, 1, 21), time(11, 30))
    assert video.seconds == 35
    assert (section.text, section.text_ar) == ("# Le plan\n\nUn verbe.", "# المخطط\n\nفعل.")


def test_a_change_is_told_by_its_fields_and_written(
    engine: Engine, draft: Draft, reimport: Callable[[], Changes]
) -> None:
    draft.put("Actions!D2", "Plan du local et devis").put("Coopératives!L2", None).put("Personnes!E3", "C02")

    changes = reimport()

    assert changed_fields(changes) == {
        "actions": {"C01-P1": ["title"]},
        "cooperatives": {"C01": ["consultant"]},
        "people": {"L2": ["cooperatives"]},
    }
    assert not reimport()
    with unit_of_work(engine) as uow:
        leader = people_queries.by_code(uow, "L2")
        assert leader is not None
        assert len(leader.cooperative_ids) == 1


def test_what_leaders_said_stays(engine: Engine, draft: Draft, reimport: Callable[[], Changes]) -> None:
    said = {"state": ActionState.IN_PROGRESS, "progress_percent": 50, "deadline": date(2027, 2, 28)}
    with unit_of_work(engine) as uow:
        uow.connection.execute(update(plan.action).where(plan.action.c.code == "C01-P1").values(said))

    assert not reimport(), "a date a leader planned is no difference to the workbook"
    draft.put("Actions!F2", "trésorière")
    reimport()

    with unit_of_work(engine) as uow:
        action = row_of(uow, plan.action, "C01-P1")
    assert (action.state, action.progress_percent, action.deadline) == (
        ActionState.IN_PROGRESS,
        50,
        date(2027, 2, 28),
    )
    assert action.responsible == "trésorière"


def test_a_deadline_moved_in_the_workbook_moves_and_the_first_one_stays(
    engine: Engine, draft: Draft, reimport: Callable[[], Changes]
) -> None:
    draft.put("Actions!H2", date(2027, 3, 15))
    assert changed_fields(reimport()) == {"actions": {"C01-P1": ["deadline"]}}
    assert not reimport()
    with unit_of_work(engine) as uow:
        moved = row_of(uow, plan.action, "C01-P1")
    draft.put("Actions!H2", date(2027, 1, 31))
    assert changed_fields(reimport()) == {"actions": {"C01-P1": ["deadline"]}}
    with unit_of_work(engine) as uow:
        back = row_of(uow, plan.action, "C01-P1")

    assert (moved.deadline, moved.first_deadline) == (date(2027, 3, 15), date(2027, 1, 31))
    assert (back.deadline, back.first_deadline) == (date(2027, 1, 31), date(2027, 1, 31))


def test_who_has_joined_keeps_language_and_link(engine: Engine, draft: Draft, reimport: Callable[[], Changes]) -> None:
    joined = {"telegram_id": 7, "language": Language.FRENCH, "reachability": Reachability.REACHABLE}
    with unit_of_work(engine) as uow:
        uow.connection.execute(update(people.person).where(people.person.c.code == "L2").values(joined))

    assert not reimport()
    draft.put("Personnes!B3", "Ali Renommé")
    assert changed_fields(reimport()) == {"people": {"L2": ["name"]}}

    with unit_of_work(engine) as uow:
        leader = people_queries.by_code(uow, "L2")
    assert leader is not None
    assert (leader.telegram_id, leader.language, leader.name) == (7, Language.FRENCH, "Ali Renommé")
    assert leader.reachability is Reachability.REACHABLE


def test_another_video_source_drops_telegrams_id(engine: Engine, draft: Draft, reimport: Callable[[], Changes]) -> None:
    with unit_of_work(engine) as uow:
        uow.connection.execute(update(library.video).values(file_id="abc"))
    draft.put("Vidéos!E3", "https://example.org/v2-bis").put("Vidéos!C2", "La procédure")

    reimport()

    with unit_of_work(engine) as uow:
        assert row_of(uow, library.video, "V1").file_id == "abc"
        assert row_of(uow, library.video, "V2").file_id == ""


def test_what_is_gone_is_told_and_kept(engine: Engine, draft: Draft, reimport: Callable[[], Changes]) -> None:
    for sheet, row in (("Actions", 4), ("Calendrier", 2), ("Indicateurs", 4)):
        draft.book[sheet].delete_rows(row)

    changes = reimport()

    assert [one.code for one in changes.actions.gone] == ["C02-G1"]
    assert [one.code for one in changes.events.gone] == ["M01"]
    assert [one.code for one in changes.indicators.gone] == ["C01-F1/Part en banque"]
    assert not changes.writes
    with unit_of_work(engine) as uow:
        assert row_of(uow, plan.action, "C02-G1").title == "Règlement"


def test_an_indicator_renamed_in_its_place_keeps_its_row(
    engine: Engine, draft: Draft, reimport: Callable[[], Changes]
) -> None:
    draft.put("Indicateurs!B4", "Part des recettes en banque")

    changes = reimport()

    assert changed_fields(changes) == {"indicators": {"C01-F1/Part des recettes en banque": ["name"]}}
    assert counts(changes) == {"indicators": (0, 1, 0)}
    assert not reimport()


def test_codes_are_the_same_in_any_case(draft: Draft, reimport: Callable[[], Changes]) -> None:
    draft.put("Coopératives!A2", "c01").put("Personnes!A4", "k1").put("Actions!A2", "c01-p1")

    assert not reimport()


def test_an_event_may_change_whom_it_is_for(engine: Engine, draft: Draft, reimport: Callable[[], Changes]) -> None:
    draft.put("Calendrier!G3", "C02").put("Calendrier!E3", None)

    assert changed_fields(reimport()) == {"events": {"R01": ["hour", "cooperatives"]}}
    assert not reimport()
    with unit_of_work(engine) as uow:
        assert len(uow.connection.execute(select(library.event_cooperative)).all()) == 1


def test_an_import_that_fails_leaves_nothing(engine: Engine, draft: Draft) -> None:
    sheets = content_of(draft.save())
    orphan = replace(sheets, actions=(replace(sheets.actions[0], cooperative="C99"),))

    with pytest.raises(KeyError), unit_of_work(engine) as uow:
        apply_import(uow, orphan, at=AT)

    with unit_of_work(engine) as uow:
        assert uow.connection.execute(select(people.person)).all() == []


def test_the_json_has_the_form_of_the_command_line(engine: Engine, draft: Draft) -> None:
    with unit_of_work(engine) as uow:
        good = changes_as_json(plan_import(uow, content_of(draft.save())), ())
    draft.put("Actions!C2", "jardinage")
    bad = changes_as_json(None, read_workbook(draft.save()).faults)

    assert good["ok"] is True
    assert good["changes"]["cooperatives"] == {"new": ["C01", "C02"], "changed": [], "gone": []}
    assert bad["ok"] is False
    assert [(one["sheet"], one["cell"]) for one in bad["faults"]] == [("Actions", "C2")]
    assert set(bad["faults"][0]) == {"sheet", "cell", "fault", "mend"}
    assert "« jardinage »" in bad["faults"][0]["fault"]
    assert set(bad["changes"]) == set(good["changes"])
