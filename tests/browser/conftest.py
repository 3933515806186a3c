"""A real browser at a phone's width, looking at the phones page of the house."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from tests.house import House

PHONE = {"width": 390, "height": 844}
SCREENSHOTS = Path(__file__).parent.parent.parent / "screenshots"
#: Without these the browser looks for hosts of its maker's at every start.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
async def page(house: House) -> AsyncIterator[Page]:
    """An empty page; errors of its scripts fail the test."""
    assert house.client.url
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        opened = await browser.new_page(viewport=PHONE, device_scale_factor=2)  # type: ignore[arg-type] # a plain dict will do
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.set_default_timeout(15_000)
        yield opened
        await browser.close()
        assert errors == []
