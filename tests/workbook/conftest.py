"""A draft workbook for each test."""

from pathlib import Path

import pytest

from tests.workbook.draft import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)
