"""The house in the morning of a check-in, on either engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.client import Phone
from tests.house import Chat, House, open_house
from tests.reliability.morning import CONSULTANT, LEADERS, Morning, build_morning


@pytest.fixture(scope="session")
def morning(programme_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """Played once, copied by each test."""
    return build_morning(programme_template, tmp_path_factory.mktemp("morning"))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, morning: Morning, tmp_path: Path) -> str:
    """The morning's database: on SQLite, or on what a test's parameter says."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return morning.on_sqlite(tmp_path)
    return morning.on_postgres(request.getfixturevalue("postgres").new_database())


@pytest.fixture
async def house(database_url: str, morning: Morning, tmp_path: Path) -> AsyncIterator[House]:
    """The whole bot, with the phones of those who have joined."""
    state = morning.state(tmp_path / "files")
    async with open_house(database_url, tmp_path, at=morning.at, state=state) as opened:
        for code, user_id in morning.users.items():
            opened.phones[code] = Chat(opened, Phone(opened.client, user_id))
        yield opened


@pytest.fixture
def leader(house: House) -> Chat:
    """Mariem Jabri, of Amwaj Boujdour: her first question is on her phone."""
    return house.phones[LEADERS[0]]


@pytest.fixture
def other(house: House) -> Chat:
    """A leader of another cooperative, with her own first question."""
    return house.phones[LEADERS[1]]


@pytest.fixture
def consultant(house: House) -> Chat:
    """The consultant of the first leader."""
    return house.phones[CONSULTANT]
