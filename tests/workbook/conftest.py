"""A draft workbook and a database of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.engine import writing_engine
from storage.schema import migrate
from tests.workbook.draft import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "suivi.db"
    engine = writing_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(tmp_path: Path, migrated: Path) -> Iterator[Engine]:
    copy = tmp_path / "suivi.db"
    copy.write_bytes(migrated.read_bytes())
    engine = writing_engine(f"sqlite:///{copy}")
    yield engine
    engine.dispose()
