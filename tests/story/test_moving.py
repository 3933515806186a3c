"""A programme moves from SQLite to PostgreSQL and back in the middle of a check-in: nobody notices."""

from pathlib import Path

from domain.answer import Ask
from tests.engines import copied_to
from tests.house import House
from tests.postgres import Postgres
from tests.story import records
from tests.story.conftest import OpenCheckIn


async def move(house: House, url: str) -> None:
    """The bot stops, its programme is copied, and another bot starts on the copy."""
    await house.service.stop()
    house.database_url = copied_to(url, house.database_url)
    await house.reopen()


async def test_a_check_in_goes_on_after_a_move_and_after_the_way_back(
    opened: OpenCheckIn, postgres: Postgres, tmp_path: Path
) -> None:
    house, leader = opened.house, opened.leader
    await leader.tap("Bloqué")

    await move(house, postgres.new_database())
    await leader.tap("Argent")
    alerted = await opened.consultant.text()
    assert "Amwaj Boujdour" in alerted

    await move(house, f"sqlite:///{tmp_path / 'back.db'}")
    await leader.send("la banque attend")

    assert await records.asks(house, "C10") == [Ask.STATUS, Ask.REASON, Ask.DETAIL]
    assert (await records.given(house, "C10"))[-1].given.text == "la banque attend"
    questions = [one["text"] for one in await leader.messages() if one.get("buttons")]
    assert len(questions) == len(set(questions))
