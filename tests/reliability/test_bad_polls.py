"""What can come back from a poll: another poller, updates without a number. Neither stops the others."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
from structlog.testing import capture_logs

from bot.clock import monotonic, real_now
from domain.tries import Tries
from storage import inbox, leases
from storage.transport_states import InboxState
from tests.house import TOKEN, Chat, House
from tests.reliability.looks import fault, inbox_states, on_both_engines
from tests.reliability.trouble import until


async def poll_elsewhere(house: House) -> None:
    """Somebody else asks for our updates, once, confirming nothing."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{house.client.url}/bot{TOKEN}/getUpdates", json={"timeout": 0})
    assert answer.status_code == 200


async def seen(house: House) -> datetime | None:
    return (await house.read(leases.beats)).get(leases.FOREIGN_POLLER)


async def is_waiting_for_updates(house: House) -> bool:
    poller = house.state.main_bot.poller
    return poller is not None and not poller.done()


@on_both_engines
async def test_a_foreign_poller_is_an_alarm_and_polling_goes_on(house: House, leader: Chat) -> None:
    shown, began = len(await leader.messages()), real_now()
    assert await seen(house) is None
    await until(lambda: is_waiting_for_updates(house))

    with capture_logs() as events:
        await poll_elsewhere(house)
        await until(lambda: _is_seen(house))
        await leader.send("/aide")

    at = await seen(house)
    assert at is not None
    assert began <= at <= real_now()
    alarms = [one for one in events if one["event"].startswith("foreign poller")]
    assert [one["log_level"] for one in alarms] == ["error"]
    assert len(await leader.messages()) == shown + 2


async def _is_seen(house: House) -> bool:
    return await seen(house) is not None


async def test_a_foreign_poller_that_stays_is_met_less_and_less_often_and_told_of_once(house: House) -> None:
    met: list[float] = []
    with capture_logs() as events:
        async with asyncio.timeout(30):
            while len(met) < 3:
                await until(lambda: is_waiting_for_updates(house))
                await _meet(house)
                met.append(asyncio.get_running_loop().time())

    first, second = met[1] - met[0], met[2] - met[1]
    assert 1 <= first < second
    assert sum(one["event"].startswith("foreign poller") for one in events) == 1


async def _meet(house: House) -> None:
    """Somebody else polls once, and the bot has noticed."""
    last = await seen(house)
    await poll_elsewhere(house)
    await until(lambda: _is_seen_after(house, last))


async def _is_seen_after(house: House, last: datetime | None) -> bool:
    return await seen(house) != last


async def test_while_telegram_is_away_it_is_told_once_and_once_that_updates_come_again(
    house: House, leader: Chat
) -> None:
    await leader.send("/aide")
    with capture_logs() as events:
        await fault(house, "drop", method="getUpdates", times=3)
        for _ in range(2):
            await leader.send("/aide")
        await until(lambda: _is_told(events, "updates come again"))
        await leader.send("/aide")

    assert [one["event"] for one in events if one["event"] in {"no updates", "updates come again"}] == [
        "no updates",
        "updates come again",
    ]


async def _is_told(events: list[Any], event: str) -> bool:
    return any(one["event"] == event for one in events)


@on_both_engines
async def test_an_update_without_a_number_is_set_aside_and_the_others_go_on(house: House, leader: Chat) -> None:
    before, shown = len(await inbox_states(house)), len(await leader.messages())
    house.service.inbox.tries = Tries(())
    nameless: dict[str, Any] = {"update_id": None, "message": {"text": "?", "from": {"id": leader.phone.user_id}}}
    house.state.main_bot.updates.push_raw(nameless)

    await leader.send("/aide")
    await until(lambda: _is_set_aside(house))

    states = await inbox_states(house, before)
    assert sorted(states) == [InboxState.DEAD, InboxState.DONE]
    assert len(await leader.messages()) == shown + 2


async def _is_set_aside(house: House) -> bool:
    return len(await house.read(inbox.dead)) == 1


async def test_what_cannot_be_confirmed_is_asked_for_again_without_haste(house: House, leader: Chat) -> None:
    before, calls = len(await inbox_states(house)), len(await house.calls("getUpdates"))
    house.state.main_bot.updates.push_raw({"update_id": None, "message": {"text": "?"}})

    began = monotonic()
    await until(lambda: _polls(house, calls + 4))

    assert monotonic() - began > 2
    assert len(await inbox_states(house, before)) == 1
    shown = len(await leader.messages())
    await leader.send("/aide")
    assert len(await leader.messages()) == shown + 2


async def _polls(house: House, number: int) -> bool:
    return len(await house.calls("getUpdates")) >= number
