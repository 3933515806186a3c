"""A message that is there already is edited at any hour, and only in the chat in which it stands."""

from tests.usecases.conftest import Scene


async def test_an_alert_seen_at_night_shows_it_at_once(scene: Scene) -> None:
    await scene.leader.tap("Bloqué")
    await scene.leader.tap("Argent")
    await scene.house.to(2026, 12, 7, 22)
    await scene.consultant.tap("Vu")

    assert await scene.consultant.labels() == ["✅ Réglé"]


async def test_what_begins_at_night_waits_for_the_morning(scene: Scene) -> None:
    await scene.house.to(2026, 12, 7, 22)
    await scene.leader.tap("Bloqué")
    await scene.leader.tap("Argent")
    assert not any("Action bloquée" in one for one in await scene.consultant.texts())

    await scene.house.to(2026, 12, 8, 9)
    assert "Action bloquée" in await scene.consultant.text()


async def test_an_alert_that_goes_on_comes_whole_to_a_new_account(scene: Scene) -> None:
    await scene.leader.tap("Bloqué")
    await scene.leader.tap("Argent")
    account = await scene.house.join("K3")
    before = [one["text"] for one in await account.messages()]
    await scene.leader.send("La banque attend")

    shown = [one["text"] for one in await account.messages()]
    assert shown[: len(before)] == before
    assert "La banque attend" in await account.text()
