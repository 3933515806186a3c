"""A question whose fate is unknown is asked once more, unless the person has gone on."""

from datetime import timedelta

from sqlalchemy import update

from storage.tables.transport import outbox
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork
from tests.usecases.conftest import Scene


async def lose_the_next(scene: Scene) -> None:
    """Telegram delivers the next message, and its answer is lost on the way."""
    fault = {"kind": "deliver_timeout", "method": "sendMessage", "times": 1, "seconds": 0}
    await scene.house.client.call("POST", "/sandbox/faults", fault)


async def a_minute_passes(scene: Scene) -> None:
    def step(uow: UnitOfWork) -> None:
        earlier = {"sent_at": scene.house.service.moment().real - timedelta(seconds=61)}
        uow.connection.execute(update(outbox).where(outbox.c.state == OutboxState.UNKNOWN).values(earlier))

    await scene.house.write(step)
    await scene.house.settle()


async def test_a_recap_that_may_be_lost_is_shown_again(scene: Scene) -> None:
    await scene.leader.tap("Pas commencé")
    await scene.leader.tap("Pas commencé")
    await lose_the_next(scene)
    await scene.leader.tap("Pas commencé")
    before = await scene.leader.texts()
    await a_minute_passes(scene)

    assert len(await scene.leader.texts()) == len(before) + 1
    assert any("Confirmer" in one for one in await scene.leader.labels())


async def test_what_was_answered_meanwhile_is_not_asked_again(scene: Scene) -> None:
    await lose_the_next(scene)
    await scene.leader.tap("Pas commencé")
    await scene.leader.tap("Pas commencé")
    before = await scene.leader.texts()
    await a_minute_passes(scene)

    assert await scene.leader.texts() == before
