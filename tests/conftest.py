"""What all tests share: the time-zone data of the package, a database made once, and a house to play in."""

import shutil
import zoneinfo
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House, build_template, open_house

zoneinfo.reset_tzpath(())


@pytest.fixture(scope="session")
def programme_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the sample programme, made once and copied by each test."""
    return build_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
async def house(programme_template: Path, tmp_path: Path) -> AsyncIterator[House]:
    """The whole bot against a local Telegram over HTTP, with the sample programme and a clock that stands still."""
    database = tmp_path / "suivi.db"
    shutil.copy(programme_template, database)
    async with open_house(f"sqlite:///{database}", tmp_path) as opened:
        yield opened
