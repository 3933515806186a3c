"""What fell due and could not be done, for the tests of it."""

from sqlalchemy import select

from storage.due_failures import DueFailure
from storage.tables.transport import due_failure
from storage.unit_of_work import UnitOfWork
from tests.house import House
from tests.reliability.looks import let_time_pass


async def failures(house: House) -> list[DueFailure]:
    """What failed and could not be done yet, in order."""

    def look(uow: UnitOfWork) -> list[DueFailure]:
        rows = uow.connection.execute(select(due_failure).order_by(due_failure.c.id))
        return [DueFailure(**row._mapping) for row in rows]

    return await house.read(look)


async def until_set_aside(house: House) -> None:
    """Lets the second and the third try of all that has failed once come."""
    for failed in (2, 3):
        await let_time_pass(house, 60)
        await house.settle()
        assert {one.attempts for one in await failures(house)} == {failed}
