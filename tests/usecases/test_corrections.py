"""A message that is edited corrects what came in it."""

from tests.house import House
from tests.usecases.conftest import Scene


async def test_a_comment_that_is_edited_stays_one_comment(scene: Scene) -> None:
    await scene.leader.tap("Toutes les autres")
    comment = await scene.leader.send("Le moulin est en panne")
    once = await scene.leader.text()
    await scene.leader.send("Le moulin est réparé", edit_of=comment)
    await scene.leader.send("/point")

    assert _comments(await scene.leader.text()) == _comments(once) != []


def _comments(recap: str) -> list[str]:
    return [line for line in recap.splitlines() if "💬" in line]


async def test_a_date_that_is_edited_into_none_is_asked_for_as_a_date(house: House) -> None:
    leader = await house.join("L10A")
    await house.to(2027, 1, 5, 9, 30)
    await leader.tap("Pas commencé")
    answer = await leader.send("31/03/2027")
    await leader.send("bientôt", edit_of=answer)

    assert "date" in await leader.text()
