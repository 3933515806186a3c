"""Messages changed and taken away, by the bot and by people."""

from __future__ import annotations

from typing import Any

from tests.sandbox.world import PNG, World

BUTTON = {"inline_keyboard": [[{"text": "Fait", "callback_data": "done"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def question(world: World) -> dict[str, Any]:
    message = world.ok("sendMessage", chat_id=world.reader(), text="Fait ?", reply_markup=BUTTON)
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


def test_an_edit_replaces_text_and_keyboard(world: World) -> None:
    at = question(world)
    edited = world.ok("editMessageText", **at, text="<b>Fait</b>", parse_mode="HTML")
    assert edited["text"] == "Fait"
    assert edited["edit_date"] == 1_900_000_000
    assert "reply_markup" not in edited
    shown = world.chat(at["chat_id"])["messages"][-1]
    assert (shown["text"], shown["buttons"], shown["edited"]) == ("Fait", [], True)
    assert shown["edits"][0]["text"] == "Fait ?"


def test_an_edit_that_changes_nothing_is_refused(world: World) -> None:
    at = question(world)
    assert world.refused("editMessageText", **at, text="Fait ?", reply_markup=BUTTON) == NOT_MODIFIED
    world.ok("editMessageText", **at, text="Fait ?")
    assert world.refused("editMessageText", **at, text=" Fait ? ") == NOT_MODIFIED


def test_a_keyboard_can_be_edited_alone(world: World) -> None:
    at = question(world)
    assert world.refused("editMessageReplyMarkup", **at, reply_markup=BUTTON) == NOT_MODIFIED
    assert "reply_markup" not in world.ok("editMessageReplyMarkup", **at)
    assert world.ok("editMessageReplyMarkup", **at, reply_markup=BUTTON)["reply_markup"] == BUTTON


def test_a_caption_and_a_file_can_be_edited(world: World) -> None:
    person = world.reader()
    photo = world.ok("sendPhoto", chat_id=person, caption="avant", files={"photo": ("p.png", PNG)})
    at = {"chat_id": person, "message_id": photo["message_id"]}
    assert world.ok("editMessageCaption", **at, caption="après")["caption"] == "après"
    assert "caption" not in world.ok("editMessageCaption", **at)
    media = '{"type": "document", "media": "attach://new", "caption": "neuf"}'
    edited = world.ok("editMessageMedia", **at, media=media, files={"new": ("plan.pdf", b"%PDF")})
    assert (edited["document"]["file_name"], edited["caption"]) == ("plan.pdf", "neuf")
    assert "photo" not in edited


def test_what_cannot_be_edited(world: World) -> None:
    at = question(world)
    person = at["chat_id"]
    theirs = world.send(person, text="moi")["message_id"]
    photo = world.ok("sendPhoto", chat_id=person, files={"photo": ("p.png", PNG)})["message_id"]
    assert world.refused("editMessageText", chat_id=person, message_id=9999, text="x") == (
        "Bad Request: message to edit not found"
    )
    assert world.refused("editMessageText", chat_id=person, text="x") == (
        "Bad Request: message identifier is not specified"
    )
    assert world.refused("editMessageText", chat_id=person, message_id=theirs, text="x") == (
        "Bad Request: message can't be edited"
    )
    assert world.refused("editMessageText", chat_id=person, message_id=photo, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    assert world.refused("editMessageCaption", **at, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )
    assert world.refused("editMessageText", **at, text="x" * 4097) == "Bad Request: message is too long"


def test_a_deleted_message_is_gone(world: World) -> None:
    at = question(world)
    assert world.ok("deleteMessage", **at) is True
    assert world.chat(at["chat_id"])["messages"][-1]["deleted"] is True
    assert world.refused("deleteMessage", **at) == "Bad Request: message to delete not found"
    assert world.refused("editMessageText", **at, text="x") == "Bad Request: message to edit not found"


def test_messages_older_than_48_hours_stay(world: World) -> None:
    at = question(world)
    world.clock.advance(48 * 3600 + 1)
    assert world.refused("deleteMessage", **at) == "Bad Request: message can't be deleted for everyone"
    world.ok("editMessageText", **at, text="edited all the same")


def test_a_person_edits_what_they_sent(world: World) -> None:
    person = world.reader()
    sent = world.send(person, text="quarante")["message_id"]
    world.send(person, edit_of=sent, text="42")
    before, edited = world.updates()
    assert before["message"]["text"] == "quarante"
    assert edited["edited_message"]["message_id"] == sent
    assert edited["edited_message"]["text"] == "42"
    assert edited["edited_message"]["edit_date"] == 1_900_000_000


def test_a_person_edits_a_caption(world: World) -> None:
    person = world.reader()
    path = f"/sandbox/users/{person}/send"
    sent = world.control("POST", path, files={"photo": ("p.png", PNG)}, data={"caption": "avant"})
    world.send(person, edit_of=sent["message_id"], text="après")
    edited = world.updates()[-1]["edited_message"]
    assert edited["caption"] == "après"
    assert "photo" in edited


def test_a_person_edits_only_their_own(world: World) -> None:
    at = question(world)
    answer = world.send(at["chat_id"], 400, edit_of=at["message_id"], text="x")
    assert answer == {"error": "only the person's own messages can be edited"}
    assert world.send(at["chat_id"], 404, edit_of=9999, text="x")["error"].startswith("there is no message")


def test_a_reaction_shows_and_goes(world: World) -> None:
    person = world.reader()
    sent = world.send(person, text="voilà")["message_id"]
    reaction = [{"type": "emoji", "emoji": "👍"}]
    world.ok("setMessageReaction", chat_id=person, message_id=sent, reaction=reaction)
    assert world.chat(person)["messages"][-1]["reactions"] == ["👍"]
    world.ok("setMessageReaction", chat_id=person, message_id=sent)
    assert world.chat(person)["messages"][-1]["reactions"] == []
