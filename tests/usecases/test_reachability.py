"""Who writes to the bot can be written to."""

from domain.people import Reachability
from storage import people
from tests.usecases.conftest import Scene


async def test_whoever_writes_is_no_longer_taken_for_somebody_who_blocked_the_bot(scene: Scene) -> None:
    person = await scene.house.read(lambda uow: people.by_code(uow, "L10A"))
    assert person is not None
    await scene.house.write(lambda uow: people.set_reachability(uow, person.id, Reachability.BLOCKED))
    await scene.leader.send("/plan")

    found = await scene.house.read(lambda uow: people.by_id(uow, person.id))
    assert found.reachability is Reachability.REACHABLE


async def test_whoever_has_stopped_the_messages_and_then_blocks_the_bot_has_still_stopped_them(scene: Scene) -> None:
    await scene.leader.send("/stop")
    await scene.house.client.call("POST", "/sandbox/faults", {"kind": "403", "method": "sendMessage", "times": 1})
    await scene.leader.send("/aide")
    await scene.leader.send("/plan")

    person = await scene.house.read(lambda uow: people.by_code(uow, "L10A"))
    assert person is not None
    assert person.reachability is Reachability.STOPPED
