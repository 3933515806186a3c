"""The page's clock: read and moved over HTTP, with all that falls due on the way."""

import asyncio
from datetime import datetime, timedelta

from tests.demo.conftest import MOMENT, Demo

DAY = 86_400


def instant(reading: dict[str, str]) -> datetime:
    return datetime.fromisoformat(reading["now"])


async def test_the_clock_runs_on_from_the_snapshot_and_tells_in_french_what_comes_next(demo: Demo) -> None:
    reading = await demo.clock()

    assert timedelta(seconds=-1) < instant(reading) - MOMENT < timedelta(minutes=1)
    assert reading["timezone"] == "Africa/Casablanca"
    assert reading["next"] == {"at": "2026-12-07T15:30:00+00:00", "what": "Messages en attente"}


async def test_moving_to_what_comes_next_makes_it_happen(demo: Demo) -> None:
    await demo.clock({"to": "next"})
    reminder = (await demo.clock())["next"]
    phone = demo.phone(demo.cast.leader.telegram_id)
    before = len(await phone.chat())

    reached = await demo.clock({"advance": DAY})

    assert reminder == {"at": "2026-12-07T19:30:00+00:00", "what": "Messages en attente"}
    assert instant(reached) >= datetime.fromisoformat("2026-12-08T15:30:00+00:00")
    assert len(await phone.chat()) == before + 1


async def test_messages_bear_the_programmes_dates(demo: Demo) -> None:
    await demo.clock({"advance": 7 * DAY})
    phone = demo.phone(demo.cast.leader.telegram_id)
    await phone.send("/plan")
    await demo.settle()

    newest = (await phone.chat())[-1]
    assert datetime.fromtimestamp(newest["date"], MOMENT.tzinfo).date().isoformat() == "2026-12-14"


async def test_two_moves_and_the_ticks_take_turns(demo: Demo) -> None:
    await asyncio.gather(demo.clock({"advance": DAY}), demo.stage.desk.ring(), demo.clock({"advance": DAY}))

    assert instant(await demo.clock()) >= MOMENT + timedelta(days=2)


async def test_limits_hold_again_after_a_move(demo: Demo) -> None:
    usual = demo.stage.service.delivery.limits.per_second

    await demo.clock({"advance": 60})

    assert usual is not None
    assert demo.stage.service.delivery.limits.per_second == usual
