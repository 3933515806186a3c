"""Morocco's clock, from the `tzdata` package and not from the system."""

import zoneinfo

import pytest

zoneinfo.reset_tzpath(())


@pytest.fixture(scope="session")
def zone() -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo("Africa/Casablanca")
