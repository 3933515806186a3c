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
