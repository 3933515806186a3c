"""So many calls at a time as there are connections: what waits in the outbox is known to be unsent."""

from sqlalchemy import func, select

from bot.delivery import MOST_UNDER_WAY
from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage import outbox
from storage.tables.transport import outbox as table
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from tests.house import House


async def test_no_more_is_marked_as_being_sent_than_is_on_its_way(house: House) -> None:
    chats = [(await house.stranger(str(one))).phone.user_id for one in range(MOST_UNDER_WAY + 12)]
    await house.client.call("POST", "/sandbox/faults", {"kind": "delay", "seconds": 0.5, "times": 0})

    await house.write(lambda uow: _put(uow, house, chats))
    while not (under_way := await house.read(_sending)):
        pass
    most = under_way
    while under_way := await house.read(_sending):
        most = max(most, under_way)
    await house.client.call("DELETE", "/sandbox/faults")
    await house.settle()

    assert most == MOST_UNDER_WAY
    assert len(await house.calls("sendMessage")) == len(chats)


def _put(uow: UnitOfWork, house: House, chats: list[int]) -> None:
    for chat_id in chats:
        kind = OutgoingKind.NOT_INVITED
        ids = {"lang": "fr"}
        outgoing = Outgoing(key=f"hello:{chat_id}", kind=kind, lane=Lane.REPLY, chat_id=chat_id, ids=ids)
        outbox.put(uow, outgoing, house.service.moment().at)


def _sending(uow: UnitOfWork) -> int:
    query = select(func.count()).where(table.c.state == OutboxState.SENDING)
    return uow.connection.execute(query).scalar_one()
