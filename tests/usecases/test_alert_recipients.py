"""Who gets an alert and may answer it: whoever follows the cooperative now, and staff."""

from sqlalchemy import update

from storage import people
from storage.tables.people import cooperative
from storage.unit_of_work import UnitOfWork
from tests.house import Chat
from tests.usecases.conftest import Scene


async def block(leader: Chat) -> None:
    await leader.tap("Bloqué")
    await leader.tap("Argent")


async def test_staff_answer_a_leader_by_replying_to_an_alert(scene: Scene) -> None:
    staff = await scene.house.join("E1")
    await block(scene.leader)
    await staff.send("/alertes")
    await staff.tap("Amwaj")
    alert = await staff.last()
    await staff.send("Nous appelons la banque", reply_to=alert["message_id"])

    assert "Nous appelons la banque" in await scene.leader.text()


async def test_a_consultant_who_follows_the_cooperative_no_more_hears_nothing_more(scene: Scene) -> None:
    successor = await scene.house.join("K2")
    await block(scene.leader)
    await scene.house.write(_hand_over)
    await scene.leader.send("La banque attend")

    assert all("La banque attend" not in one for one in await scene.consultant.texts())
    assert "La banque attend" in await successor.text()


def _hand_over(uow: UnitOfWork) -> None:
    successor = people.by_code(uow, "K2")
    assert successor is not None
    uow.connection.execute(update(cooperative).where(cooperative.c.code == "C10").values(consultant_id=successor.id))
