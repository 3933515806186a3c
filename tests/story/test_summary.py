"""/bilan: the month's figures in chat, as PDF and as data, for whom they concern."""

import json

import pytest

from tests.engines import on_both_engines
from tests.house import Chat, House
from tests.story.conftest import OpenCheckIn


@pytest.fixture
async def answered(opened: OpenCheckIn) -> OpenCheckIn:
    """One action done with its value, one blocked, one moving on."""
    for label in ("Fait", "Cible", "Passer", "Bloqué", "Argent", "Passer", "Aujourd’hui", "Avance", "50"):
        await opened.leader.tap(label)
    return opened


async def test_a_leader_gets_the_month_of_her_own_cooperative(answered: OpenCheckIn) -> None:
    await answered.leader.send("/bilan")

    text = await answered.leader.text()
    for word in ("Bilan du mois", "Amwaj Boujdour", "Actions menées : 1", "Contraintes rencontrées : 1", "Provisoire"):
        assert word in text
    assert not any("programme" in one for one in await answered.leader.labels())


@on_both_engines
async def test_staff_get_the_programme_a_cooperative_and_other_months(answered: OpenCheckIn) -> None:
    staff = await answered.house.join("E1")
    await staff.send("/bilan")
    assert "1 sur 36 points de suivi complets" in await staff.text()
    await staff.tap("Amwaj Boujdour")
    assert "🏘 Amwaj Boujdour" in await staff.text()
    await staff.tap("Tout le programme")
    assert "Appui à l'économie sociale" in await staff.text()

    await staff.send("/bilan 2026-12 C10")
    assert "🏘 Amwaj Boujdour" in await staff.text()
    await staff.send("/bilan 2026-99")
    assert "Le mois n’est pas compris" in await staff.text()
    await staff.send("/bilan 2026-12 C99")
    assert "Aucune coopérative n’a ce code" in await staff.text()


async def test_a_consultant_gets_own_cooperatives_only(answered: OpenCheckIn) -> None:
    consultant = answered.consultant
    await consultant.send("/bilan")
    assert "Coopératives" in await consultant.text()
    await consultant.send("/bilan C10")
    assert "🏘 Amwaj Boujdour" in await consultant.text()

    await consultant.send("/bilan C01")

    assert "Cela concerne une autre coopérative" in await consultant.text()


async def test_the_pdf_is_one_in_either_language(answered: OpenCheckIn) -> None:
    for label in ("PDF en français", "PDF en arabe"):
        await answered.leader.send("/bilan")
        await answered.leader.tap(label)
        assert (await download(answered.leader)).startswith(b"%PDF-")


async def test_the_data_say_what_the_chat_says(answered: OpenCheckIn) -> None:
    staff = await answered.house.join("E1")
    await staff.send("/bilan")
    text = await staff.text()
    await staff.tap("JSON")

    data = json.loads(await download(staff))
    response = data["response"]
    complete = response["complete_alone"] + response["complete_by_phone"]
    assert f"{complete} sur {response['due']} points de suivi complets" in text
    assert f"Actions menées : {len(data['done'])} " in text
    assert f"Contraintes rencontrées : {len(data['constraints'])}" in text
    assert f"Actions prévues : {len(data['planned'])}" in text


async def test_before_the_first_check_in_the_month_is_empty_and_says_so(house: House) -> None:
    staff = await house.join("E1")
    await staff.send("/bilan")

    assert "Bilan du mois · décembre 2026" in await staff.text()


async def download(chat: Chat) -> bytes:
    """The bytes of the file in the newest message, as the phone fetches them."""
    file = (await chat.last())["file"]
    return await chat.house.client.fetch(file["url"])
