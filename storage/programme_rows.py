"""The writing side of an import: rows of the workbook into the tables, by code.

A change writes the fields that differ and no others: what leaders have said since stands beside them in the same rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Table, delete, insert, select, update

from domain.action_plan import ActionState
from domain.library import GuideSection, Video
from domain.people import Reachability, Slot
from domain.programme import Programme
from storage.tables import library, people, plan
from storage.unit_of_work import UnitOfWork
from storage.workbook.sheets import ActionRow, CooperativeRow, EventRow, IndicatorRow, PersonRow

T = TypeVar("T")
#: A row as it shall be, and the fields in which it differs.
Change: TypeAlias = tuple[T, Collection[str]]

#: The audit entries of imports; `ids` keeps the deadlines each one moved, by action code.
IMPORT_DEED = "programme_imported"


def write_programme(uow: UnitOfWork, programme: Programme) -> None:
    """The one programme of this database."""
    known = uow.connection.execute(select(people.programme.c.id)).scalar()
    if known is None:
        uow.connection.execute(insert(people.programme).values(asdict(programme)))
    else:
        uow.connection.execute(update(people.programme).where(people.programme.c.id == known).values(asdict(programme)))


def add_people(uow: UnitOfWork, rows: Sequence[PersonRow]) -> None:
    """New people: unlinked, written to in the morning until they choose. Memberships follow the cooperatives."""
    fresh = {"slot": Slot.MORNING, "reachability": Reachability.UNLINKED}
    _add(uow, people.person, [{**_plain(row, "cooperatives"), **fresh} for row in rows])


def change_people(uow: UnitOfWork, changes: Iterable[Change[PersonRow]]) -> None:
    """People's own fields."""
    for row, fields in changes:
        _change(uow, people.person, row.code, _plain(row, "cooperatives"), fields)


def set_memberships(uow: UnitOfWork, rows: Sequence[PersonRow]) -> None:
    """The cooperatives these people lead: those of the workbook and no others."""
    person_ids, cooperative_ids = ids_by_code(uow, people.person), ids_by_code(uow, people.cooperative)
    for row in rows:
        uow.connection.execute(delete(people.membership).where(people.membership.c.person_id == person_ids[row.code]))
    links = [
        {"person_id": person_ids[row.code], "cooperative_id": cooperative_ids[code]}
        for row in rows
        for code in row.cooperatives
    ]
    _add(uow, people.membership, links)


def add_cooperatives(uow: UnitOfWork, rows: Sequence[CooperativeRow]) -> None:
    """New cooperatives; their consultants are known already."""
    consultants = ids_by_code(uow, people.person)
    _add(uow, people.cooperative, [_cooperative(row, consultants) for row in rows])


def change_cooperatives(uow: UnitOfWork, changes: Iterable[Change[CooperativeRow]]) -> None:
    """Cooperatives' fields; one may be the consultant."""
    consultants = ids_by_code(uow, people.person)
    for row, fields in changes:
        columns = _renamed(fields, consultant="consultant_id")
        _change(uow, people.cooperative, row.code, _cooperative(row, consultants), columns)


def add_actions(uow: UnitOfWork, rows: Sequence[ActionRow]) -> None:
    """New actions, not started; their deadline is also the first one, against which slips are counted."""
    cooperative_ids = ids_by_code(uow, people.cooperative)
    fresh = {"state": ActionState.NOT_STARTED}
    values = [{**_action(row, cooperative_ids), **fresh, "first_deadline": row.deadline} for row in rows]
    _add(uow, plan.action, values)


def change_actions(uow: UnitOfWork, changes: Iterable[Change[ActionRow]]) -> None:
    """Actions' plan. Their state, their progress and their first deadline are never an import's matter."""
    cooperative_ids = ids_by_code(uow, people.cooperative)
    for row, fields in changes:
        columns = _renamed(fields, cooperative="cooperative_id")
        _change(uow, plan.action, row.code, _action(row, cooperative_ids), columns)


def add_indicators(uow: UnitOfWork, rows: Sequence[IndicatorRow]) -> None:
    """New measures of actions that are there."""
    action_ids = ids_by_code(uow, plan.action)
    _add(uow, plan.indicator, [{**_plain(row, "action"), "action_id": action_ids[row.action]} for row in rows])


def change_indicator(uow: UnitOfWork, before: IndicatorRow, row: IndicatorRow) -> None:
    """A measure of an action, found by the name it had; its readings stay with it."""
    action_id = select(plan.action.c.id).where(plan.action.c.code == row.action).scalar_subquery()
    uow.connection.execute(
        update(plan.indicator)
        .where(plan.indicator.c.action_id == action_id, plan.indicator.c.name == before.name)
        .values(_plain(row, "action"))
    )


def write_events(uow: UnitOfWork, new: Sequence[EventRow], changed: Sequence[EventRow]) -> None:
    """Dates of the calendar, and whom each is for."""
    _add(uow, library.event, [_event(row) for row in new])
    for row in changed:
        values = _event(row)
        _change(uow, library.event, row.code, values, values)
        uow.connection.execute(
            delete(library.event_cooperative).where(library.event_cooperative.c.event_code == row.code)
        )
    ids = ids_by_code(uow, people.cooperative)
    links = [
        {"event_code": row.code, "cooperative_id": ids[code]} for row in (*new, *changed) for code in row.cooperatives
    ]
    _add(uow, library.event_cooperative, links)


def add_videos(uow: UnitOfWork, rows: Sequence[Video]) -> None:
    """New videos, not uploaded yet."""
    _add(uow, library.video, [asdict(row) for row in rows])


def change_videos(uow: UnitOfWork, changes: Iterable[Change[Video]]) -> None:
    """Videos' fields; another source is another file, so Telegram's id of the old one goes."""
    for row, fields in changes:
        values = {**asdict(row), "file_id": ""}
        _change(uow, library.video, row.code, values, {*fields, "file_id"} if "source" in fields else fields)


def add_sections(uow: UnitOfWork, rows: Sequence[GuideSection]) -> None:
    """New sections of the guide."""
    _add(uow, library.guide_section, [asdict(row) for row in rows])


def change_sections(uow: UnitOfWork, changes: Iterable[Change[GuideSection]]) -> None:
    """Sections' fields."""
    for row, fields in changes:
        _change(uow, library.guide_section, row.code, asdict(row), fields)


def record_import(uow: UnitOfWork, at: datetime, moved_deadlines: Mapping[str, date]) -> None:
    """Notes that a workbook was applied, and which deadlines it moved."""
    ids = {"deadlines": {code: on.isoformat() for code, on in moved_deadlines.items()}}
    uow.connection.execute(insert(people.audit_entry).values(at=at, deed=IMPORT_DEED, ids=ids))


def ids_by_code(uow: UnitOfWork, table: Table) -> dict[str, int]:
    """The ids of all rows of a table that has codes."""
    return {row.code: row.id for row in uow.connection.execute(select(table.c.code, table.c.id))}


def _cooperative(row: CooperativeRow, person_ids: Mapping[str, int]) -> dict[str, Any]:
    return {**_plain(row, "consultant"), "consultant_id": person_ids[row.consultant] if row.consultant else None}


def _action(row: ActionRow, cooperative_ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        **_plain(row, "cooperative"),
        "cooperative_id": cooperative_ids[row.cooperative],
        "stakeholders": list(row.stakeholders),
    }


def _event(row: EventRow) -> dict[str, Any]:
    return {**_plain(row, "cooperatives", "hour"), "time": row.hour}


def _plain(row: Any, *without: str) -> dict[str, Any]:
    """The fields of a row that stand in a column of the same name."""
    return {name: value for name, value in asdict(row).items() if name not in without}


def _renamed(fields: Collection[str], **columns: str) -> set[str]:
    return {columns.get(field, field) for field in fields}


def _add(uow: UnitOfWork, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        uow.connection.execute(insert(table), rows)


def _change(uow: UnitOfWork, table: Table, code: str, values: Mapping[str, Any], fields: Collection[str]) -> None:
    written = {name: value for name, value in values.items() if name in fields}
    if written:
        uow.connection.execute(update(table).where(table.c.code == code).values(written))
