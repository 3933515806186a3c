"""The whole story on the phones page at phone width, in French and in Arabic: leader, consultant, staff."""

from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from tests.browser.phones import PhonePage
from tests.house import House

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Words:
    """What each language must show along the way."""

    cooperative: str
    blocked: str
    confirmed: str
    seen: str
    summary: str
    direction: str


WORDS = {
    "fr": Words("Amwaj Boujdour", "Action bloquée", "Confirmé", "Vu par", "Bilan du mois", "ltr"),
    "ar": Words("أمواج بوجدور", "نشاط متعثّر", "تمّ التأكيد", "تمّ الاطلاع", "ملخّص الشهر", "rtl"),
}


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_blocked_action_goes_from_the_leader_to_the_consultant_and_back_and_into_the_summary(
    house: House, page: Page, language: str
) -> None:
    words = WORDS[language]
    leader, consultant, staff = await _open(house, page, language)

    await _join(house, leader, "L10A", language)
    await leader.sees(words.cooperative)
    await leader.picture(f"{language}-1-welcome")
    await _join(house, consultant, "K3", language)
    await _join(house, staff, "E1", language)
    await house.to(2026, 12, 7, 10)

    await leader.show()
    await leader.tap("s:…:b")
    await leader.tap("r:…:1")
    await leader.send_sample("voice")
    await leader.tap("c:…:t")
    await leader.picture(f"{language}-2-check-in")
    await leader.tap("u:")
    await leader.tap("k:")
    await leader.sees(words.confirmed)
    await leader.picture(f"{language}-3-confirmed")

    await consultant.show()
    await consultant.sees(words.blocked)
    await expect(consultant.phone.locator("audio, [data-testid=voice]").first).to_be_attached()
    await consultant.picture(f"{language}-4-alert")
    await consultant.tap("as:")
    await consultant.sees(words.seen)
    await consultant.tap("ar:")
    await house.settle()
    await consultant.write("Rendez-vous avec la DAS jeudi")
    await house.settle()

    await leader.show()
    await leader.sees("Rendez-vous avec la DAS jeudi")
    await leader.picture(f"{language}-5-resolved")

    await staff.show()
    await staff.tap("t:su")
    await staff.sees(words.summary)
    await staff.tap("bf:…:pdf:" + language)
    await expect(staff.phone.get_by_test_id("document").last).to_be_visible()
    await staff.picture(f"{language}-6-summary")


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_the_page_never_scrolls_sideways_and_reads_in_the_right_direction(
    house: House, page: Page, language: str
) -> None:
    await _open(house, page, language)

    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    direction = await page.evaluate("document.documentElement.dir || 'ltr'")

    assert not wide
    assert direction == WORDS[language].direction


async def _open(house: House, page: Page, language: str) -> tuple[PhonePage, PhonePage, PhonePage]:
    people = {
        "leader": ("Mariem Jabri", "Amwaj Boujdour · présidente"),
        "consultant": ("Hassan Miftah", "Consultant · Boujdour"),
        "staff": ("Leïla Mouhsine", "Équipe"),
    }
    ids = {}
    for role, (name, label) in people.items():
        phone = await house.client.add_user(first_name=name, role=role, label=label, language_code=language)
        ids[role] = phone.user_id
    chosen = "&".join(f"{role}={user_id}" for role, user_id in ids.items())
    await page.goto(f"{house.client.url}/?{chosen}&ui={language}")
    await expect(page.get_by_test_id("phone-leader")).to_be_visible()
    return PhonePage(page, "leader"), PhonePage(page, "consultant"), PhonePage(page, "staff")


async def _join(house: House, phone: PhonePage, code: str, language: str) -> None:
    await phone.show()
    await phone.write(f"/start {await house.invite(code)}")
    await phone.tap("ok:1")
    await phone.tap(f"l:{language}")
    await house.settle()
