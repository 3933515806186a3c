"""Mornings that tests can begin with at once: people have joined, and check-ins are open or about to be."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, func, select, text

from sandbox.state import State
from storage.engine import writing_engine
from storage.schema import migrate
from storage.tables import metadata
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
        shutil.copy(self.database, folder / "suivi.db")
        return f"sqlite:///{folder / 'suivi.db'}"

    def on_postgres(self, url: str) -> str:
        """The same rows in an empty database on PostgreSQL; gives its address."""
        source, target = create_engine(f"sqlite:///{self.database}"), writing_engine(url)
        migrate(target)
        with source.connect() as read, target.connect() as write, write.begin():
            for table in metadata.sorted_tables:
                rows = [dict(row._mapping) for row in read.execute(select(table))]
                if rows:
                    write.execute(table.insert(), rows)
                if "id" in table.c:
                    last = write.execute(select(func.max(table.c.id))).scalar()
                    write.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last or 1})"))
        source.dispose()
        target.dispose()
        return url

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
