"""The plan with its lights, an action in full, the portfolio, who answered."""

from tests.house import House
from tests.story.conftest import OpenCheckIn


async def test_a_leader_sees_the_plan_with_a_light_for_each_action(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent", "Passer", "Pas d’appel", "Fait", "Cible", "Passer"):
        await opened.leader.tap(label)
    await opened.leader.send("/plan")

    text = await opened.leader.text()
    assert "Plan d’action : 1 sur 10 faites" in text
    assert "Page 1 sur 2" in text
    assert "1. 🔴 Tenir le journal de caisse chaque semaine" in text
    await opened.leader.tap("Suivant")
    assert "✅ Établir le plan d'aménagement" in await opened.leader.text()


async def test_an_action_in_full_says_state_reason_dates_and_indicator(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent", "Passer", "Pas d’appel"):
        await opened.leader.tap(label)
    await opened.leader.send("/plan")
    await opened.leader.tap("1 🔴")

    for word in ("argent", "Bloqué depuis le 7 décembre", "Responsable : trésorière", "cible 4", "pas de réponse"):
        assert word in await opened.leader.text()
    await opened.leader.tap("Plan d’action")
    assert "Page 1 sur 2" in await opened.leader.text()


async def test_a_consultant_sees_the_portfolio_and_each_plan_in_it(opened: OpenCheckIn) -> None:
    await opened.consultant.send("/cooperatives")
    assert len([one for one in (await opened.consultant.text()).split("\n") if "sur" in one]) == 5

    await opened.consultant.tap("Amwaj Boujdour")
    assert "Plan d’action : 0 sur 10 faites" in await opened.consultant.text()


async def test_staff_see_who_has_answered(opened: OpenCheckIn) -> None:
    staff = await opened.house.join("E1")
    await opened.leader.tap("Toutes les autres")
    await staff.send("/suivi")

    assert "1 sur 18 complets" in await staff.text()
    assert "✅ Amwaj Boujdour" in await staff.text()


async def test_before_the_first_check_in_nobody_can_have_answered(house: House) -> None:
    staff = await house.join("E1")
    await staff.send("/suivi")

    assert "Aucun point de suivi n’est ouvert" in await staff.text()


async def test_commands_of_another_role_are_answered_politely(house: House) -> None:
    leader = await house.join("L10A")
    for command in ("/cooperatives", "/suivi", "/appels", "/alertes"):
        before = len(await leader.texts())
        await leader.send(command)
        (answer,) = (await leader.texts())[before:]
        assert "Cette commande n’existe pas" in answer
        assert await leader.labels() == ["🏠 Accueil"]
