"""A check-in that has just opened, with its leader and her consultant."""

from dataclasses import dataclass

import pytest

from tests.house import Chat, House


@dataclass(slots=True)
class Scene:
    """Monday 7 December 2026, 09:30: Amwaj Boujdour (C10) is asked about its first action."""

    house: House
    leader: Chat
    consultant: Chat


@pytest.fixture
async def scene(house: House) -> Scene:
    """Played over HTTP from the invitations on."""
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2026, 12, 7, 9, 30)
    return Scene(house, leader, consultant)
