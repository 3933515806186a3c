"""A copied snapshot is a bot in the middle of its programme."""

from pathlib import Path
from typing import Any

from bot.demo.snapshot import Playground
from bot.intake import LAST_POLL
from storage import leases
from storage.engine import reading_engine
from storage.unit_of_work import reading
from tests.demo.conftest import Demo


def question_in(messages: list[dict[str, Any]]) -> tuple[int, str]:
    """The newest message with buttons: its number, and what its first button carries."""
    newest = next(one for one in reversed(messages) if one["buttons"])
    return newest["message_id"], newest["buttons"][0][0]["callback_data"]


def files_of(folder: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


async def test_a_tap_on_a_button_of_the_stored_history_is_answered(demo: Demo) -> None:
    phone = demo.phone(demo.cast.leader.telegram_id)
    before = await phone.chat()
    message_id, data = question_in(before)

    answer = await phone.tap(message_id, data)
    await demo.settle()

    after = await phone.chat()
    assert answer["text"]
    answered = next(one for one in after if one["message_id"] == message_id)
    assert answered["edited"]
    assert not answered["buttons"]
    assert len(after) > len(before)
    assert question_in(after)[0] > message_id


async def test_what_is_played_in_a_demo_leaves_the_snapshot_as_it_was(demo: Demo, snapshot: Path) -> None:
    before = files_of(snapshot)

    await demo.phone(demo.cast.staff.telegram_id).send("/bilan")
    await demo.settle()

    assert files_of(snapshot) == before


async def test_the_page_shows_who_is_who_and_opens_on_the_three_of_the_story(demo: Demo) -> None:
    users = {one["id"]: one for one in await demo.client.call("GET", "/sandbox/users")}
    people = (demo.cast.leader, demo.cast.consultant, demo.cast.staff)
    shown = [users[one.telegram_id] for one in people if one.telegram_id]

    assert [(one["role"], one["label"]) for one in shown] == [
        ("leader", "Amwaj Boujdour · présidente"),
        ("consultant", "Boujdour · consultant"),
        ("staff", "coordinatrice"),
    ]
    assert demo.cast.address("http://here") == "http://here/?leader={}&consultant={}&staff={}".format(
        *(one["id"] for one in shown)
    )


def test_a_demo_that_is_started_days_later_was_never_away(snapshot: Path) -> None:
    engine = reading_engine(Playground(snapshot).database_url)
    with reading(engine) as uow:
        beats = leases.beats(uow)
    engine.dispose()

    assert LAST_POLL not in beats
