"""Texts and captions: lengths, HTML, entities, in Telegram's own words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.world import PNG, World

TOO_LONG = "Bad Request: message is too long"
PARSE = "Bad Request: can't parse entities: "


def sent(world: World, text: str, **params: Any) -> Any:
    return world.ok("sendMessage", chat_id=world.reader(), text=text, parse_mode="HTML", **params)


def test_a_message_comes_back_whole(world: World) -> None:
    person = world.reader()
    message = world.ok("sendMessage", chat_id=person, text="Azul")
    assert message == {
        "message_id": 2,
        "from": {"id": 7654321, "is_bot": True, "first_name": "Suivi", "username": "SuiviLocalBot"},
        "chat": {"id": person, "type": "private", "first_name": "Fadma"},
        "date": 1_900_000_000,
        "text": "Azul",
    }


@pytest.mark.parametrize("text", ["", "   \n ", None])
def test_an_empty_text_is_refused(world: World, text: str | None) -> None:
    person = world.reader()
    assert world.refused("sendMessage", chat_id=person, text=text) == "Bad Request: message text is empty"
    assert world.refused("sendMessage", chat_id=person, text="<b></b>", parse_mode="HTML") == (
        "Bad Request: message text is empty"
    )


def test_4096_characters_pass_and_one_more_does_not(world: World) -> None:
    person = world.reader()
    assert len(world.ok("sendMessage", chat_id=person, text="ع" * 4096)["text"]) == 4096
    assert world.refused("sendMessage", chat_id=person, text="ع" * 4097) == TOO_LONG


def test_the_limit_holds_after_parsing(world: World) -> None:
    text = "<b>" + "&lt;" * 4096 + "</b>"
    assert sent(world, text)["text"] == "<" * 4096


def test_an_emoji_counts_twice(world: World) -> None:
    person = world.reader()
    world.ok("sendMessage", chat_id=person, text="🌿" * 2048)
    assert world.refused("sendMessage", chat_id=person, text="🌿" * 2049) == TOO_LONG


def test_a_caption_has_1024_characters_at_most(world: World) -> None:
    person = world.reader()
    photo = {"photo": ("p.png", PNG)}
    assert len(world.ok("sendPhoto", chat_id=person, caption="x" * 1024, files=photo)["caption"]) == 1024
    refusal = world.refused("sendPhoto", chat_id=person, caption="x" * 1025, files=photo)
    assert refusal == "Bad Request: message caption is too long"


def test_html_becomes_entities_in_utf16(world: World) -> None:
    message = sent(world, "🌿 <b>gras</b> &amp; <i>pen<u>ché</u></i>")
    assert message["text"] == "🌿 gras & penché"
    assert message["entities"] == [
        {"offset": 3, "length": 4, "type": "bold"},
        {"offset": 10, "length": 6, "type": "italic"},
        {"offset": 13, "length": 3, "type": "underline"},
    ]


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ("<strong>x</strong>", {"type": "bold"}),
        ("<em>x</em>", {"type": "italic"}),
        ("<s>x</s>", {"type": "strikethrough"}),
        ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<code>x</code>", {"type": "code"}),
        ('<a href="https://a.ma/?a=1&amp;b=2">x</a>', {"type": "text_link", "url": "https://a.ma/?a=1&b=2"}),
        ("<a>x</a>", None),
        ("<blockquote>x</blockquote>", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<B>x</B>", {"type": "bold"}),
    ],
)
def test_the_tags_of_telegram(world: World, html: str, entity: dict[str, str] | None) -> None:
    message = sent(world, html)
    assert message["text"] == "x"
    expected = None if entity is None else [{"offset": 0, "length": 1, **entity}]
    assert message.get("entities") == expected


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("é <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
    ],
)
def test_broken_html_is_refused(world: World, html: str, reason: str) -> None:
    refusal = world.refused("sendMessage", chat_id=world.reader(), text=html, parse_mode="HTML")
    assert refusal == PARSE + reason


def test_other_parse_modes_are_refused(world: World) -> None:
    refusal = world.refused("sendMessage", chat_id=world.reader(), text="x", parse_mode="Wiki")
    assert refusal == "Bad Request: unsupported parse_mode"


def test_texts_are_trimmed_and_entities_with_them(world: World) -> None:
    message = sent(world, "\n <b> x</b> \n")
    assert message["text"] == "x"
    assert message["entities"] == [{"offset": 0, "length": 1, "type": "bold"}]


def test_given_entities_are_kept(world: World) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 1}]
    message = world.ok("sendMessage", chat_id=world.reader(), text="<b>", entities=entities)
    assert (message["text"], message["entities"]) == ("<b>", entities)


def test_commands_links_and_mentions_are_found(world: World) -> None:
    message = sent(world, "🌿 /plan ou www.coop.ma, @Suivi #argan a.b@coop.ma <code>/no</code>")
    found = {entity["type"]: message["text"].encode("utf-16-le") for entity in message["entities"]}
    assert set(found) == {"bot_command", "url", "mention", "hashtag", "email", "code"}
    first = message["entities"][0]
    assert first == {"offset": 3, "length": 5, "type": "bot_command"}


def test_a_start_link_arrives_as_a_command_with_its_token(world: World) -> None:
    person = world.person()
    world.send(person, text="/start aZ09_-")
    message = world.updates()[0]["message"]
    assert message["text"] == "/start aZ09_-"
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
