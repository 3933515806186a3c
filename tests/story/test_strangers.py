"""Whoever has no invitation gets a polite explanation and nothing else; groups are refused."""

from sqlalchemy import func, select

from domain.people import Reachability
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from tests.house import House
from tests.story import records


async def test_a_stranger_is_explained_to_and_leaves_no_trace_but_the_inbox(house: House) -> None:
    stranger = await house.stranger()
    await house.settle()
    before = await house.read(_counts)

    for deed in ("/start", "Bonjour", "/plan", "/bilan", "/point"):
        await stranger.send(deed)
        assert "réservé aux coopératives" in await stranger.text()
    await stranger.voice()
    await stranger.photo()
    await stranger.press(await stranger.last(), "t:pl")

    assert len(await stranger.texts()) == 8
    after = await house.read(_counts)
    assert {name for name in after if after[name] != before[name]} == {"inbox", "outbox"}


async def test_a_stranger_may_read_how_data_are_treated(house: House) -> None:
    stranger = await house.stranger()
    await stranger.send("/privacy")

    assert "loi 09-08" in await stranger.text()


async def test_a_stranger_is_answered_in_the_language_of_the_phone(house: House) -> None:
    stranger = await house.stranger(language_code="ar")
    await stranger.send("سلام")

    assert "دعوة" in await stranger.text()


async def test_groups_are_politely_refused_and_nothing_is_heard_there(house: House) -> None:
    leader = await house.join("L10A")
    group = {"id": -100, "title": "Coopérative"}
    await leader.phone.client.call(
        "POST", f"/sandbox/users/{leader.phone.user_id}/send", {"text": "/plan", "group": group}
    )
    await house.settle()

    (refusal,) = [one for one in await house.calls("sendMessage") if one["parameters"]["chat_id"] == -100]
    assert "conversation privée" in refusal["parameters"]["text"]


async def test_leaving_a_group_blocks_nobody(house: House) -> None:
    leader = await house.join("L10A")
    bot = {"id": 1, "is_bot": True, "first_name": "Suivi"}
    for status in ("member", "left"):
        await house.push(
            my_chat_member={
                "chat": {"id": -100, "type": "group", "title": "Coopérative"},
                "from": {"id": leader.phone.user_id, "is_bot": False, "first_name": "Mariem"},
                "date": 1796000000,
                "old_chat_member": {"user": bot, "status": "left"},
                "new_chat_member": {"user": bot, "status": status},
            }
        )

    assert (await records.person(house, "L10A")).reachability is Reachability.REACHABLE


async def test_who_blocks_the_bot_is_not_written_to_and_comes_back_by_letting_it_in(house: House) -> None:
    leader = await house.join("L10A")
    await leader.phone.block(blocked=True)
    await house.settle()
    before = len(await leader.messages())
    await house.to(2026, 12, 7, 10)
    assert len(await leader.messages()) == before

    await leader.phone.block(blocked=False)
    await leader.send("/point")
    assert "1/3" in await leader.text()
    assert (await records.person(house, "L10A")).reachability is Reachability.REACHABLE


def _counts(uow: UnitOfWork) -> dict[str, int]:
    return {
        one.name: uow.connection.execute(select(func.count()).select_from(one)).scalar_one()
        for one in metadata.sorted_tables
        if one.name != "heartbeat"
    }
