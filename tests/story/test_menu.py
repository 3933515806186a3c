"""Telegram's command menu."""

from tests.house import House


async def test_the_menu_is_published_in_arabic_and_in_french(house: House) -> None:
    calls = (await house.client.call("GET", "/sandbox/calls?after=0&method=setMyCommands"))["calls"]

    by_language = {one["parameters"].get("language_code", ""): one["parameters"]["commands"] for one in calls}

    assert set(by_language) == {"", "fr"}
    assert "Plan d" in str(by_language["fr"])
    assert str(by_language[""]) != str(by_language["fr"])
