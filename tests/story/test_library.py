"""Videos and guide: by axis, by search, offered against what blocks; a file goes up to Telegram once."""

import pytest

from storage.tables.library import content_delivery
from tests.engines import on_both_engines
from tests.house import House
from tests.story import records
from tests.story.conftest import OpenCheckIn


async def test_a_video_is_uploaded_once_and_named_by_its_file_id_afterwards(house: House) -> None:
    first, second = await house.join("L10A"), await house.join("L09A")
    for chat in (first, second):
        await chat.send("/videos")
        assert "Quel sujet" in await chat.text()
        axis, *_ = await chat.labels()
        await chat.tap(axis)
        video = next(one for one in await chat.labels() if one.startswith("🎬"))
        await chat.tap(video)
        assert (await chat.last())["file"]["kind"] == "video"

    uploaded, named = await house.calls("sendVideo")
    assert isinstance(named["parameters"]["video"], str)
    assert named["parameters"]["video"] == uploaded["result"]["video"]["file_id"]
    assert uploaded["parameters"]["video"] != named["parameters"]["video"]


@on_both_engines
async def test_opening_content_is_counted_for_the_leaders_cooperative_only(house: House) -> None:
    for code in ("L10A", "K3"):
        chat = await house.join(code)
        await chat.send("/guide")
        await chat.tap("Production")
        section = next(one for one in await chat.labels() if one.startswith("📖"))
        await chat.tap(section)

    assert len(await records.column(house, content_delivery.c.code)) == 1


async def test_a_section_reads_as_text_with_the_videos_of_its_axis(house: House) -> None:
    leader = await house.join("L10A")
    await leader.send("/guide")
    await leader.tap("Communication")
    section = next(one for one in await leader.labels() if one.startswith("📖"))
    await leader.tap(section)

    assert "étiquette" in (await leader.text()).lower()
    assert "**" not in await leader.text()
    assert any(one.startswith("🎬") for one in await leader.labels())


@on_both_engines
@pytest.mark.parametrize(
    ("language", "searches"),
    [
        ("fr", {"etiquette": "tiquette", "ÉTIQUETTE": "tiquette", "tresorerie caisse": "aisse"}),
        ("ar", {"الملصق": "العنونة", "الصندوق": "الصندوق"}),
    ],
)
async def test_the_guide_is_searched_in_the_readers_own_words(
    house: House, language: str, searches: dict[str, str]
) -> None:
    leader = await house.join("L10A", language=language)
    await leader.send("/guide")
    for words, found in searches.items():
        await leader.tap("🔎")
        await leader.send(words)
        assert any(found in one for one in await leader.labels()), await leader.text()


async def test_a_search_that_finds_nothing_says_so_and_is_over(house: House) -> None:
    leader = await house.join("L10A")
    await leader.send("/guide")
    await leader.tap("🔎")
    await leader.send("hélicoptère")
    assert "Rien trouvé" in await leader.text()

    await leader.send("Bonjour")

    assert "transmis" in await leader.text()


async def test_what_covers_the_reason_is_offered_before_the_next_question(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Argent", "Passer", "Pas d’appel"):
        await opened.leader.tap(label)

    *_, offer, question = [one for one in await opened.leader.messages() if one["from"] == "bot"]
    assert "Cela peut aider pour" in offer["text"]
    assert "2/3" in question["text"]
    icons = [button["text"][0] for row in offer["buttons"] for button in row]
    assert 1 <= len(icons) <= 3
    assert icons.count("🎬") <= 1
    await opened.leader.tap("📖", message=offer)
    assert "🎬" in "".join(await opened.leader.labels())


async def test_against_a_hindrance_nothing_is_offered(opened: OpenCheckIn) -> None:
    for label in ("Bloqué", "Empêchement", "Passer", "Pas d’appel"):
        await opened.leader.tap(label)

    assert not any("Cela peut aider" in one for one in await opened.leader.texts())
