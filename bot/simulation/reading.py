"""What a person reads on a phone: a message of the bot, taken for what it shows and asks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from domain import buttons
from domain.answer import Ask
from domain.button_codec import decode
from domain.buttons import Button

B = TypeVar("B", bound=Button)

_ANSWERS: dict[type[Button], Ask] = {
    buttons.GiveStatus: Ask.STATUS,
    buttons.GivePercent: Ask.PROGRESS,
    buttons.GiveTarget: Ask.VALUE,
    buttons.GiveReason: Ask.REASON,
    buttons.GiveCall: Ask.CALL,
    buttons.GiveNewDate: Ask.NEW_DATE,
}
_PLACE = re.compile(r"^(\d+)/(\d+) · (.+)$", re.MULTILINE)
_INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069]")
_ASKED_SIGN, _LEFT_OUT_SIGN = "✏️", "➕"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the bot as the phone shows it now: its words, and its buttons with their labels."""

    message_id: int
    text: str
    faces: tuple[tuple[str, Button], ...] = ()
    has_video: bool = False

    def of_kind(self, kind: type[B]) -> tuple[B, ...]:
        """The buttons of a kind, in order."""
        return tuple(button for _, button in self.faces if isinstance(button, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about one action; `title` is what the phone calls it."""

    message: Message
    item_id: int
    version: int
    ask: Ask
    title: str
    place: int
    total: int

    def offers(self, kind: type[B]) -> tuple[B, ...]:
        """The answers of a kind that it offers."""
        return self.message.of_kind(kind)

    @property
    def offers_all_unchanged(self) -> bool:
        return bool(self.offers(buttons.AllOthersUnchanged))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """The last screen of a check-in: the titles asked about and left out, each with its button."""

    message: Message
    check_in_id: int
    asked: tuple[tuple[str, buttons.ChangeAnswer], ...]
    left_out: tuple[tuple[str, buttons.ChangeAnswer], ...]
    confirmed: bool


def read_message(seen: dict[str, Any]) -> Message:
    """A message as the local Telegram's chat route gives it."""
    faces = [face for row in seen.get("buttons") or [] for face in row]
    file = seen.get("file") or {}
    return Message(
        message_id=seen["message_id"],
        text=plain(seen.get("text") or seen.get("caption") or ""),
        faces=tuple((plain(one["text"]), decode(one["callback_data"])) for one in faces if "callback_data" in one),
        has_video=file.get("kind") == "video",
    )


def plain(text: str) -> str:
    """Words without marks of direction, spaces made ordinary."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")


def question_in(message: Message) -> Question | None:
    """The question that a message asks, None if it asks none about an action."""
    found = _PLACE.search(message.text)
    answers = [(ask, one) for ask, one in _answers(message)]
    if found is None or not answers:
        return None
    ask, button = answers[0]
    return Question(
        message=message,
        item_id=button.item_id,
        version=button.version,
        ask=ask,
        title=found[3].strip(),
        place=int(found[1]),
        total=int(found[2]),
    )


def recap_in(message: Message) -> Recap | None:
    """The recap that a message shows, None if it is none."""
    more = message.of_kind(buttons.SayMore)
    if not more:
        return None
    titles = dict(_numbered_lines(message.text))
    changes = [(label, button) for label, button in message.faces if isinstance(button, buttons.ChangeAnswer)]
    lines: dict[str, list[tuple[str, buttons.ChangeAnswer]]] = {_ASKED_SIGN: [], _LEFT_OUT_SIGN: []}
    for label, button in changes:
        sign, number = label.split()
        lines[sign].append((titles[int(number)], button))
    return Recap(
        message=message,
        check_in_id=more[0].check_in_id,
        asked=tuple(lines[_ASKED_SIGN]),
        left_out=tuple(lines[_LEFT_OUT_SIGN]),
        confirmed=not message.of_kind(buttons.Confirm),
    )


def current_screen(messages: Iterable[Message]) -> Question | Recap | None:
    """What the check-in shows last: the newest question or recap of a chat."""
    for message in sorted(messages, key=lambda one: one.message_id, reverse=True):
        found = question_in(message) or recap_in(message)
        if found is not None:
            return found
    return None


def _answers(message: Message) -> Iterator[tuple[Ask, Any]]:
    """The buttons that answer, the one that tells the question first: every question can be passed over."""
    for _, button in message.faces:
        if type(button) in _ANSWERS:
            yield _ANSWERS[type(button)], button
    yield from ((one.ask, one) for one in message.of_kind(buttons.SkipQuestion))


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    for line in text.splitlines():
        found = re.match(r"^(\d+)\. (.+)$", line)
        if found:
            yield int(found[1]), found[2].strip()
