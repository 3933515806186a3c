"""What the database holds, by the workbook's codes."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.action_plan import Action
from domain.alert import Alert
from domain.answer import Answer, Ask
from domain.call_task import CallTask
from domain.check_in import AgendaItem, CheckIn, CheckInState
from domain.people import Person
from domain.period import Period
from storage import alerts, answers, call_tasks, check_ins, people, plan
from storage.tables.people import note
from storage.tables.plan import action as action_table
from storage.tables.plan import indicator_reading
from storage.tables.transport import inbox, outbox
from storage.unit_of_work import UnitOfWork
from tests.house import House


async def person(house: House, code: str) -> Person:
    """A person as the programme knows them."""
    found = await house.read(lambda uow: people.by_code(uow, code))
    assert found is not None
    return found


async def check_in(house: House, cooperative: str) -> CheckIn:
    """The last check-in of a cooperative that has opened."""
    found = await house.read(lambda uow: check_ins.latest_started(uow, _cooperative(uow, cooperative)))
    assert found is not None
    return found


def states_of_period(uow: UnitOfWork, period: str) -> set[CheckInState]:
    """The states in which everybody's check-ins of a period are."""
    return {one.state for one in check_ins.of_periods(uow, [Period.parse(period)])}


async def agenda(house: House, cooperative: str) -> tuple[AgendaItem, ...]:
    """What that check-in asks about."""
    about = await check_in(house, cooperative)
    return await house.read(lambda uow: check_ins.agenda(uow, about.id))


async def given(house: House, cooperative: str) -> tuple[Answer, ...]:
    """The answers to that check-in, in the order in which they came."""
    about = await check_in(house, cooperative)
    return await house.read(lambda uow: answers.of_check_in(uow, about.id))


async def asks(house: House, cooperative: str) -> list[Ask]:
    """Which questions were answered, in order."""
    return [one.given.ask for one in await given(house, cooperative)]


async def action(house: House, code: str) -> Action:
    """An action as it stands."""

    def look(uow: UnitOfWork) -> Action:
        return plan.action(uow, uow.connection.execute(select(action_table.c.id).filter_by(code=code)).scalar_one())

    return await house.read(look)


async def readings(house: House) -> list[str]:
    """All readings of indicators, as numbers in words."""
    return [str(one) for one in await column(house, indicator_reading.c.value)]


async def alerts_of(house: House, cooperative: str) -> tuple[Alert, ...]:
    """All alerts of a cooperative, oldest first."""
    return await house.read(lambda uow: alerts.of_cooperative(uow, _cooperative(uow, cooperative)))


async def call_task(house: House, cooperative: str) -> CallTask | None:
    """The call task of the cooperative's last check-in."""
    about = await check_in(house, cooperative)
    return await house.read(lambda uow: call_tasks.of_check_in(uow, about.id))


async def notes(house: House) -> list[str]:
    """The texts kept for a consultant or the team."""
    return await column(house, note.c.text)


async def inbox_states(house: House) -> list[str]:
    """What became of each update, in order of arrival."""
    return [str(one) for one in await column(house, inbox.c.state)]


async def outbox_rows(house: House, kind: str, code: str) -> Sequence[object]:
    """The (state, note) of what a person was or was not sent, of one kind."""
    to = await person(house, code)
    query = select(outbox.c.state, outbox.c.note).where(outbox.c.kind == kind, outbox.c.person_id == to.id)
    return await house.read(lambda uow: [tuple(row) for row in uow.connection.execute(query.order_by(outbox.c.id))])


async def outbox_states(house: House, kind: str, code: str) -> list[str]:
    """What became of the messages of one kind to a person, in order."""
    to = await person(house, code)
    query = select(outbox.c.state).where(outbox.c.kind == kind, outbox.c.person_id == to.id).order_by(outbox.c.id)
    return await house.read(lambda uow: [str(one) for one in uow.connection.execute(query).scalars()])


async def column(house: House, which: object) -> list[str]:
    """A column of a table, in order of its rows."""
    query = select(which)  # type: ignore[call-overload] # a column
    return await house.read(lambda uow: list(uow.connection.execute(query).scalars()))


def _cooperative(uow: UnitOfWork, code: str) -> int:
    found = people.cooperative_by_code(uow, code)
    assert found is not None
    return found.id
