"""Imports a programme workbook: what it would change, and the change itself, all or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from domain.people import Language
from domain.rules import Moment
from storage import outbox, people
from storage import programme_rows as rows
from storage.imported_programme import imported_programme, joined_people
from storage.unit_of_work import UnitOfWork
from storage.workbook.fault import Fault
from storage.workbook.sheets import PersonRow, ProgrammeSheets, SheetKind
from usecases.handing_over import hand_over
from usecases.programme_changes import Changes, SheetChanges, code_of, compare

T = TypeVar("T")


def plan_import(uow: UnitOfWork, sheets: ProgrammeSheets) -> Changes:
    """What applying the workbook would change; reads only."""
    stored = imported_programme(uow)
    return compare(stored, _settled(sheets, stored, joined_people(uow)))


def apply_import(uow: UnitOfWork, sheets: ProgrammeSheets, *, at: datetime) -> Changes:
    """Writes what `plan_import` tells, and gives it. The caller's transaction makes it all or nothing.

    Never touched: what leaders said (states, progress, planned dates), how and whether people can be reached, and what
    the workbook no longer names.
    """
    changes = plan_import(uow, sheets)
    if changes.writes:
        _write_people_and_cooperatives(uow, changes)
        _write_plan(uow, changes)
        _write_library(uow, changes)
        moved = {one.after.code: one.after.deadline for one in changes.actions.changed if "deadline" in one.fields}
        rows.record_import(uow, at, moved)
    return changes


def tell_new_consultants(uow: UnitOfWork, moment: Moment, changes: Changes) -> None:
    """Where a workbook has given a cooperative to another consultant, all that is open goes there, or to staff."""
    for one in changes.cooperatives.changed:
        if "consultant" not in one.fields:
            continue
        cooperative = people.cooperative_by_code(uow, one.after.code)
        before = people.by_code(uow, one.before.consultant)
        assert cooperative is not None  # noqa: S101 - it has just been changed
        unheard = outbox.waiting_for(uow, before.id) if before is not None else ()
        hand_over(uow, moment, [cooperative.id], unheard=unheard, seen_too=True)


def changes_as_json(changes: Changes | None, faults: Sequence[Fault]) -> dict[str, Any]:
    """The answer of `import --json`. `changed_fields` says, by sheet and code, what differs in what is changed."""
    groups = changes.by_name() if changes else tuple((kind.value, SheetChanges()) for kind in SheetKind)
    return {
        "ok": not faults,
        "faults": [
            {"sheet": fault.sheet, "cell": fault.cell, "fault": fault.fault, "mend": fault.mend} for fault in faults
        ],
        "changes": {name: _codes(group) for name, group in groups},
        "changed_fields": {
            name: {code_of(one.after): list(one.fields) for one in group.changed} for name, group in groups
        },
    }


def _codes(group: SheetChanges[Any]) -> dict[str, list[str]]:
    return {
        "new": [code_of(row) for row in group.new],
        "changed": [code_of(row) for row in group.after],
        "gone": [code_of(row) for row in group.gone],
    }


def _settled(sheets: ProgrammeSheets, stored: ProgrammeSheets, joined: frozenset[str]) -> ProgrammeSheets:
    """The workbook with what it leaves open decided, in the order the database gives lists in."""
    chosen = {row.code: row.language for row in stored.people if row.code in joined}
    spoken = {row.code: row.language for row in sheets.cooperatives}
    return replace(
        sheets,
        people=tuple(
            replace(
                row,
                language=chosen.get(row.code) or row.language or _language_of(row, spoken),
                cooperatives=tuple(sorted(row.cooperatives)),
            )
            for row in sheets.people
        ),
        events=tuple(replace(row, cooperatives=tuple(sorted(row.cooperatives))) for row in sheets.events),
    )


def _language_of(person: PersonRow, spoken: dict[str, Language]) -> Language:
    """The language of the first cooperative the person leads; Arabic for the others."""
    return spoken[person.cooperatives[0]] if person.cooperatives else Language.ARABIC


def _write_people_and_cooperatives(uow: UnitOfWork, changes: Changes) -> None:
    """People first: cooperatives name their consultants; then who leads which."""
    for programme in (*changes.programme.new, *changes.programme.after):
        rows.write_programme(uow, programme)
    rows.add_people(uow, changes.people.new)
    rows.change_people(uow, _differences(changes.people))
    rows.add_cooperatives(uow, changes.cooperatives.new)
    rows.change_cooperatives(uow, _differences(changes.cooperatives))
    moved = [one.after for one in changes.people.changed if "cooperatives" in one.fields]
    rows.set_memberships(uow, [*changes.people.new, *moved])


def _write_plan(uow: UnitOfWork, changes: Changes) -> None:
    rows.add_actions(uow, changes.actions.new)
    rows.change_actions(uow, _differences(changes.actions))
    rows.add_indicators(uow, changes.indicators.new)
    for indicator in changes.indicators.changed:
        rows.change_indicator(uow, indicator.before, indicator.after)


def _write_library(uow: UnitOfWork, changes: Changes) -> None:
    rows.write_events(uow, changes.events.new, changes.events.after)
    rows.add_videos(uow, changes.videos.new)
    rows.change_videos(uow, _differences(changes.videos))
    rows.add_sections(uow, changes.guide_sections.new)
    rows.change_sections(uow, _differences(changes.guide_sections))


def _differences(group: SheetChanges[T]) -> list[tuple[T, tuple[str, ...]]]:
    return [(one.after, one.fields) for one in group.changed]
