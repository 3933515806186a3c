"""What the tests of the rules share: Morocco's clock and public days."""

import zoneinfo

import pytest
from hypothesis import settings

from bot.public_days import public_days
from domain.rules import Rules

zoneinfo.reset_tzpath(())

# How long one example takes says more about the machine than about the rules.
settings.register_profile("rules", deadline=None)
settings.load_profile("rules")


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules with the estimates of 2026 to 2030 and their neighbours."""
    return Rules(zone=zoneinfo.ZoneInfo("Africa/Casablanca"), public_days=public_days(range(2025, 2032)))
