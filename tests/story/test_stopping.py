"""/stop: the bot begins nothing more, the phone takes over, and /start takes it up again (law 09-08)."""

from domain.people import Reachability
from storage import people
from tests.engines import on_both_engines
from tests.house import House


@on_both_engines
async def test_after_stop_nothing_is_begun_until_start_and_the_check_in_goes_to_the_phone(house: House) -> None:
    leader = await house.join("L10A")
    consultant = await house.join("K3")

    await leader.send("/stop")

    assert "/start" in await leader.text()
    before = len(await leader.messages())

    await house.to(2026, 12, 7, 18)

    assert len(await leader.messages()) == before
    assert any("Amwaj Boujdour" in (one.get("text") or "") for one in await consultant.messages())

    await leader.send("/start")

    person = await house.read(lambda uow: people.by_code(uow, "L10A"))
    assert person is not None
    assert person.reachability is Reachability.REACHABLE


async def test_a_stranger_s_stop_is_answered_like_anything_else(house: House) -> None:
    stranger = await house.stranger()

    await stranger.send("/stop")

    assert len([one for one in await stranger.messages() if one["from"] == "bot"]) == 1
