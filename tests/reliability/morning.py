"""Mornings that tests can begin with at once: people have joined, and check-ins are open or about to be."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sandbox.state import State
from tests.engines import copied_file, copied_to
from tests.house import instant, open_house

#: Each leads a cooperative of her own.
LEADERS = ("L10A", "L04A", "L08A")
CONSULTANT = "K3"
#: The first check-in opens half an hour later.
NINE = instant(2026, 12, 7, 9)
NINE_THIRTY = instant(2026, 12, 7, 9, 30)


@dataclass(frozen=True, slots=True)
class Morning:
    """The database and Telegram's state, the programme's clock at `at`; `users` are Telegram's ids by code."""

    database: Path
    telegram: Path
    users: dict[str, int]
    at: datetime = NINE_THIRTY

    def on_sqlite(self, folder: Path) -> str:
        """A copy of the database in that folder; gives its address."""
        return copied_file(self.database, folder)

    def on_postgres(self, url: str) -> str:
        """The same rows in an empty database on PostgreSQL; gives its address."""
        return copied_to(url, f"sqlite:///{self.database}")

    def state(self, folder: Path) -> State:
        """Telegram as it was; files are kept in that folder."""
        return State.load(self.telegram, folder=folder)


def build_morning(programme: Path, folder: Path) -> Morning:
    """Three leaders and a consultant have joined, three check-ins are open; played over a copy of the programme."""
    return play_morning(programme, folder, (*LEADERS, CONSULTANT), NINE_THIRTY)


def play_morning(programme: Path, folder: Path, joining: Sequence[str], at: datetime) -> Morning:
    """These people join at nine, and the clock goes on to `at`."""
    database = folder / "morning.db"
    shutil.copy(programme, database)
    users = asyncio.run(_play(f"sqlite:///{database}", folder, joining, at))
    return Morning(database, folder / "telegram", users, at)


async def _play(url: str, folder: Path, joining: Sequence[str], at: datetime) -> dict[str, int]:
    state = State()
    async with open_house(url, folder, at=NINE, state=state) as house:
        for code in joining:
            await house.join(code)
        await house.to(at.year, at.month, at.day, at.hour, at.minute)
        users = {code: chat.phone.user_id for code, chat in house.phones.items()}
    state.save(folder / "telegram")
    return users
