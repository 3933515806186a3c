"""Joining: an invitation, consent, a language, a welcome; and clear answers to everything else."""

from tests.house import House


async def test_a_leader_joins_by_invitation_consents_and_is_welcomed(house: House) -> None:
    chat = await house.stranger("Fatima")
    token = await house.invite("L10A")

    await chat.send(f"/start {token}")

    assert {"نعم · Oui"} & set(await chat.labels()) or any("Oui" in one for one in await chat.labels())

    await chat.tap("Oui")

    assert any("Français" in one for one in await chat.labels())

    await chat.tap("Français")

    assert "Amwaj Boujdour" in await chat.text()
