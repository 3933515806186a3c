"""The process is killed, at any point: no answer is lost, none is taken twice, and no message is sent twice unknown."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.answer import Ask
from domain.outgoing import OutgoingKind
from sandbox.client import ClientError
from storage.engine import writing_engine
from storage.tables.check_ins import answer
from storage.tables.people import person
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.house import TOKEN, plain
from tests.reliability.freezing import FreezePoint
from tests.reliability.killable import Driver, Killable, killable_bot
from tests.reliability.morning import CONSULTANT, LEADERS, Morning

LEADER = LEADERS[0]


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    opened = Driver()
    yield opened
    opened.close()


@pytest.fixture
async def bot(driver: Driver, morning: Morning, database_url: str, tmp_path: Path) -> AsyncIterator[Killable]:
    async with killable_bot(driver, morning, database_url, tmp_path) as opened:
        yield opened


async def tap(bot: Killable, code: str, words: str) -> bool:
    """Taps the newest button with these words and does not wait for the bot; False if there is none."""
    found = [
        (message["message_id"], button["callback_data"])
        for message in await bot.phones[code].chat()
        for row in message.get("buttons") or []
        for button in row
        if words in button["text"]
    ]
    if found:
        await bot.phones[code].tap(*found[-1], wait=0)
    return bool(found)


def asked_and_answered(bot: Killable, code: str) -> list[tuple[int, Ask]]:
    """(agenda item, what was asked) of each answer that a leader gave."""

    def look(uow: UnitOfWork) -> list[tuple[int, Ask]]:
        query = select(answer.c.item_id, answer.c.ask).join(person, person.c.id == answer.c.answered_by)
        rows = uow.connection.execute(query.where(person.c.code == code).order_by(answer.c.id))
        return [(row[0], row[1]) for row in rows]

    return bot.read(look)


def message_states(bot: Killable, code: str) -> Counter[OutboxState]:
    """How many messages to a leader are in each state."""
    query = select(outbox.c.state).join(person, person.c.id == outbox.c.person_id).where(person.c.code == code)
    return bot.read(lambda uow: Counter(uow.connection.execute(query).scalars()))


def undone_updates(bot: Killable) -> int:
    """How many stored updates have not been handled."""
    query = select(inbox.c.id).where(inbox.c.state == InboxState.NEW)
    return bot.read(lambda uow: len(uow.connection.execute(query).all()))


async def texts(bot: Killable, code: str) -> list[str]:
    return [plain(one) for one in await bot.phones[code].chat() if one["from"] == "bot"]


async def alerts_shown(bot: Killable) -> list[dict[str, Any]]:
    """The alerts on the consultant's phone."""
    shown = await bot.phones[CONSULTANT].chat()
    return [one for one in shown if "Action bloquée" in plain(one) and not one["deleted"]]


def let_a_minute_pass(bot: Killable) -> None:
    """What is unknown has been so for more than a minute."""
    engine = writing_engine(bot.database_url)
    with unit_of_work(engine) as uow:
        unknown = uow.connection.execute(select(outbox.c.id, outbox.c.sent_at).filter_by(state=OutboxState.UNKNOWN))
        for row in unknown.all():
            earlier = row.sent_at - timedelta(seconds=61)
            uow.connection.execute(update(outbox).where(outbox.c.id == row.id).values(sent_at=earlier))
    engine.dispose()


@pytest.mark.parametrize(
    ("database_url", "point"),
    [
        *(("sqlite", one) for one in FreezePoint if one is not FreezePoint.NEVER),
        ("postgresql", FreezePoint.HANDLED),
        ("postgresql", FreezePoint.MARKING),
    ],
    indirect=["database_url"],
)
async def test_a_tap_takes_effect_once_wherever_the_process_is_killed(bot: Killable, point: FreezePoint) -> None:
    before = len(await texts(bot, LEADER))
    await bot.start(point)
    await tap(bot, LEADER, "Bloqué")
    await bot.driver.told("frozen")
    # The answer and the next question go side by side: where one is marked, both have been sent.
    both_sent = point is FreezePoint.MARKING
    await bot.until(lambda: _has_messages(bot, before + int(both_sent)))
    bot.driver.kill()

    await bot.start()
    await bot.at_rest()

    assert [ask for _, ask in asked_and_answered(bot, LEADER)] == [Ask.STATUS]
    shown = await texts(bot, LEADER)
    assert len(shown) == before + 1
    assert "Bloqué" in shown[-2]
    assert "qui bloque" in shown[-1]
    assert message_states(bot, LEADER)[OutboxState.UNKNOWN] == int(both_sent)


async def test_an_update_is_on_disk_before_it_is_confirmed(bot: Killable) -> None:
    await bot.start(FreezePoint.STORED)
    await tap(bot, LEADER, "Bloqué")
    await bot.kill_when_frozen()

    assert undone_updates(bot) == 1
    assert len(bot.state.main_bot.updates) == 1


async def test_an_update_that_is_not_on_disk_stays_with_telegram(bot: Killable) -> None:
    await bot.start(FreezePoint.STORING)
    await tap(bot, LEADER, "Bloqué")
    await bot.kill_when_frozen()

    assert undone_updates(bot) == 0
    assert len(bot.state.main_bot.updates) == 1


async def test_a_tap_is_not_answered_before_its_answer_is_on_disk(bot: Killable) -> None:
    await bot.start(FreezePoint.HANDLED)
    await tap(bot, LEADER, "Bloqué")
    await bot.driver.told("frozen")

    assert [one for one in await bot.calls("answerCallbackQuery") if one["parameters"].get("text")] == []
    bot.driver.kill()
    assert asked_and_answered(bot, LEADER) == []


async def test_a_question_killed_between_sending_and_marking_is_asked_once_more(bot: Killable) -> None:
    before = len(await texts(bot, LEADER))
    await bot.client.call("POST", "/sandbox/faults", {"kind": "deliver_timeout", "method": "sendMessage"})
    await bot.start()
    await tap(bot, LEADER, "Bloqué")
    await bot.until(lambda: _has_messages(bot, before + 1))
    bot.driver.kill()

    await bot.start()
    await bot.at_rest()
    assert message_states(bot, LEADER)[OutboxState.UNKNOWN] == 1
    assert len(await texts(bot, LEADER)) == before + 1

    let_a_minute_pass(bot)
    await bot.until(lambda: _has_messages(bot, before + 2))
    assert "Au cas où ce message ne serait pas arrivé" in (await texts(bot, LEADER))[-1]

    let_a_minute_pass(bot)
    await bot.at_rest()
    assert len(await texts(bot, LEADER)) == before + 2
    assert [ask for _, ask in asked_and_answered(bot, LEADER)] == [Ask.STATUS]


async def test_an_edit_killed_between_sending_and_marking_is_repeated(bot: Killable) -> None:
    before = len(await texts(bot, LEADER))
    await bot.client.call("POST", "/sandbox/faults", {"kind": "deliver_timeout", "method": "editMessageText"})
    await bot.start()
    await tap(bot, LEADER, "Bloqué")
    await bot.until(lambda: _was_edited(bot))
    # The next question goes beside the answer.
    await bot.until(lambda: _has_messages(bot, before + 1))
    bot.driver.kill()

    await bot.start()
    await bot.at_rest()

    answered = select(outbox.c.state).where(outbox.c.kind == OutgoingKind.ANSWERED)
    assert bot.read(lambda uow: list(uow.connection.execute(answered).scalars())) == [OutboxState.SENT]
    assert len(await texts(bot, LEADER)) == before + 1


async def test_an_alert_killed_while_it_was_said_anew_is_not_said_twice(bot: Killable) -> None:
    to_consultant = {"chat_id": bot.phones[CONSULTANT].user_id}
    await bot.start()
    await tap(bot, LEADER, "Bloqué")
    await bot.at_rest()
    await tap(bot, LEADER, "Argent")
    await bot.at_rest()
    (alert,) = await alerts_shown(bot)
    gone = {**to_consultant, "message_id": alert["message_id"]}
    await bot.client.call("POST", f"/bot{TOKEN}/deleteMessage", gone)
    lost = {**to_consultant, "kind": "deliver_timeout", "method": "sendMessage"}
    await bot.client.call("POST", "/sandbox/faults", lost)

    await bot.phones[LEADER].send("La banque a refusé le prêt")
    await bot.until(lambda: _shows_alerts(bot, 1))
    bot.driver.kill()
    await bot.start()
    await bot.at_rest()

    (anew,) = await alerts_shown(bot)
    assert "La banque a refusé le prêt" in plain(anew)
    assert message_states(bot, CONSULTANT)[OutboxState.UNKNOWN] == 1


async def test_whole_check_ins_survive_kills_at_any_time(bot: Killable) -> None:
    random = Random(20261207)
    await bot.start()
    walks = [asyncio.create_task(_answer_all(bot, code)) for code in LEADERS]
    for _ in range(5):
        await asyncio.sleep(random.uniform(0.02, 0.25))
        bot.driver.kill()
        await bot.start()
    async with asyncio.timeout(100):
        await asyncio.gather(*walks)
    await bot.at_rest()

    for code in LEADERS:
        given = asked_and_answered(bot, code)
        assert len(given) == len(set(given)), "an answer was taken twice"
        await _each_row_was_sent_at_most_once(bot, code)


async def _answer_all(bot: Killable, code: str) -> None:
    """Skips each action in turn, and confirms; what was lost on the way is waited for.

    An opening and the thanks may be lost for good: who sees nothing to tap for a while asks for the check-in, and that
    the confirmation is stored is what counts.
    """
    looks = 0
    while Ask.CONFIRM not in {ask for _, ask in asked_and_answered(bot, code)}:
        # A button may go while the finger is on its way.
        with suppress(ClientError):
            await tap(bot, code, "Confirmer") or await tap(bot, code, "Passer")
        looks += 1
        if looks % 60 == 0:
            await bot.phones[code].send("/point")
        let_a_minute_pass(bot)
        await asyncio.sleep(0.05)


async def _each_row_was_sent_at_most_once(bot: Killable, code: str) -> None:
    to = bot.phones[code].user_id
    delivered = [one for one in await bot.calls("sendMessage") if str(one["parameters"]["chat_id"]) == str(to)]
    query = select(outbox.c.message_id).join(person, person.c.id == outbox.c.person_id).where(person.c.code == code)
    marked = bot.read(lambda uow: set(uow.connection.execute(query).scalars())) - {None}
    states = message_states(bot, code)
    unknown = states[OutboxState.UNKNOWN] + states[OutboxState.UNKNOWN_ASKED_AGAIN]
    sent = {one["result"]["message_id"] for one in delivered if one["ok"]}
    assert len(sent - marked) <= unknown, "a message was sent and is not known"


async def _has_messages(bot: Killable, number: int) -> bool:
    return len(await texts(bot, LEADER)) == number


async def _shows_alerts(bot: Killable, number: int) -> bool:
    return len(await alerts_shown(bot)) == number


async def _was_edited(bot: Killable) -> bool:
    return bool(await bot.calls("editMessageText")) or any("Bloqué" in one for one in await texts(bot, LEADER))
