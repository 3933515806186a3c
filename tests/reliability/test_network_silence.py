"""The network takes calls and answers none: what may be lost is a few messages, not all that waits."""

from collections import Counter

from sqlalchemy import select

from bot.clock import monotonic
from bot.delivery import Delivery
from bot.network_silence import LOST_IN_A_ROW, NetworkSilence
from bot.telegram_channel import Outcome
from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage import outbox
from storage.tables.transport import outbox as table
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from tests.house import House
from tests.reliability.looks import fault, no_more_faults
from tests.reliability.trouble import until

SENT, UNKNOWN = OutboxState.SENT, OutboxState.UNKNOWN
CHATS = 8
MESSAGES_EACH = 5


async def strangers(house: House) -> list[int]:
    """Chats that the bot may write to."""
    chats = [(await house.stranger(str(one))).phone for one in range(CHATS)]
    for phone in chats:
        await phone.send("Bonjour")
    await house.settle()
    return [phone.user_id for phone in chats]


async def put_messages(house: House, chats: list[int]) -> None:
    def step(uow: UnitOfWork) -> None:
        for number in range(MESSAGES_EACH):
            for chat_id in chats:
                key = f"hello:{chat_id}:{number}"
                kind = OutgoingKind.NOT_INVITED
                outgoing = Outgoing(key=key, kind=kind, lane=Lane.REPLY, chat_id=chat_id, ids={"lang": "fr"})
                outbox.put(uow, outgoing, house.service.moment().at)

    await house.write(step)


async def fates(house: House) -> Counter[OutboxState]:
    query = select(table.c.state).where(table.c.key.like("hello:%"))
    return await house.read(lambda uow: Counter(uow.connection.execute(query).scalars()))


async def until_silent(delivery: Delivery) -> None:
    """Silence began with the last call and none is under way."""

    async def is_silent() -> bool:
        return delivery.limits.is_halted(monotonic()) and not delivery.is_busy

    await until(is_silent)


async def test_a_network_that_answers_nothing_costs_a_few_messages_and_the_rest_goes_out(house: House) -> None:
    chats = await strangers(house)
    await fault(house, "drop", method="sendMessage", times=0)
    await put_messages(house, chats)
    delivery = house.service.delivery

    await until_silent(delivery)
    at_first = (await fates(house))[UNKNOWN]
    # Those under way, and what followed in the chats of the losses before the third.
    assert LOST_IN_A_ROW <= at_first <= CHATS + LOST_IN_A_ROW - 1

    while (await fates(house))[UNKNOWN] == at_first:
        continue
    await until_silent(delivery)
    lost = (await fates(house))[UNKNOWN]
    assert lost <= at_first + LOST_IN_A_ROW

    await no_more_faults(house)
    await house.settle()
    assert await fates(house) == {UNKNOWN: lost, SENT: CHATS * MESSAGES_EACH - lost}


def test_an_answer_in_between_ends_the_count() -> None:
    network = NetworkSilence()
    for outcome in [Outcome.UNKNOWN] * (LOST_IN_A_ROW - 1) + [Outcome.SENT] + [Outcome.UNKNOWN] * (LOST_IN_A_ROW - 1):
        assert network.seconds_after(outcome, is_halted=False) == 0.0
    assert network.most_under_way(48) == 48

    assert network.seconds_after(Outcome.UNKNOWN, is_halted=False) == 1.0
    assert network.most_under_way(48) == LOST_IN_A_ROW
    network.seconds_after(Outcome.REFUSED, is_halted=False)
    assert network.most_under_way(48) == 48


def test_each_silence_is_twice_the_last_up_to_fifteen_seconds() -> None:
    network = NetworkSilence()
    seconds = [network.seconds_after(Outcome.UNKNOWN, is_halted=False) for _ in range(LOST_IN_A_ROW + 5)]
    assert seconds == [0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
