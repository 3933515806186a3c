"""The clocks are set, back by an hour or on by a day: nothing waits for it, nothing is said twice."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.clock import monotonic, real_now
from domain.tries import Tries
from storage import leases, outbox
from storage.transport_states import InboxState, OutboxState
from tests.house import Chat, House
from tests.reliability.looks import fault, inbox_states, let_time_pass, messages_to, on_both_engines
from tests.reliability.trouble import until

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

SetClock = Callable[[timedelta], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The machine's clock, at the one place where it is read."""

    def by(change: timedelta) -> None:
        class SetDatetime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + change  # noqa: TID251 - this is what reads it

        monkeypatch.setattr("bot.clock.datetime", SetDatetime)

    return by


async def sent(house: House, chat: Chat, known: int) -> bool:
    return [one.state for one in await messages_to(house, chat, known)] == [OutboxState.SENT]


@on_both_engines
async def test_what_failed_before_the_clock_went_back_is_tried_again_in_seconds(
    house: House, leader: Chat, set_clock: SetClock
) -> None:
    known = len(await messages_to(house, leader))
    await fault(house, "500", method="sendMessage")
    await leader.send("/aide")
    assert [one.state for one in await messages_to(house, leader, known)] == [OutboxState.PENDING]

    set_clock(-HOUR)
    await house.settle()

    await until(lambda: sent(house, leader, known))
    await house.settle()


async def test_the_same_holds_for_a_process_that_starts_after_the_clock_went_back(
    house: House, leader: Chat, set_clock: SetClock
) -> None:
    known = len(await messages_to(house, leader))
    await fault(house, "500", method="sendMessage")
    await leader.send("/aide")
    await house.service.stop()

    set_clock(-HOUR)
    await house.reopen()

    await until(lambda: sent(house, leader, known))
    await house.settle()


async def test_an_update_that_failed_is_tried_again_though_the_clock_went_back(
    house: House, leader: Chat, set_clock: SetClock
) -> None:
    before = len(await inbox_states(house))
    house.service.inbox.tries = Tries((timedelta(seconds=2),))
    await house.push(message={"text": "no message"})
    assert await inbox_states(house, before) == [InboxState.NEW]

    set_clock(-HOUR)
    await house.service.tick()

    await until(lambda: _is_set_aside(house, before))


async def _is_set_aside(house: House, before: int) -> bool:
    return await inbox_states(house, before) == [InboxState.DEAD]


async def test_a_question_lost_before_the_clock_went_back_is_asked_again_after_a_minute(
    house: House, leader: Chat, set_clock: SetClock
) -> None:
    await fault(house, "drop", method="sendMessage")
    await leader.tap("Bloqué")

    set_clock(-HOUR)
    await house.settle()
    await let_time_pass(house, 61)
    await house.settle()

    assert "Au cas où ce message ne serait pas arrivé" in await leader.text()


@pytest.mark.parametrize("change", [-HOUR, DAY], ids=["back", "forward"])
async def test_the_lease_is_kept_and_ends_soon_by_the_new_clock(
    house: House, set_clock: SetClock, change: timedelta
) -> None:
    token = house.service.writer.token

    set_clock(change)
    assert await house.service.lease.take()

    lease = await house.read(lambda uow: leases.find(uow, "active process"))
    assert lease is not None
    assert timedelta(0) < lease.expires_at - real_now() <= house.service.lease.lasting
    assert house.service.writer.token == token


@pytest.mark.parametrize("change", [-HOUR, DAY], ids=["back", "forward"])
async def test_a_silence_is_kept_whatever_the_clock_says(
    house: House, leader: Chat, set_clock: SetClock, change: timedelta
) -> None:
    await fault(house, "429", method="sendMessage", seconds=2)
    asked = monotonic()
    await leader.send("/aide")

    set_clock(change)
    await house.settle()

    limits = house.service.delivery.limits
    assert limits.is_halted(asked + 1)
    assert not limits.is_halted(monotonic() + 2)


async def test_a_programme_clock_that_goes_back_and_on_again_repeats_nothing(house: House, leader: Chat) -> None:
    shown, now = len(await leader.messages()), house.service.clock.now()
    keys = await house.read(outbox.depths)

    for at in (now - HOUR, now, now - HOUR, now):
        house.service.clock.frozen_at = at
        await house.settle()

    assert len(await leader.messages()) == shown
    assert await house.read(outbox.depths) == keys


async def test_a_programme_clock_that_goes_on_by_a_day_reminds_once(house: House, leader: Chat) -> None:
    shown = len(await leader.messages())

    house.service.clock.frozen_at = house.service.clock.now() + DAY
    for _ in range(3):
        await house.settle()

    assert len(await leader.messages()) == shown + 1
