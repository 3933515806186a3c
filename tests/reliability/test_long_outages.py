"""The bot was away for long: all that waited is taken, once and in order; what fell due comes in no burst."""

import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.client import Phone
from sandbox.state import State
from storage.tables.people import person
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState
from tests.house import Chat, House, open_house
from tests.reliability.looks import on_both_engines
from tests.reliability.morning import LEADERS, Morning

WAITING = 2000
TAPS = 20
SENDERS = 25
_HOUR = 3600.0


class TelegramTime:
    """The clock of the local Telegram: it forgets taps by it."""

    ahead = 0.0

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


def a_message(sender: int, number: int) -> dict[str, Any]:
    """What somebody whom nobody has invited writes; the bot says so once and then leaves it."""
    user = {"id": sender, "is_bot": False, "first_name": "Inconnue"}
    chat = {"id": sender, "type": "private", "first_name": "Inconnue"}
    return {"message": {"message_id": number, "date": 1, "chat": chat, "from": user, "text": f"{number}"}}


@on_both_engines
async def test_all_that_waited_for_an_hour_is_taken_once_and_in_order(
    house: House, leader: Chat, telegram_time: TelegramTime
) -> None:
    before = len(await _stored(house))
    await house.service.stop()
    question = await leader.last()
    for _ in range(TAPS):
        await leader.phone.tap(question["message_id"], question["buttons"][0][0]["callback_data"], wait=0)
    telegram_time.ahead = _HOUR
    waiting = house.state.main_bot.updates
    strangers = [(await house.stranger()).phone.user_id for _ in range(SENDERS)]
    sent = [(strangers[number % SENDERS], number) for number in range(WAITING)]
    for sender, number in sent:
        waiting.push_raw(a_message(sender, number))
    numbers = [one["update_id"] for one in waiting.first(WAITING)]

    await house.reopen()

    rows = (await _stored(house))[before:]
    assert [row.update_id for row in rows] == numbers, "taps are gone after 150 seconds, nothing else is"
    assert Counter(row.state for row in rows) == {InboxState.DONE: WAITING}
    done: dict[int, list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.done_at, row.id)):
        done[row.sender_id].append(row.update_id)
    assert all(one == sorted(one) for one in done.values())


async def _stored(house: House) -> list[Any]:
    return await house.read(lambda uow: list(uow.connection.execute(select(inbox).order_by(inbox.c.id))))


@pytest.mark.parametrize("back_at", [(2026, 12, 10, 10), (2026, 12, 14, 10), (2026, 12, 21, 12), (2027, 1, 6, 12)])
async def test_days_away_bring_a_leader_one_message_and_nobody_two_about_the_same(
    house: House, back_at: tuple[int, ...]
) -> None:
    leaders = ("L02A", "L09A", "L12A", "L15A")
    for code in (*leaders, "E1"):
        await house.join(code)
    known = await _begun(house)

    await house.restart(*back_at)

    begun = await _begun(house) - known
    people = Counter(code for code, _ in begun.elements())
    assert begun
    assert max(people[code] for code in (*leaders, *LEADERS)) <= 1
    assert set(begun.values()) == {1}, "a call that is due, say, is told once a cooperative"


async def _begun(house: House) -> Counter[tuple[str, str]]:
    """How often each person has been sent a message of the bot's own begin, by what it is about."""
    query = select(person.c.code, outbox.c.kind, outbox.c.ids).join(outbox, outbox.c.person_id == person.c.id)
    sent = query.where(outbox.c.initiated, outbox.c.message_id.is_not(None))
    rows = await house.read(lambda uow: uow.connection.execute(sent).all())
    return Counter((row[0], f"{row[1]} {sorted(row[2].items())}") for row in rows)
