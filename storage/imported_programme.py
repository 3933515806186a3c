"""The reading side of an import: the programme in the database, in the form of the workbook it came from."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, select

from domain.library import GuideSection, Video
from domain.programme import Programme
from storage.programme_rows import IMPORT_DEED
from storage.rows import as_value
from storage.tables import library, people, plan
from storage.unit_of_work import UnitOfWork
from storage.workbook.sheets import ActionRow, CooperativeRow, EventRow, IndicatorRow, PersonRow, ProgrammeSheets


def imported_programme(uow: UnitOfWork) -> ProgrammeSheets:
    """What the last imported workbooks said: an action's deadline is theirs, not the date a leader planned since."""
    programme = uow.connection.execute(select(people.programme)).first()
    return ProgrammeSheets(
        programme=as_value(Programme, programme) if programme else None,
        people=_people(uow),
        cooperatives=_cooperatives(uow),
        actions=_actions(uow),
        indicators=_indicators(uow),
        events=_events(uow),
        videos=tuple(as_value(Video, row, file_id="") for row in uow.connection.execute(_by_code(library.video))),
        guide_sections=tuple(
            as_value(GuideSection, row) for row in uow.connection.execute(_by_code(library.guide_section))
        ),
    )


def joined_people(uow: UnitOfWork) -> frozenset[str]:
    """The codes of those who have come to the bot: their language is their own choice from then on."""
    query = select(people.person.c.code).where(people.person.c.telegram_id.is_not(None))
    return frozenset(uow.connection.execute(query).scalars())


def _by_code(table: Table) -> Select[Any]:
    return select(table).order_by(table.c.code)


def _people(uow: UnitOfWork) -> tuple[PersonRow, ...]:
    led = _linked(
        uow,
        select(people.membership.c.person_id, people.cooperative.c.code)
        .join(people.cooperative, people.cooperative.c.id == people.membership.c.cooperative_id)
        .order_by(people.cooperative.c.code),
    )
    query = select(people.person).order_by(people.person.c.id)
    return tuple(as_value(PersonRow, row, cooperatives=led[row.id]) for row in uow.connection.execute(query))


def _cooperatives(uow: UnitOfWork) -> tuple[CooperativeRow, ...]:
    query = (
        select(people.cooperative, people.person.c.code.label("consultant"))
        .outerjoin(people.person, people.person.c.id == people.cooperative.c.consultant_id)
        .order_by(people.cooperative.c.id)
    )
    return tuple(
        as_value(CooperativeRow, row, consultant=row.consultant or "") for row in uow.connection.execute(query)
    )


def _actions(uow: UnitOfWork) -> tuple[ActionRow, ...]:
    moved = _imported_deadlines(uow)
    query = (
        select(plan.action, people.cooperative.c.code.label("cooperative"))
        .join(people.cooperative, people.cooperative.c.id == plan.action.c.cooperative_id)
        .order_by(plan.action.c.id)
    )
    return tuple(
        as_value(
            ActionRow,
            row,
            stakeholders=tuple(row.stakeholders),
            deadline=moved.get(row.code, row.first_deadline),
        )
        for row in uow.connection.execute(query)
    )


def _imported_deadlines(uow: UnitOfWork) -> dict[str, date]:
    """The deadline an import last moved each action to; actions never moved still have their first one."""
    entries = select(people.audit_entry.c.ids).where(people.audit_entry.c.deed == IMPORT_DEED)
    moved: dict[str, date] = {}
    for ids in uow.connection.execute(entries.order_by(people.audit_entry.c.id)).scalars():
        moved |= {code: date.fromisoformat(on) for code, on in ids["deadlines"].items()}
    return moved


def _indicators(uow: UnitOfWork) -> tuple[IndicatorRow, ...]:
    query = (
        select(plan.indicator, plan.action.c.code.label("action"))
        .join(plan.action, plan.action.c.id == plan.indicator.c.action_id)
        .order_by(plan.indicator.c.action_id, plan.indicator.c.position)
    )
    return tuple(as_value(IndicatorRow, row) for row in uow.connection.execute(query))


def _events(uow: UnitOfWork) -> tuple[EventRow, ...]:
    invited = _linked(
        uow,
        select(library.event_cooperative.c.event_code, people.cooperative.c.code)
        .join(people.cooperative, people.cooperative.c.id == library.event_cooperative.c.cooperative_id)
        .order_by(people.cooperative.c.code),
    )
    return tuple(
        as_value(EventRow, row, hour=row.time, cooperatives=invited[row.code])
        for row in uow.connection.execute(_by_code(library.event))
    )


def _linked(uow: UnitOfWork, query: Select[Any]) -> defaultdict[object, tuple[str, ...]]:
    """The cooperatives' codes by what they are linked to."""
    found: defaultdict[object, tuple[str, ...]] = defaultdict(tuple)
    for key, code in uow.connection.execute(query):
        found[key] += (str(code),)
    return found
