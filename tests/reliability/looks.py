"""What the database and the local Telegram hold, for the tests of what we promise."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from domain.answer import Answer
from storage import answers, check_ins, people
from storage.tables.check_ins import answer
from storage.tables.transport import due_failure, inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork, reading
from tests.house import Chat, House

on_both_engines = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the outbox."""

    kind: str
    state: OutboxState
    note: str
    attempts: int
    failures: int


async def fault(house: House, kind: str, **more: Any) -> None:
    """Asks the local Telegram for a fault."""
    await house.client.call("POST", "/sandbox/faults", {"kind": kind, **more})


async def no_more_faults(house: House) -> None:
    """All is well again."""
    await house.client.call("DELETE", "/sandbox/faults")


async def answers_of(house: House, cooperative: str) -> tuple[Answer, ...]:
    """The answers to the last check-in of a cooperative, in order."""

    def look(uow: UnitOfWork) -> tuple[Answer, ...]:
        found = people.cooperative_by_code(uow, cooperative)
        assert found is not None
        check_in = check_ins.latest_started(uow, found.id)
        assert check_in is not None
        return answers.of_check_in(uow, check_in.id)

    return await house.read(look)


async def answer_count(house: House) -> int:
    """How many answers there are in all."""
    return await house.read(lambda uow: uow.connection.execute(select(func.count(answer.c.id))).scalar_one())


async def inbox_states(house: House, after: int = 0) -> list[InboxState]:
    """What became of the updates later than the first `after`, in order of arrival."""
    query = select(inbox.c.state).order_by(inbox.c.id).offset(after)
    return await house.read(lambda uow: list(uow.connection.execute(query).scalars()))


async def messages_to(house: House, chat: Chat, after: int = 0) -> list[Message]:
    """The outbox's rows for a chat later than the first `after`, in order."""

    def look(uow: UnitOfWork) -> list[Message]:
        person = people.by_telegram_id(uow, chat.phone.user_id)
        assert person is not None
        query = select(outbox).where(outbox.c.person_id == person.id).order_by(outbox.c.id).offset(after)
        rows = uow.connection.execute(query)
        return [Message(str(row.kind), row.state, row.note, row.attempts, row.failures) for row in rows]

    return await house.read(look)


async def let_time_pass(house: House, seconds: int) -> None:
    """It is so much later (real time): what waits has waited longer, what is unknown has been so for longer."""

    def step(uow: UnitOfWork) -> None:
        for table, column in (
            (outbox, outbox.c.sent_at),
            (outbox, outbox.c.next_try_at),
            (inbox, inbox.c.next_try_at),
            (due_failure, due_failure.c.next_try_at),
        ):
            for row in uow.connection.execute(select(table.c.id, column).where(column.is_not(None))).all():
                earlier = row[1] - timedelta(seconds=seconds)
                uow.connection.execute(update(table).where(table.c.id == row[0]).values({column.name: earlier}))

    await house.write(step)


def counted(engine: Engine, state: InboxState) -> int:
    """How many updates are in a state; for threads that have no event loop."""
    with reading(engine) as uow:
        return uow.connection.execute(select(func.count()).where(inbox.c.state == state)).scalar_one()
