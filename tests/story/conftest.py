"""Where most stories begin: a check-in has just opened, its leader and her consultant are there.

Such a scene is played once in a run and copied by each test: the bot's database, and what Telegram holds.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from sandbox.client import Phone
from sandbox.state import State
from tests.house import Chat, Exchange, House, instant, open_house

#: On a busy machine a tap may take longer than a phone would wait: its notice is wanted all the same.
_PATIENCE_SECONDS = 30.0

OpenAt = Callable[..., Awaitable[House]]


@dataclass(slots=True)
class OpenCheckIn:
    """The check-in of Amwaj Boujdour (C10) has opened with three actions.

    C10-F1 counts weeks (0 to 4), C10-P1 a plan (0 to 1), C10-C2 per cent (0 to 100).
    """

    house: House
    leader: Chat
    consultant: Chat


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment kept: the database, Telegram's state, and the Telegram ids of those who have joined, by code."""

    folder: Path
    at: datetime
    users: dict[str, int]

    @property
    def database(self) -> Path:
        return self.folder / "suivi.db"


@pytest.fixture(scope="session")
def december(programme_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Monday 7 December 2026, 09:30: nothing is late or blocked."""
    return _play(programme_template, tmp_path_factory.mktemp("december"), instant(2026, 12, 7, 9, 30))


@pytest.fixture(scope="session")
def january(programme_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Tuesday 5 January 2027, 09:30: C10-F1 is five days late and was never begun."""
    return _play(programme_template, tmp_path_factory.mktemp("january"), instant(2027, 1, 5, 9, 30))


@pytest.fixture
async def opened(
    december: Scene, exchange: Exchange, tmp_path: Path, copy_of: Callable[[Path], str]
) -> AsyncIterator[OpenCheckIn]:
    """The first check-in of the programme has just opened."""
    async with _enter(december, copy_of(december.database), exchange, tmp_path) as scene:
        yield scene


@pytest.fixture
async def opened_late(
    january: Scene, exchange: Exchange, tmp_path: Path, copy_of: Callable[[Path], str]
) -> AsyncIterator[OpenCheckIn]:
    """A check-in has just opened in which an action is late."""
    async with _enter(january, copy_of(january.database), exchange, tmp_path) as scene:
        yield scene


def _play(programme: Path, folder: Path, at: datetime) -> Scene:
    shutil.copy(programme, folder / "suivi.db")

    async def join() -> dict[str, int]:
        state = State()
        async with open_house(
            f"sqlite:///{folder / 'suivi.db'}", folder, at=at.replace(minute=0), state=state
        ) as house:
            for code in ("L10A", "K3"):
                await house.join(code)
            await house.to(at.year, at.month, at.day, at.hour, at.minute)
            users = {code: chat.phone.user_id for code, chat in house.phones.items()}
        state.save(folder / "telegram")
        return users

    return Scene(folder, at, asyncio.run(join()))


@asynccontextmanager
async def _enter(scene: Scene, database_url: str, exchange: Exchange, folder: Path) -> AsyncIterator[OpenCheckIn]:
    state = State.load(scene.folder / "telegram", folder=folder / "files")
    async with open_house(database_url, folder, at=scene.at, state=state, exchange=exchange) as house:
        house.service.taps.patience = _PATIENCE_SECONDS
        for code, user_id in scene.users.items():
            house.phones[code] = Chat(house, Phone(house.client, user_id))
        yield OpenCheckIn(house, house.phones["L10A"], house.phones["K3"])
