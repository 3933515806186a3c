"""Files up and down, by upload and by identifier."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.world import PNG, TOKEN, World

MB = 1024 * 1024
# An Ogg page that ends at 96,000 samples: two seconds of Opus.
VOICE = b"OggS\x00\x04" + (96_000).to_bytes(8, "little") + b"\x00" * 14
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108001000200301110002110103110100")


def upload(world: World, user_id: int, status: int = 200, data: Any = None, **files: Any) -> Any:
    return world.control("POST", f"/sandbox/users/{user_id}/send", status, files=files, data=data)


def test_a_picture_goes_up_and_comes_down_to_the_page(world: World) -> None:
    person = world.reader()
    message = world.ok("sendPhoto", chat_id=person, caption="Bilan", files={"photo": ("bilan.png", PNG)})
    assert (message["photo"][-1]["width"], message["photo"][-1]["height"]) == (32, 16)
    shown = world.chat(person)["messages"][-1]["file"]
    assert shown["kind"] == "photo"
    got = world.http.get(world.url + shown["url"])
    assert got.content == PNG
    assert got.headers["content-type"] == "image/png"


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "document"])
def test_every_kind_is_sent_and_sent_again_by_its_identifier(world: World, kind: str) -> None:
    person = world.reader()
    method = f"send{kind.capitalize()}"
    first = world.ok(method, chat_id=person, files={kind: ("a.bin", b"bytes")})[kind]
    again = world.ok(method, chat_id=person, **{kind: first["file_id"]})[kind]
    assert again == first
    assert first["file_unique_id"] != first["file_id"]
    assert len(world.state.files.by_id) == 1


def test_an_identifier_is_good_for_its_kind_only(world: World) -> None:
    person = world.reader()
    file_id = world.ok("sendDocument", chat_id=person, files={"document": ("a.pdf", b"%PDF")})["document"]["file_id"]
    assert world.refused("sendPhoto", chat_id=person, photo=file_id) == (
        "Bad Request: can't use file of type Document as Photo"
    )
    assert world.refused("sendPhoto", chat_id=person, photo="nonsense").startswith(
        "Bad Request: wrong remote file identifier specified"
    )
    assert world.refused("sendPhoto", chat_id=person) == "Bad Request: there is no photo in the request"
    assert world.refused("sendVideo", chat_id=person, video="https://video.ma/1.mp4") == (
        "Bad Request: failed to get HTTP URL content"
    )


def test_a_voice_of_a_person_can_be_fetched(world: World) -> None:
    person = world.person()
    sent = upload(world, person, voice=("note.ogg", VOICE, "audio/ogg"))
    voice = world.updates()[0]["message"]["voice"]
    assert voice == sent["message"]["voice"]
    assert (voice["duration"], voice["mime_type"], voice["file_size"]) == (2, "audio/ogg", len(VOICE))
    path = world.ok("getFile", file_id=voice["file_id"])["file_path"]
    assert world.http.get(f"{world.url}/file/bot{TOKEN}/{path}").content == VOICE


def test_people_send_photos_videos_and_documents(world: World) -> None:
    person = world.person()
    upload(world, person, photo=("p.jpg", JPEG, "image/jpeg"), data={"caption": "preuve", "media_group_id": "7"})
    upload(world, person, video=("v.mp4", b"mp4", "video/mp4"), data={"duration": "5", "width": "640"})
    upload(world, person, document=("plan.xlsx", b"PK", "application/x-xlsx"))
    photo, video, document = (update["message"] for update in world.updates())
    assert (photo["photo"][-1]["width"], photo["photo"][-1]["height"]) == (32, 16)
    assert (photo["caption"], photo["media_group_id"]) == ("preuve", "7")
    assert (video["video"]["duration"], video["video"]["width"]) == (5, 640)
    assert document["document"]["file_name"] == "plan.xlsx"


def test_a_person_replies_with_a_file(world: World) -> None:
    person = world.reader()
    asked = world.ok("sendMessage", chat_id=person, text="Une photo ?")["message_id"]
    upload(world, person, photo=("p.jpg", JPEG), data={"reply_to": str(asked)})
    assert world.updates()[0]["message"]["reply_to_message"]["text"] == "Une photo ?"


def test_what_a_person_cannot_send(world: World) -> None:
    person = world.person()
    assert upload(world, person, 400, other=("x", b"x"))["error"].startswith("exactly one file")
    assert upload(world, person, 400, voice=("x", b""))["error"] == "the file is empty"


def test_a_picture_must_be_one(world: World) -> None:
    person = world.reader()
    assert world.refused("sendPhoto", chat_id=person, files={"photo": ("p.png", b"text")}) == (
        "Bad Request: IMAGE_PROCESS_FAILED"
    )
    long_thin = PNG[:16] + (9_000).to_bytes(4, "big") + (10).to_bytes(4, "big") + PNG[24:]
    assert world.refused("sendPhoto", chat_id=person, files={"photo": ("p.png", long_thin)}) == (
        "Bad Request: PHOTO_INVALID_DIMENSIONS"
    )


def test_sizes_that_are_too_large_or_nothing(world: World) -> None:
    person = world.reader()
    heavy = PNG + bytes(10 * MB)
    assert world.refused("sendPhoto", chat_id=person, files={"photo": ("p.png", heavy)}) == (
        "Bad Request: file is too big"
    )
    assert world.refused("sendDocument", chat_id=person, files={"document": ("d", b"")}) == (
        "Bad Request: file must be non-empty"
    )
    huge = bytes(50 * MB + 1)
    assert world.refused("sendDocument", chat_id=person, files={"document": ("d", huge)}) == "Request Entity Too Large"


def test_downloads_stop_at_20_megabytes(world: World) -> None:
    person = world.person()
    upload(world, person, document=("big.bin", bytes(20 * MB + 1)))
    file_id = world.updates()[0]["message"]["document"]["file_id"]
    assert world.refused("getFile", file_id=file_id) == "Bad Request: file is too big"
    assert world.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"


def test_no_other_file_can_be_fetched(world: World) -> None:
    world.ok("getMe")
    for path in ("voice/none.oga", "../../../etc/hostname", "%2e%2e/%2e%2e/etc/hostname"):
        assert world.http.get(f"{world.url}/file/bot{TOKEN}/{path}").status_code == 404
    assert world.http.get(f"{world.url}/file/botnonsense/voice/x").status_code == 401
    person = world.person()
    world.control("GET", f"/sandbox/users/{person}/file/nothing", 404)
