"""The sample programme many times over, its consultants as well.

One leader of each cooperative is at her phone and her check-in is due.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from benchmarks.crowd import FIRST_USER
from domain.people import Language, Role
from storage import people
from storage.engine import writing_engine
from storage.schema import migrate
from storage.tables.people import person
from storage.unit_of_work import UnitOfWork, unit_of_work
from storage.workbook.read import read_workbook
from storage.workbook.sheets import ProgrammeSheets
from usecases.import_programme import apply_import

CONTENT = Path(__file__).parents[1] / "content"
#: The morning of the programme's first check-in.
MORNING = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)


def build(database: Path, copies: int) -> int:
    """Writes the database; gives how many leaders have joined."""
    reading = read_workbook(CONTENT / "programme.xlsx")
    if reading.content is None:
        raise RuntimeError(f"the sample programme has faults: {reading.faults}")
    engine = writing_engine(f"sqlite:///{database}")
    migrate(engine)
    with unit_of_work(engine) as uow:
        apply_import(uow, _multiplied(reading.content, copies), at=MORNING)
        joined = _join_first_leaders(uow)
    engine.dispose()
    return joined


def _multiplied(sheets: ProgrammeSheets, copies: int) -> ProgrammeSheets:
    suffixes = [f"x{one}" for one in range(copies)]
    copied = [one for one in sheets.people if one.role is not Role.STAFF]
    staff = tuple(one for one in sheets.people if one.role is Role.STAFF)
    return replace(
        sheets,
        people=staff
        + tuple(
            replace(one, code=one.code + end, phone="", cooperatives=tuple(code + end for code in one.cooperatives))
            for end in suffixes
            for one in copied
        ),
        cooperatives=tuple(
            replace(one, code=one.code + end, consultant=one.consultant + end if one.consultant else "")
            for end in suffixes
            for one in sheets.cooperatives
        ),
        actions=tuple(
            replace(one, code=one.code + end, cooperative=one.cooperative + end)
            for end in suffixes
            for one in sheets.actions
        ),
        indicators=tuple(replace(one, action=one.action + end) for end in suffixes for one in sheets.indicators),
        events=(),
    )


def _join_first_leaders(uow: UnitOfWork) -> int:
    """Links the first leader of each cooperative to a phone of the crowd, in order."""
    leaders = uow.connection.execute(select(person.c.id, person.c.code).where(person.c.role == Role.LEADER)).all()
    first = [row.id for row in leaders if row.code.split("x")[0].endswith("A")]
    for place, person_id in enumerate(first):
        people.link(uow, person_id, FIRST_USER + place)
        people.set_consent(uow, person_id, MORNING, Language.FRENCH)
        people.set_language(uow, person_id, Language.FRENCH)
    return len(first)
