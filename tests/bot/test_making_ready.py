"""Messages that are claimed together are made ready together, and fail alone."""

from sqlalchemy import select

from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage import outbox
from storage.tables.transport import outbox as table
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from tests.house import House


async def test_one_that_cannot_be_made_ready_keeps_none_of_the_others(house: House) -> None:
    strangers = [await house.stranger(str(one)) for one in range(3)]
    for one in strangers:
        await one.send("/start")
    chats = [one.phone.user_id for one in strangers]
    # A question is for members only: to a stranger it cannot be made.
    kinds = (OutgoingKind.NOT_INVITED, OutgoingKind.QUESTION, OutgoingKind.NOT_INVITED)

    def put(uow: UnitOfWork) -> None:
        for chat_id, kind in zip(chats, kinds, strict=True):
            outgoing = Outgoing(key=f"to:{chat_id}", kind=kind, lane=Lane.REPLY, chat_id=chat_id, ids={"lang": "fr"})
            outbox.put(uow, outgoing, house.service.moment().at)

    await house.write(put)
    await house.settle()

    def states(uow: UnitOfWork) -> list[OutboxState]:
        query = select(table.c.state).where(table.c.key.startswith("to:")).order_by(table.c.id)
        return list(uow.connection.execute(query).scalars())

    assert await house.read(states) == [OutboxState.SENT, OutboxState.PENDING, OutboxState.SENT]
