"""Copies of what people send: fetched in the background, whole or not at all, however it goes wrong."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select, update
from structlog.testing import capture_logs

from bot.clock import monotonic
from bot.file_fetcher import FileFetcher
from storage.tables.check_ins import attachment, file_copy
from storage.transport_states import FileCopyState
from storage.unit_of_work import UnitOfWork
from tests.house import TOKEN, Chat, House
from tests.reliability.looks import fault, no_more_faults, on_both_engines

KEPT, WAITING, UNAVAILABLE = FileCopyState.KEPT, FileCopyState.WAITING, FileCopyState.UNAVAILABLE
VOICE = b"OggS" + bytes(range(256)) * 300
PATIENCE_SECONDS = 20


def fetcher(house: House) -> FileFetcher:
    assert house.service.files is not None
    return house.service.files


async def copies(house: House) -> list[Row[Any]]:
    """What is known of each file, in the order in which they came."""
    query = select(file_copy, attachment.c.file_id).join(attachment).order_by(file_copy.c.attachment_id)
    return await house.read(lambda uow: list(uow.connection.execute(query).all()))


async def until(house: House, condition: Callable[[list[Row[Any]]], bool]) -> list[Row[Any]]:
    """Lets files be fetched until it is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition(found := await copies(house)):
            fetcher(house).wake.set()
            await asyncio.sleep(0.01)
    return found


async def states(house: House, *wanted: FileCopyState) -> list[Row[Any]]:
    return await until(house, lambda found: [one.state for one in found] == list(wanted))


async def failed(house: House, attempts: int) -> Row[Any]:
    """The first file, once it has failed so often."""
    return (await until(house, lambda found: bool(found) and found[0].attempts == attempts))[0]


async def told(house: House, events: list[Any], words: str) -> None:
    """Waits until the log says so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not any(one["event"].startswith(words) for one in events):
            fetcher(house).wake.set()
            await asyncio.sleep(0.01)


async def let_wait(house: House, span: timedelta) -> None:
    """What is to be tried again has waited so much longer."""

    def step(uow: UnitOfWork) -> None:
        rows = uow.connection.execute(select(file_copy.c.attachment_id, file_copy.c.next_try_at)).all()
        for key, at in rows:
            if at is not None:
                earlier = {"next_try_at": at - span}
                uow.connection.execute(update(file_copy).where(file_copy.c.attachment_id == key).values(earlier))

    await house.write(step)


async def send(chat: Chat, content: bytes = VOICE, name: str = "../../voice.sh", mime_type: str = "audio/ogg") -> None:
    """A voice note, with a name that must not matter."""
    await chat.send_file("voice", content, name, mime_type)


@on_both_engines
async def test_the_bytes_of_a_voice_note_come_onto_the_disk_as_they_were_sent(house: House, leader: Chat) -> None:
    await send(leader)

    (found,) = await states(house, KEPT)

    assert (house.copies / found.path).read_bytes() == VOICE
    assert (found.path, found.size_bytes) == (f"{found.attachment_id}.ogg", len(VOICE))
    assert [one.name for one in house.copies.iterdir()] == [found.path]


async def test_everything_that_people_send_is_fetched(house: House, leader: Chat, consultant: Chat) -> None:
    for _ in range(3):
        await send(leader)
    await leader.photo()
    await leader.send_file("document", b"%PDF-1.7", "plan.pdf", "application/pdf")
    await consultant.send_file("document", b"whatever", "run.exe", "application/x-msdownload")

    found = await states(house, *[KEPT] * 6)

    endings = [one.path.rpartition(".")[2] for one in found]
    assert endings == ["ogg", "ogg", "ogg", "jpg", "pdf", "bin"]
    assert (house.copies / found[-1].path).read_bytes() == b"whatever"


async def test_the_folder_is_for_the_bot_alone(house: House, leader: Chat) -> None:
    await send(leader)
    (found,) = await states(house, KEPT)

    assert house.copies.stat().st_mode & 0o777 == 0o700
    assert (house.copies / found.path).stat().st_mode & 0o777 == 0o600


@on_both_engines
async def test_who_is_killed_between_disk_and_mark_fetches_the_file_again(house: House, leader: Chat) -> None:
    await fault(house, "delay", method="download", seconds=0.2)
    await send(leader)
    async with house.service.writer.batch():
        # The file comes onto the disk, its mark has to wait for the writer, and there the process is cut off.
        fetcher(house).wake.set()
        while not (house.copies / "1.ogg").exists():  # noqa: ASYNC110 - a disk tells no event
            await asyncio.sleep(0.01)
        await cut_off(house)
    assert [one.state for one in await copies(house)] == [WAITING]
    await house.service.stop()
    (house.copies / "1.ogg").write_bytes(VOICE[:10])
    (house.copies / "77.part").write_bytes(b"half of something")

    await house.reopen()

    await states(house, KEPT)
    assert {one.name: one.read_bytes() for one in house.copies.iterdir()} == {"1.ogg": VOICE}


async def cut_off(house: House) -> None:
    """The part that fetches files ends where it is."""
    (task,) = [one for one in house.service._tasks if one.get_name() == "files"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("kind", ["500", "drop", "deliver_timeout"])
async def test_what_fails_twice_is_tried_again_and_then_there(
    house: House, leader: Chat, method: str, kind: str
) -> None:
    await fault(house, kind, method=method, times=0, seconds=0.05)
    await send(leader)

    found = await failed(house, 1)
    assert (found.state, list(house.copies.iterdir())) == (WAITING, [])
    await let_wait(house, timedelta(hours=2))
    await failed(house, 2)
    await no_more_faults(house)
    await let_wait(house, timedelta(hours=2))

    (found,) = await states(house, KEPT)
    assert (house.copies / found.path).read_bytes() == VOICE
    assert found.note == ""


async def test_what_fails_again_and_again_is_given_up_and_stops_no_other(house: House, leader: Chat) -> None:
    await fault(house, "500", method="download", times=4)
    await send(leader)
    for attempts in (1, 2, 3):
        await failed(house, attempts)
        await let_wait(house, timedelta(hours=2))

    (given_up,) = await states(house, UNAVAILABLE)
    await send(leader)
    _, kept = await states(house, UNAVAILABLE, KEPT)

    assert given_up.note == "NetworkError: 500 Internal Server Error (4 tries)"
    assert (house.copies / kept.path).read_bytes() == VOICE


async def test_a_file_that_waits_for_another_try_holds_up_no_other(house: House, leader: Chat) -> None:
    await fault(house, "500", method="download")
    await send(leader)
    await failed(house, 1)

    await send(leader)

    await states(house, WAITING, KEPT)


async def test_a_number_that_telegram_does_not_know_is_given_up_at_once(house: House, leader: Chat) -> None:
    await fault(house, "500", method="getFile")
    await send(leader)
    await failed(house, 1)
    await house.write(lambda uow: uow.connection.execute(update(attachment).values(file_id="AwACnonsense")) and None)
    await let_wait(house, timedelta(hours=2))

    (found,) = await states(house, UNAVAILABLE)

    assert found.note == "BadRequest: Invalid file_id"


async def test_a_file_that_is_larger_than_was_promised_is_not_kept(house: House, leader: Chat) -> None:
    fetcher(house).most_bytes = len(VOICE) - 1
    await send(leader)

    (found,) = await states(house, UNAVAILABLE)

    assert found.note == f"larger than {len(VOICE) - 1} bytes"
    assert list(house.copies.iterdir()) == []


async def test_no_more_is_fetched_than_there_is_room_for(house: House, leader: Chat) -> None:
    files = fetcher(house)
    files.folder = replace(files.folder, most_bytes=len(VOICE))
    await send(leader)
    await states(house, KEPT)
    with capture_logs() as events:
        await send(leader)
        await told(house, events, "no more files are fetched")
        await send(leader)
        await send(leader)

    assert [one.state for one in await copies(house)] == [KEPT, WAITING, WAITING, WAITING]
    assert len([one for one in events if "files.most_megabytes is reached" in one["event"]]) == 1

    files.folder = replace(files.folder, most_bytes=10 * len(VOICE))
    await states(house, KEPT, KEPT, KEPT, KEPT)


async def test_a_wish_for_silence_is_kept_by_downloads_too(house: House, leader: Chat) -> None:
    await fault(house, "429", method="download", seconds=1)
    asked = monotonic()
    await send(leader)

    (found,) = await states(house, KEPT)

    first, second = await house.calls("getFile")
    assert second["time"] - first["time"] >= 1
    assert house.service.delivery.limits.is_halted(asked + 0.9), "messages keep it as well"
    assert found.attempts == 0


async def test_while_the_network_is_away_files_wait_and_lose_no_try(house: House, leader: Chat) -> None:
    files = fetcher(house)
    root, files.api.root = files.api.root, "http://127.0.0.1:9"
    with capture_logs() as events:
        # What goes out to the leader waits for the network too.
        await leader.phone.send_file("voice", VOICE, "v.ogg", "audio/ogg")
        await told(house, events, "no files can be fetched")
    files.api.root = root
    await house.settle()

    (found,) = await states(house, KEPT)
    assert found.attempts == 0


async def test_a_folder_that_cannot_be_written_to_is_told_of_once_and_waited_for(house: House, leader: Chat) -> None:
    await send(leader)
    await states(house, KEPT)
    for one in house.copies.iterdir():
        one.unlink()
    house.copies.rmdir()
    house.copies.write_text("no folder")
    with capture_logs() as events:
        await send(leader)
        await told(house, events, "the folder of files cannot be used")
        told_before = len(events)
        for _ in range(3):
            assert await fetcher(house).fetch_due() > 0, "it rests"
    assert [one for one in events[told_before:] if one["event"].startswith("the folder")] == []
    house.copies.unlink()

    _, found = await states(house, KEPT, KEPT)
    assert found.attempts == 0


async def test_no_failure_tells_the_token(house: House, leader: Chat) -> None:
    with capture_logs() as events:
        for kind in ("500", "drop", "deliver_timeout"):
            await fault(house, kind, method="download", seconds=0.05, times=0)
            await send(leader)
            await until(house, lambda rows: rows[-1].attempts == 1)
            await no_more_faults(house)

    notes = [one.note for one in await copies(house)]
    assert all(notes)
    assert TOKEN not in f"{events}{notes}"
    assert TOKEN.partition(":")[2] not in f"{events}{notes}"
