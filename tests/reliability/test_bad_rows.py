"""One bad update, message or rung never stops the others: it is tried again, set aside, and can be replayed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from telegram import Update
from telegram.ext import MessageHandler, filters

from domain.actor import Actor
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.rules import Moment
from domain.tries import Tries
from handlers import free_messages
from handlers import joining as joining_handlers
from storage import dead_letters, inbox, outbox, people
from storage.tables.transport import inbox as inbox_table
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.reliability.looks import fault, inbox_states, let_time_pass, messages_to, on_both_engines
from usecases import joining

NEW, DONE, DEAD = InboxState.NEW, InboxState.DONE, InboxState.DEAD

#: Updates no Bot API would give, and what a careless parser does with them.
POISON: dict[str, dict[str, Any]] = {
    "no object": {"message": "a text where a message belongs"},
    "an empty message": {"message": {}},
    "a tap without an id": {"callback_query": {"data": "s:1:0:d"}},
    "nobody's tap": {"callback_query": {"id": "1", "chat_instance": "1", "from": None, "data": "x"}},
    "an enormous sender": {"message": {"from": {"id": 10**30, "is_bot": False, "first_name": "?"}}},
    "half a letter": {"message": {"text": "\ud83d"}},
}


async def known(house: House) -> int:
    return await house.read(lambda uow: uow.connection.execute(select(func.count(inbox_table.c.id))).scalar_one())


def break_handling(house: House, words: str) -> list[bool]:
    """Messages with these words make a handler fail as long as the list given is not empty."""
    failing = [True]

    async def fail(changed: Update, context: Any) -> None:
        if failing:
            raise RuntimeError(words)
        await free_messages.message(changed, context)

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex(words), fail))
    return failing


@pytest.mark.parametrize(
    ("database_url", "name"),
    [*(("sqlite", one) for one in POISON), ("postgresql", "an enormous sender"), ("postgresql", "half a letter")],
    indirect=["database_url"],
)
async def test_an_update_that_cannot_be_read_harms_nothing(house: House, leader: Chat, name: str) -> None:
    before, shown = await known(house), len(await leader.messages())
    house.service.inbox.tries = Tries(())

    await house.push(**POISON[name])
    await leader.send("/aide")

    states = await inbox_states(house, before)
    assert states[0] in {DEAD, InboxState.IGNORED}
    assert states[1:] == [DONE]
    assert len(await leader.messages()) == shown + 2


@on_both_engines
async def test_a_failing_update_parks_its_sender_alone_and_is_then_set_aside(
    house: House, leader: Chat, other: Chat
) -> None:
    before = await known(house)
    break_handling(house, "boum")
    house.service.inbox.tries = Tries((timedelta(hours=1),))

    await leader.send("boum")
    await leader.send("/aide")
    await other.send("/aide")
    assert await inbox_states(house, before) == [NEW, NEW, DONE]

    await house.write(_make_retries_due)
    house.service.inbox.wake.set()
    await house.settle()
    assert await inbox_states(house, before) == [DEAD, DONE, DONE]


async def test_an_update_that_was_set_aside_is_replayed(house: House, leader: Chat) -> None:
    before = await known(house)
    failing = break_handling(house, "boum")
    house.service.inbox.tries = Tries(())
    await leader.send("boum")
    ((dead, _, reason),) = await house.read(inbox.dead)
    assert "RuntimeError" in reason
    assert "boum" not in reason

    failing.clear()
    assert await house.write(lambda uow: inbox.replay(uow, dead))
    house.service.inbox.wake.set()
    await house.settle()

    assert await inbox_states(house, before) == [DONE]


async def test_what_failed_has_left_no_trace(house: House, leader: Chat) -> None:
    before, shown = await known(house), len(await leader.messages())
    failing = [True]

    def answer_and_fail(uow: UnitOfWork, moment: Moment, actor: Actor) -> None:
        joining.show_privacy(uow, moment, actor)
        if failing:
            raise RuntimeError

    async def handle(changed: Update, context: Any) -> None:
        await context.perform(changed, answer_and_fail)

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex("boum"), handle))
    house.service.inbox.tries = Tries((timedelta(hours=1),))
    await leader.send("boum")
    assert await inbox_states(house, before) == [NEW]
    assert len(await leader.messages()) == shown + 1

    failing.clear()
    await house.write(_make_retries_due)
    house.service.inbox.wake.set()
    await house.settle()
    assert await inbox_states(house, before) == [DONE]
    assert len(await leader.messages()) == shown + 2


async def test_a_handler_that_fails_when_all_is_done_does_not_do_it_again(house: House, leader: Chat) -> None:
    before, shown = await known(house), len(await leader.messages())

    async def help_and_fail(changed: Update, context: Any) -> None:
        await joining_handlers.help_(changed, context)
        raise RuntimeError

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex("aide"), help_and_fail))

    await leader.send("/aide")

    assert await inbox_states(house, before) == [DONE]
    assert len(await leader.messages()) == shown + 2


@on_both_engines
async def test_a_message_that_cannot_be_prepared_is_tried_again_and_set_aside(
    house: House, leader: Chat, other: Chat
) -> None:
    before = len(await messages_to(house, leader))
    reader = await house.read(lambda uow: people.by_telegram_id(uow, leader.phone.user_id))
    assert reader is not None
    broken = Outgoing(key="broken", kind=OutgoingKind.QUESTION, lane=Lane.REPLY, person_id=reader.id)
    await house.write(lambda uow: outbox.put(uow, broken, house.service.clock.now()))
    await leader.send("/aide")
    await other.send("/aide")

    assert [one.state for one in await messages_to(house, leader, before)] == [OutboxState.PENDING] * 2
    for failures in (1, 2):
        assert (await messages_to(house, leader, before))[0].failures == failures
        await let_time_pass(house, 60)
        await house.settle()

    set_aside, sent, apology = await messages_to(house, leader, before)
    assert (set_aside.state, sent.state) == (OutboxState.FAILED, OutboxState.SENT)
    assert apology.kind == OutgoingKind.NOT_PROCESSED
    assert "KeyError" in set_aside.note


@on_both_engines
async def test_a_message_that_cannot_be_read_is_set_aside_and_stops_no_other(
    house: House, leader: Chat, other: Chat
) -> None:
    shown = [len(await one.messages()) for one in (leader, other)]
    reader = await house.read(lambda uow: people.by_telegram_id(uow, leader.phone.user_id))
    assert reader is not None
    of_a_later_version = Outgoing(key="later", kind=OutgoingKind.HELP, lane=Lane.REPLY, person_id=reader.id)

    def step(uow: UnitOfWork) -> None:
        outbox.put(uow, of_a_later_version, house.service.clock.now())
        uow.connection.exec_driver_sql("UPDATE outbox SET kind = 'song' WHERE key = 'later'")

    await house.write(step)
    await leader.send("/aide")
    await other.send("/aide")

    assert [len(await one.messages()) for one in (leader, other)] == [one + 2 for one in shown]
    ((_, _, kind, reason),) = await house.read(outbox.failed)
    assert kind == "song"
    assert reason.startswith("cannot be read: ValueError in ")


@on_both_engines
async def test_a_bot_starts_though_what_was_being_sent_cannot_be_read(house: House, leader: Chat) -> None:
    def step(uow: UnitOfWork) -> None:
        of_a_later_version = Outgoing(key="later", kind=OutgoingKind.HELP, lane=Lane.REPLY, chat_id=1)
        outbox.put(uow, of_a_later_version, house.service.clock.now())
        uow.connection.exec_driver_sql("UPDATE outbox SET kind = 'song', state = 'sending' WHERE key = 'later'")

    await house.write(step)

    await house.restart()
    shown = len(await leader.messages())
    await leader.send("/aide")

    assert len(await leader.messages()) == shown + 2
    assert await house.read(dead_letters.unknown) == {"song": 1}


@on_both_engines
async def test_a_loss_of_which_nobody_can_be_told_stops_no_message_and_is_set_aside(
    house: House, leader: Chat, consultant: Chat
) -> None:
    """What waits for the consultant holds a row that cannot be read: it cannot be handed over."""
    chat_id = consultant.phone.user_id

    def step(uow: UnitOfWork) -> None:
        reader, at = people.by_telegram_id(uow, chat_id), house.service.clock.now()
        assert reader is not None
        kind, tomorrow = OutgoingKind.NOTE, at + timedelta(days=1)
        waiting = Outgoing(key="later", kind=kind, lane=Lane.ALERT, person_id=reader.id, not_before=tomorrow)
        outbox.put(uow, waiting, at)
        uow.connection.exec_driver_sql("UPDATE outbox SET kind = 'song' WHERE key = 'later'")

    await house.write(step)
    await fault(house, "403", method="sendMessage", chat_id=chat_id)
    shown = len(await leader.messages())

    await consultant.phone.send("/aide")
    await leader.send("/aide")

    assert len(await leader.messages()) == shown + 2
    ((_, _, kind, reason),) = await house.read(outbox.failed)
    assert kind == str(OutgoingKind.HELP)
    assert "then ValueError in " in reason


def _make_retries_due(uow: UnitOfWork) -> None:
    waiting = inbox_table.c.next_try_at.is_not(None)
    uow.connection.execute(update(inbox_table).where(waiting).values(next_try_at=None))
