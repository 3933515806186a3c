"""The phones page in a test's hands: one phone at a time, buttons found by what they carry."""

from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import SCREENSHOTS


@dataclass(frozen=True, slots=True)
class PhonePage:
    """One role's phone on the page."""

    page: Page
    role: str

    @property
    def phone(self) -> Locator:
        return self.page.get_by_test_id(f"phone-{self.role}")

    async def show(self) -> None:
        """Brings this phone to the front."""
        await self.page.get_by_test_id(f"tab-{self.role}").click()
        await expect(self.phone).to_be_visible()

    async def write(self, text: str) -> None:
        """Types a message and sends it."""
        await self.phone.get_by_test_id("composer-input").fill(text)
        await self.phone.get_by_test_id("composer-send").click()

    async def send_sample(self, name: str) -> None:
        """Sends the sample voice note or photo."""
        await self.phone.get_by_test_id("attach").click()
        await self.phone.get_by_test_id(f"sample-{name}").click()

    async def tap(self, data: str) -> None:
        """Taps the newest button whose data matches (a CSS attribute selector's value, `^=` and `$=` joined by `…`)."""
        start, _, end = data.partition("…")
        selector = f'[data-testid="inline-button"][data-data^="{start}"]' + (f'[data-data$="{end}"]' if end else "")
        await self.phone.locator(selector).last.click()

    async def sees(self, text: str) -> None:
        """Waits until a message holds these words."""
        await expect(self.phone.get_by_test_id("message").filter(has_text=text).last).to_be_visible()

    async def picture(self, name: str) -> None:
        """Keeps a screenshot for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
