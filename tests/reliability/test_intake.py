"""Taking updates in: stored before confirmed, each once, in order, however Telegram numbers and repeats them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from storage.tables.transport import inbox
from storage.transport_states import InboxState
from storage.unit_of_work import UnitOfWork
from tests.house import Chat, House
from tests.reliability.looks import answer_count, inbox_states, on_both_engines
from usecases.forgetting import forget_old_rows


async def stored(house: House) -> int:
    return await house.read(lambda uow: uow.connection.execute(select(func.count(inbox.c.id))).scalar_one())


async def pending(house: House) -> int:
    return (await house.service.bot.get_webhook_info()).pending_update_count


async def handed_over(house: House, after: int) -> bool:
    """Whether Telegram has given updates in a call later than the first `after`."""
    return any(one["result"] for one in (await house.calls("getUpdates"))[after:])


@on_both_engines
async def test_an_update_is_confirmed_only_when_it_is_stored(house: House, leader: Chat) -> None:
    before = len(await house.calls("getUpdates"))

    async with house.service.writer.batch():
        await leader.phone.send("/aide")
        while not await handed_over(house, before):
            continue
        looks = [await pending(house) for _ in range(20)]
    await house.settle()

    assert set(looks) == {1}
    assert await pending(house) == 0


async def test_the_offset_that_confirms_is_one_more_than_the_last_stored(house: House, leader: Chat) -> None:
    before = len(await house.calls("getUpdates"))

    await leader.send("/aide")

    calls = (await house.calls("getUpdates"))[before:]
    last = next(one["result"][-1]["update_id"] for one in calls if one["result"])
    offsets = [one["parameters"]["offset"] for one in calls if "offset" in one["parameters"]]
    assert offsets in ([], [last + 1])
    assert await pending(house) == 0


async def test_updates_that_are_numbered_anew_below_the_old_numbers_are_taken(house: House, leader: Chat) -> None:
    await leader.send("/aide")
    shown = len(await leader.messages())
    house.state.main_bot.updates.next_id -= 5

    await leader.send("/langue")

    assert len(await leader.messages()) == shown + 2


@on_both_engines
async def test_an_update_that_is_handed_over_twice_takes_effect_once(house: House, leader: Chat) -> None:
    await leader.tap("Bloqué")
    calls = await house.calls("getUpdates")
    update = next(one["result"][-1] for one in reversed(calls) if one["result"])
    shown, known, answers = len(await leader.messages()), await stored(house), await answer_count(house)

    house.state.main_bot.updates.next_id = update["update_id"]
    await house.push(**{name: value for name, value in update.items() if name != "update_id"})

    assert (len(await leader.messages()), await stored(house), await answer_count(house)) == (shown, known, answers)


async def test_an_update_is_known_again_for_thirty_days(house: House, leader: Chat) -> None:
    await leader.send("/aide")
    calls = await house.calls("getUpdates")
    handed_over_once = next(one["result"][-1] for one in reversed(calls) if one["result"])
    shown, known = len(await leader.messages()), await stored(house)

    await age(house, timedelta(days=29))
    house.state.main_bot.updates.next_id = handed_over_once["update_id"]
    await house.push(**{name: value for name, value in handed_over_once.items() if name != "update_id"})
    assert (len(await leader.messages()), await stored(house)) == (shown, known)

    await age(house, timedelta(days=1))
    assert await stored(house) == 0


async def age(house: House, span: timedelta) -> None:
    """What was received was received so much earlier, and what is old enough is forgotten."""

    def step(uow: UnitOfWork) -> None:
        for row in uow.connection.execute(select(inbox.c.id, inbox.c.received_at)).all():
            earlier = {"received_at": row.received_at - span}
            uow.connection.execute(update(inbox).where(inbox.c.id == row.id).values(earlier))
        forget_old_rows(uow, house.service.moment())

    await house.write(step)


async def test_a_tap_that_a_phone_sends_again_changes_nothing(house: House, leader: Chat) -> None:
    question: dict[str, Any] = await leader.last()
    data = question["buttons"][0][0]["callback_data"]
    await leader.phone.tap(question["message_id"], data)
    await house.settle()
    shown, answers = len(await leader.messages()), await answer_count(house)

    again = await leader.phone.tap(question["message_id"], data, resend=True)
    await house.settle()

    assert again["answered"]
    assert (len(await leader.messages()), await answer_count(house)) == (shown, answers)


async def test_messages_are_handled_in_the_order_in_which_they_came(house: House, leader: Chat) -> None:
    shown = len(await leader.messages())
    async with house.service.writer.batch():
        for command in ("/aide", "/langue", "/menu"):
            await leader.phone.send(command)
    await house.settle()

    kinds = [one.casefold() for one in await leader.texts(shown)]
    assert len(kinds) == 3
    assert "langue" in kinds[1]
    assert "langue" not in kinds[0]


async def test_an_update_of_a_kind_we_do_not_handle_is_ignored(house: House, leader: Chat) -> None:
    before = await stored(house)

    await house.push(something_of_next_year={"from": {"id": leader.phone.user_id}})
    await leader.send("/aide")

    assert await inbox_states(house, before) == [InboxState.IGNORED, InboxState.DONE]
