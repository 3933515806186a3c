"""Who sent what was set aside is told once, kindly; staff get one line a working morning, and none when all is well."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from telegram import Update
from telegram.ext import MessageHandler, filters

from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.tries import Tries
from handlers import free_messages
from storage import inbox, leases, outbox, people
from storage.tables.plan import action
from storage.tables.transport import inbox as inbox_table
from storage.tables.transport import outbox as outbox_table
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.reliability.looks import fault, inbox_states, let_time_pass, messages_to, on_both_engines

SORRY = "Votre dernier message n’a pas pu être traité. L’équipe en sera informée."
SORRY_FOR_TAP = "Votre dernière réponse n’a pas pu être traitée. L’équipe en sera informée. Merci de répondre encore."
NO_ANSWER = "Notre réponse n’a pas pu être préparée."
LINE = "suivi deadletters list"


def break_handling(house: House) -> list[bool]:
    """Messages with "boum" make a handler fail as long as the list given is not empty."""
    failing = [True]

    async def fail(changed: Update, context: Any) -> None:
        if failing:
            raise RuntimeError
        await free_messages.message(changed, context)

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex("boum"), fail))
    return failing


def set_aside_at_once(house: House) -> None:
    """Updates that fail are not tried again: what follows is the same."""
    house.service.inbox.tries = Tries(())


async def with_words(chat: Chat, words: str) -> int:
    """How many messages of the bot hold these words."""
    return sum(words in one for one in await chat.texts())


async def known(house: House) -> int:
    return await house.read(lambda uow: uow.connection.execute(select(func.count(inbox_table.c.id))).scalar_one())


async def break_plan(house: House, leader: Chat) -> None:
    """The plan of the leader's cooperative cannot be read any more."""

    def step(uow: UnitOfWork) -> None:
        reader = people.by_telegram_id(uow, leader.phone.user_id)
        assert reader is not None
        own = action.c.cooperative_id.in_(reader.cooperative_ids)
        uow.connection.execute(update(action).where(own).values(state="broken"))

    await house.write(step)


@on_both_engines
async def test_an_update_is_tried_three_times_and_its_sender_is_told_and_asked_again(
    house: House, leader: Chat, consultant: Chat
) -> None:
    before, shown = await known(house), len(await leader.texts())
    break_handling(house)

    await leader.send("boum")
    for _ in range(2):
        assert await inbox_states(house, before) == [InboxState.NEW]
        assert len(await leader.texts()) == shown
        await let_time_pass(house, 60)
        house.service.inbox.wake.set()
        await house.settle()

    assert await inbox_states(house, before) == [InboxState.DEAD]
    sorry, question = (await leader.texts())[shown:]
    assert SORRY in sorry
    name = (await house.read(lambda uow: people.by_telegram_id(uow, consultant.phone.user_id))).name  # type: ignore[union-attr]
    assert name in sorry
    assert "+999" in sorry
    assert "Où en est" in question


async def test_who_loses_three_messages_is_told_once_a_day(house: House, leader: Chat) -> None:
    break_handling(house)
    set_aside_at_once(house)
    for _ in range(3):
        await leader.send("boum")
    assert await with_words(leader, SORRY) == 1

    await house.to(2026, 12, 8, 9, 29)
    await leader.send("boum")
    assert await with_words(leader, SORRY) == 1
    await house.to(2026, 12, 8, 9, 31)
    await leader.send("boum")
    assert await with_words(leader, SORRY) == 2


async def test_a_broken_plan_costs_the_question_and_not_the_apology(house: House, leader: Chat) -> None:
    set_aside_at_once(house)
    await break_plan(house, leader)

    await leader.tap("Bloqué")
    for _ in range(4):
        await let_time_pass(house, 60)
        await house.settle()

    assert await with_words(leader, SORRY_FOR_TAP) == 1
    assert await with_words(leader, SORRY) == 0
    assert await with_words(leader, NO_ANSWER) == 0
    assert (await messages_to(house, leader))[-1].state is OutboxState.FAILED


async def test_an_answer_that_cannot_be_made_is_apologised_for_once(house: House, leader: Chat) -> None:
    reader = await house.read(lambda uow: people.by_telegram_id(uow, leader.phone.user_id))
    assert reader is not None
    for key in ("first", "second"):
        broken = Outgoing(key=key, kind=OutgoingKind.QUESTION, lane=Lane.REPLY, person_id=reader.id)
        await house.write(lambda uow, one=broken: outbox.put(uow, one, house.service.clock.now()))  # type: ignore[misc]
    for _ in range(6):
        await let_time_pass(house, 60)
        await house.settle()

    failed = [one for one in await messages_to(house, leader) if one.state is OutboxState.FAILED]
    assert len(failed) == 2
    assert await with_words(leader, NO_ANSWER) == 1


async def test_a_stranger_gets_a_plain_sentence_once(house: House) -> None:
    set_aside_at_once(house)
    break_handling(house)
    stranger = await house.stranger()
    await stranger.send("boum")
    await stranger.send("boum")

    (sorry,) = await stranger.texts()
    assert "Merci de le renvoyer plus tard" in sorry
    assert "من فضلكم" in sorry
    assert "+999" not in sorry


async def test_a_person_who_cannot_be_read_is_told_as_a_stranger(house: House, leader: Chat) -> None:
    set_aside_at_once(house)
    broken = f"UPDATE person SET role = '?' WHERE telegram_id = {leader.phone.user_id}"  # noqa: S608 - a number
    await house.write(lambda uow: uow.connection.exec_driver_sql(broken) and None)

    await leader.send("/aide")

    assert "Merci de le renvoyer plus tard" in await leader.text()


async def test_a_replayed_update_takes_effect_once_and_in_its_place(
    house: House, leader: Chat, consultant: Chat
) -> None:
    before = await known(house)
    failing = break_handling(house)
    set_aside_at_once(house)
    await leader.send("boum, la pompe est en panne")
    await leader.send("/aide")
    shown, dead = len(await leader.texts()), (await house.read(inbox.dead))[0][0]

    failing.clear()
    assert await house.write(lambda uow: inbox.replay(uow, dead))
    assert not await house.write(lambda uow: inbox.replay(uow, dead))
    house.service.inbox.wake.set()
    await house.settle()

    assert await inbox_states(house, before) == [InboxState.DONE] * 2
    assert not await house.write(lambda uow: inbox.replay(uow, dead))
    assert not any("/privacy" in one for one in (await leader.texts())[shown:]), "what came later was not done again"


async def test_a_replayed_message_that_is_no_longer_true_is_withdrawn(house: House, leader: Chat) -> None:
    before = len(await messages_to(house, leader))
    await break_plan(house, leader)
    await leader.send("/point")
    for _ in range(3):
        await let_time_pass(house, 60)
        await house.settle()
    failed = await house.read(outbox.failed)
    assert [one.state for one in await messages_to(house, leader, before)].count(OutboxState.FAILED) == len(failed) == 1

    def mend(uow: UnitOfWork) -> bool:
        uow.connection.execute(update(action).where(action.c.state == "broken").values(state="planned"))
        uow.connection.execute(update(outbox_table).values(valid_until=house.service.clock.now() - timedelta(hours=1)))
        return outbox.replay(uow, failed[0][0])

    shown = len(await leader.texts())
    assert await house.write(mend)
    await house.settle()

    assert len(await leader.texts()) == shown
    assert OutboxState.FAILED not in [one.state for one in await messages_to(house, leader, before)]


@on_both_engines
async def test_staff_get_one_line_the_morning_after(house: House, leader: Chat, other: Chat) -> None:
    staff = await house.join("E1")
    break_handling(house)
    set_aside_at_once(house)
    await leader.send("boum")
    await other.send("boum")
    assert await with_words(staff, LINE) == 0

    await house.to(2026, 12, 8, 8, 59)
    assert await with_words(staff, LINE) == 0
    await house.to(2026, 12, 8, 20)
    (line,) = [one for one in await staff.texts() if LINE in one]
    assert "Depuis lundi 7 décembre : 2 messages reçus n’ont pas pu être traités." in line

    await house.to(2026, 12, 9, 20)
    assert await with_words(staff, LINE) == 1, "what staff know is not told again"


async def test_there_is_no_line_when_nothing_went_wrong(house: House, leader: Chat) -> None:
    staff = await house.join("E1")
    await leader.send("/aide")
    await house.to(2026, 12, 9, 20)
    assert await with_words(staff, LINE) == 0


async def test_a_line_is_withdrawn_when_all_was_mended_meanwhile(house: House, leader: Chat) -> None:
    staff = await house.join("E1")
    failing = break_handling(house)
    set_aside_at_once(house)
    await leader.send("boum")
    await house.to(2026, 12, 8, 8, 45)
    before = await messages_to(house, staff)
    assert before[-1].kind == OutgoingKind.DAILY_LINE

    failing.clear()
    ((dead, _, _),) = await house.read(inbox.dead)
    await house.write(lambda uow: inbox.replay(uow, dead))
    house.service.inbox.wake.set()
    await house.to(2026, 12, 8, 12)

    assert (await messages_to(house, staff))[len(before) - 1].state is OutboxState.WITHDRAWN
    assert await with_words(staff, LINE) == 0


async def let_another_poll(house: House) -> None:
    """Another program polls."""
    await house.write(lambda uow: leases.beat(uow, leases.FOREIGN_POLLER, house.service.moment().real))


async def lose_an_alert(house: House) -> None:
    await fault(house, "deliver_timeout", method="sendMessage", chat_id=house.phones["K3"].phone.user_id, seconds=0.05)
    await house.phones["L10A"].tap("Bloqué")
    await house.phones["L10A"].tap("Argent")


@pytest.mark.parametrize(
    ("go_wrong", "words"),
    [
        (let_another_poll, "un autre programme lit les messages envoyés ici"),
        (lose_an_alert, "1 message n’est peut-être pas arrivé"),
    ],
)
async def test_the_line_tells_of_what_else_went_wrong(
    house: House, go_wrong: Callable[[House], Any], words: str
) -> None:
    staff = await house.join("E1")
    await go_wrong(house)
    await house.to(2026, 12, 8, 12)
    (line,) = [one for one in await staff.texts() if LINE in one]
    assert words in line
