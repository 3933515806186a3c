"""No update reached us for a while: whoever was in the middle is asked again, once, and nobody else is."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, func, select, update

from bot.service import Service
from domain.answer import Ask
from sandbox.client import Phone
from sandbox.state import State
from storage.engine import writing_engine
from storage.tables.transport import absence, heartbeat, inbox, outbox
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.house import Chat, House, open_house, plain
from tests.reliability.looks import answers_of, fault, let_time_pass, no_more_faults, on_both_engines
from tests.reliability.morning import CONSULTANT, LEADERS, Morning
from usecases import re_offering

AWAY = "Pardon, le service a été coupé. Merci de répondre ici."
HOUR = timedelta(hours=1)

_DONE = (outbox.c.sent_at, inbox.c.received_at)
_ALL = (heartbeat.c.at, *_DONE)

Deed = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class TelegramTime:
    """The clock of the local Telegram: it forgets taps by it."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def telegram_time() -> TelegramTime:
    return TelegramTime()


@pytest.fixture
async def house(
    database_url: str, morning: Morning, tmp_path: Path, telegram_time: TelegramTime
) -> AsyncIterator[House]:
    """The morning's house with a Telegram whose time can pass."""
    state = State.load(morning.telegram, folder=tmp_path / "files", now=telegram_time)
    async with open_house(database_url, tmp_path, at=morning.at, state=state) as opened:
        for code, user_id in morning.users.items():
            opened.phones[code] = Chat(opened, Phone(opened.client, user_id))
        yield opened


@dataclass(slots=True)
class Away:
    """Absences of a house: `between` happens while no update reaches the bot."""

    house: House
    telegram_time: TelegramTime

    async def be(self, lasting: timedelta, *between: Deed, until: Sequence[int] = ()) -> None:
        """The bot is down for so long, and comes back; its programme's clock stands at `until` then."""
        await self.house.settle()
        await self.house.service.stop()
        self.pass_over_stopped(lasting)
        await self.meanwhile(lasting, *between)
        await self.house.reopen(*until)

    def pass_over_stopped(self, lasting: timedelta) -> None:
        """So much time goes by for a bot that is down."""
        engine = writing_engine(self.house.database_url)
        with unit_of_work(engine) as uow:
            rewind(uow, lasting, *_ALL)
        engine.dispose()

    async def meanwhile(self, lasting: timedelta, *between: Deed) -> None:
        """People do something, and then Telegram forgets what it keeps for less than that."""
        for deed in between:
            await deed()
        self.telegram_time.ahead += lasting.total_seconds()


@pytest.fixture
def away(house: House, telegram_time: TelegramTime) -> Away:
    return Away(house, telegram_time)


def rewind(uow: UnitOfWork, span: timedelta, *columns: Column[Any]) -> None:
    """What has happened so far has happened so much earlier (real time)."""
    for column in columns:
        (key,) = column.table.primary_key
        for row in uow.connection.execute(select(key, column).where(column.is_not(None))).all():
            uow.connection.execute(update(column.table).where(key == row[0]).values({column.name: row[1] - span}))


def tapping(chat: Chat, words: str) -> Deed:
    """A tap on the newest button with these words, for which nobody waits."""

    async def tap() -> None:
        message, data = await button(chat, words)
        await chat.phone.tap(message, data, wait=0)

    return tap


async def button(chat: Chat, words: str) -> tuple[int, str]:
    return [
        (message["message_id"], one["callback_data"])
        for message in await chat.messages()
        for row in message["buttons"] or []
        for one in row
        if words in one["text"]
    ][-1]


async def offers(chat: Chat) -> list[str]:
    """The questions that were asked again because we were away, as they were sent."""
    sent = [one["parameters"] for one in await chat.house.calls("sendMessage") if one["ok"]]
    texts = [plain(one) for one in sent if str(one["chat_id"]) == str(chat.phone.user_id)]
    return [one for one in texts if AWAY in one]


async def asks(house: House, cooperative: str) -> list[Ask]:
    return [one.given.ask for one in await answers_of(house, cooperative)]


@on_both_engines
async def test_who_tapped_in_vain_is_asked_again_once(house: House, away: Away, leader: Chat, other: Chat) -> None:
    await leader.tap("Bloqué")
    shown = len(await leader.messages())

    await away.be(HOUR, tapping(leader, "Argent"))
    await house.restart()
    await house.restart()

    (again,) = await leader.texts(shown)
    assert AWAY in again
    assert "qui bloque" in again
    assert await asks(house, "C10") == [Ask.STATUS]
    assert len(await offers(other)) == 1, "her first question had just been shown"


async def test_the_old_message_still_takes_a_tap_and_the_new_one_then_none(
    house: House, away: Away, leader: Chat
) -> None:
    await leader.tap("Bloqué")
    old, data = await button(leader, "Argent")
    await away.be(HOUR / 2)
    new, _ = await button(leader, "Argent")
    assert new != old

    await leader.press({"message_id": old}, data)
    shown = await leader.messages()
    notice = await leader.press({"message_id": new}, data)

    assert notice == "C’est déjà répondu."
    assert await asks(house, "C10") == [Ask.STATUS, Ask.REASON]
    assert len(await leader.messages()) == len(shown)
    assert len(await offers(leader)) == 1


async def test_who_has_been_idle_for_two_hours_waits_for_the_ladder(house: House, away: Away, leader: Chat) -> None:
    await leader.tap("Bloqué")
    await house.write(lambda uow: rewind(uow, 2 * HOUR, *_DONE))

    await away.be(HOUR, tapping(leader, "Argent"))

    assert await offers(leader) == []


async def test_who_wrote_of_something_else_was_there_all_the_same(house: House, away: Away, leader: Chat) -> None:
    await leader.tap("Bloqué")
    await house.write(lambda uow: rewind(uow, 2 * HOUR, *_DONE))
    await leader.send("/aide")

    await away.be(HOUR, tapping(leader, "Argent"))

    assert len(await offers(leader)) == 1


async def test_who_has_answered_by_a_text_that_waited_is_not_asked_again(
    house: House, away: Away, leader: Chat
) -> None:
    await leader.tap("Bloqué")

    await away.be(HOUR, tapping(leader, "Argent"), lambda: leader.phone.send("La banque a refusé le prêt"))

    assert await asks(house, "C10") == [Ask.STATUS, Ask.REASON, Ask.DETAIL]
    assert await offers(leader) == []
    assert "appel" in await leader.text()


async def test_many_waiting_updates_are_handled_before_anybody_is_asked(
    house: House, away: Away, leader: Chat, other: Chat
) -> None:
    async def flood() -> None:
        for _ in range(120):
            await other.phone.send("/menu")
        await leader.phone.send("La banque a refusé le prêt")

    await leader.tap("Bloqué")
    await away.be(HOUR, flood)

    last = await house.read(lambda uow: uow.connection.execute(select(func.max(inbox.c.received_at))).scalar_one())
    caught_up = await house.read(lambda uow: uow.connection.execute(select(absence.c.caught_up_at)).scalar_one())
    assert caught_up >= last, "they came in two batches"
    assert await asks(house, "C10") == [Ask.STATUS, Ask.REASON, Ask.DETAIL]
    assert await offers(leader) == []
    assert len(await offers(other)) == 1


async def test_an_absence_in_which_no_tap_is_lost_is_none(house: House, away: Away, leader: Chat) -> None:
    await away.be(re_offering.TAPS_KEPT - timedelta(seconds=20), tapping(leader, "Bloqué"))

    assert await asks(house, "C10") == [Ask.STATUS]
    assert await offers(leader) == []


async def test_an_absence_is_not_forgotten_by_who_is_killed_before_asking(
    house: House, away: Away, leader: Chat
) -> None:
    await leader.tap("Bloqué")
    await house.service.stop()
    away.pass_over_stopped(HOUR)
    await away.meanwhile(HOUR, tapping(leader, "Argent"))
    await house.start_anew()
    while not await known(house.service):
        continue
    await house.service.stop()
    assert await offers(leader) == []

    await house.reopen()

    assert len(await offers(leader)) == 1


async def test_polls_that_fail_for_long_are_an_absence_too(house: House, away: Away, leader: Chat) -> None:
    await leader.tap("Bloqué")
    await fault(house, "429", method="getUpdates", seconds=1, times=0)
    await leader.phone.send("/menu")  # the poll that is open ends
    while (await house.calls("getUpdates"))[-1]["ok"]:
        continue
    await house.write(lambda uow: rewind(uow, HOUR, *_ALL))
    await away.meanwhile(HOUR, tapping(leader, "Argent"))
    await no_more_faults(house)
    polls = len(await house.calls("getUpdates"))
    while len(await house.calls("getUpdates")) < polls + 2:
        continue
    await house.settle()

    assert len(await offers(leader)) == 1


async def test_the_recap_is_offered_again_until_it_is_confirmed(house: House, away: Away, leader: Chat) -> None:
    await leader.tap("Toutes les autres")
    await away.be(HOUR, tapping(leader, "Confirmer"))
    assert "Résumé du point de suivi" in (await offers(leader))[0]

    await leader.tap("Confirmer")
    await away.be(HOUR)

    assert len(await offers(leader)) == 1


async def test_who_was_asked_again_and_does_nothing_is_left_in_peace(house: House, away: Away, leader: Chat) -> None:
    await away.be(HOUR / 3)
    await away.be(HOUR / 3)
    assert len(await offers(leader)) == 1

    await leader.tap("Bloqué")
    await away.be(HOUR / 3)

    assert len(await offers(leader)) == 2


async def test_a_reminder_that_comes_anyway_is_enough(house: House, away: Away, leader: Chat) -> None:
    await leader.tap("Bloqué")

    await away.be(24 * HOUR, until=(2026, 12, 8, 10))

    assert await offers(leader) == []
    assert "Rappel" in await leader.text()


async def test_a_question_on_its_way_is_enough(house: House, away: Away, leader: Chat) -> None:
    await fault(house, "500", method="sendMessage", chat_id=leader.phone.user_id)
    await leader.tap("Bloqué")

    await away.be(HOUR)
    assert await offers(leader) == []
    await let_time_pass(house, 60)
    await house.settle()

    assert await offers(leader) == []
    assert "qui bloque" in await leader.text()


async def test_of_two_check_ins_the_one_she_was_in_is_offered(house: House, away: Away, leader: Chat) -> None:
    await house.lead("L10A", "C04")
    await leader.tap("Bloqué")
    await house.write(lambda uow: rewind(uow, 2 * HOUR, *_DONE))
    await leader.send("/point")
    await leader.tap("Khayt Assahra")

    await away.be(HOUR)

    (again,) = await offers(leader)
    assert "qui bloque" not in again


async def test_after_a_long_absence_the_question_waits_until_it_may_ring(
    house: House, away: Away, leader: Chat, other: Chat
) -> None:
    await house.to(2026, 12, 8, 20)
    await leader.tap("Bloqué")
    await other.tap("Bloqué")

    await away.be(2 * HOUR, until=(2026, 12, 8, 22))
    assert await offers(leader) == []
    await leader.tap("Argent")
    await house.to(2026, 12, 9, 9)

    assert await offers(leader) == [], "she has gone on"
    assert len(await offers(other)) == 1


@pytest.mark.parametrize("day", [7, 9], ids=["first reminder", "second reminder"])
async def test_a_question_that_waits_for_a_morning_with_a_reminder_is_asked_once_by_it(
    house: House, away: Away, leader: Chat, day: int
) -> None:
    await house.to(2026, 12, day, 20)
    await leader.tap("Bloqué")
    shown = len(await leader.messages())

    await away.be(2 * HOUR, until=(2026, 12, day, 22))
    await house.to(2026, 12, day + 1, 9)
    assert await leader.texts(shown) == []
    await house.to(2026, 12, day + 1, 13)

    (asked,) = await leader.texts(shown)
    assert AWAY not in asked
    assert "qui bloque" in asked
    assert await offers(leader) == []


async def test_a_recap_that_waits_for_the_morning_is_offered_then_for_no_reminder_shows_it(
    house: House, away: Away, leader: Chat
) -> None:
    await house.to(2026, 12, 7, 20)
    await leader.tap("Toutes les autres")

    await away.be(2 * HOUR, until=(2026, 12, 7, 22))
    await house.to(2026, 12, 8, 9)

    assert "Résumé du point de suivi" in (await offers(leader))[0]


async def test_after_a_short_absence_the_question_is_an_answer_at_any_hour(
    house: House, away: Away, leader: Chat
) -> None:
    await house.to(2026, 12, 7, 21, 30)
    await leader.tap("Bloqué")

    await away.be(HOUR / 2, tapping(leader, "Argent"), until=(2026, 12, 7, 22))

    assert len(await offers(leader)) == 1


async def test_a_consultant_who_fills_in_by_phone_goes_on_where_it_stopped(
    house: House, away: Away, consultant: Chat
) -> None:
    await house.to(2026, 12, 14, 9, 30)
    await consultant.tap("Mariem Jabri au téléphone")
    await consultant.tap("Bloqué")

    await away.be(HOUR, tapping(consultant, "Argent"))

    (again,) = await offers(consultant)
    assert "Amwaj Boujdour" in again
    assert "qui bloque" in again


async def test_all_are_asked_again_however_many_they_are(
    house: House, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(re_offering, "_AT_ONCE", 1)

    await away.be(HOUR)

    assert [len(await offers(house.phones[code])) for code in (*LEADERS, CONSULTANT)] == [1, 1, 1, 0]


async def test_who_no_longer_agrees_is_not_asked_again(house: House, away: Away, leader: Chat) -> None:
    await away.be(HOUR / 2, lambda: leader.phone.send("/stop"))

    assert await offers(leader) == []


async def test_absences_are_forgotten_with_what_was_received_then(house: House, away: Away) -> None:
    await away.be(HOUR)
    assert await known(house.service) == 1
    await house.write(lambda uow: rewind(uow, timedelta(days=31), absence.c.settled_at))
    house.service._next_ticks.clear()
    await house.service.tick()

    assert await known(house.service) == 0


async def known(service: Service) -> int:
    return await service.readers.run(lambda uow: len(uow.connection.execute(select(absence.c.id)).all()))
