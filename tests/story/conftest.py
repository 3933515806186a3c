"""Where most stories begin: a check-in has just opened, its leader and her consultant are there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from tests.house import Chat, House

OpenAt = Callable[..., Awaitable[House]]


@dataclass(slots=True)
class OpenCheckIn:
    """The check-in of Amwaj Boujdour (C10) has opened: three actions, none late or blocked.

    C10-F1 counts weeks (0 to 4), C10-P1 a plan (0 to 1), C10-C2 per cent (0 to 100).
    """

    house: House
    leader: Chat
    consultant: Chat


@pytest.fixture
async def opened(house_at: OpenAt) -> OpenCheckIn:
    """Monday 7 December 2026, 09:30: the first check-in of the programme."""
    house = await house_at(2026, 12, 7, 9)
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2026, 12, 7, 9, 30)
    return OpenCheckIn(house, leader, consultant)


@pytest.fixture
async def opened_late(house_at: OpenAt) -> OpenCheckIn:
    """Tuesday 5 January 2027, 09:30: the first of the three actions, C10-F1, is five days late and was never begun."""
    house = await house_at(2027, 1, 5, 9)
    leader, consultant = await house.join("L10A"), await house.join("K3")
    await house.to(2027, 1, 5, 9, 30)
    return OpenCheckIn(house, leader, consultant)
