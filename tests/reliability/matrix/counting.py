"""Counting: what a run with a kill has lost, doubled or left unknown, beside the same scenario without one.

Pure functions over what was harvested. An edit that is repeated is not doubled. A message whose fate is unknown is not
missing where something follows: a question is asked again, or its person has gone on; what the ladder begins waits for
its next rung; whoever misses an answer asks again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.outgoing import OutgoingKind
from storage.transport_states import OutboxState
from tests.reliability.matrix.harvest import Harvest, Message

_UNKNOWN = {OutboxState.UNKNOWN, OutboxState.UNKNOWN_ASKED_AGAIN}
_QUEUED = {OutgoingKind.ALERT, OutgoingKind.CALL_TASK}


class Follow(StrEnum):
    """What follows a message of which nobody knows whether it has arrived."""

    ASKED_AGAIN = "asked once more after a minute"
    GONE_ON = "its person has answered it, and was asked the next"
    ASKED_BY_RUNG = "asked by the next rung of the ladder"
    NEXT_RUNG = "waits for the next rung of the ladder"
    QUEUE = "stays in the consultant's queue and waits for its escalation"
    LEFT = "left: who misses it asks"
    NOTHING = "nothing: it is missing"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message whose fate is unknown, and what follows."""

    kind: OutgoingKind
    follow: Follow


@dataclass(frozen=True, slots=True)
class Verdict:
    """Each line names one thing that was lost, doubled or is missing."""

    answers_lost: tuple[str, ...] = ()
    answers_doubled: tuple[str, ...] = ()
    messages_doubled: tuple[str, ...] = ()
    messages_missing: tuple[str, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing but unknowns."""
        return not (self.answers_lost or self.answers_doubled or self.messages_doubled or self.messages_missing)


def judge(expected: Harvest, found: Harvest) -> Verdict:
    """Compares a run with the one without a kill."""
    return Verdict(
        answers_lost=tuple((expected.facts - found.facts).elements()),
        answers_doubled=tuple((found.facts - expected.facts).elements()),
        messages_doubled=(*_decided_twice(expected, found), *_sent_twice(expected, found)),
        messages_missing=(*_missing(expected, found), *_undone(found)),
        unknowns=tuple(Unknown(one.kind, _follow(one, found)) for one in found.messages if one.state in _UNKNOWN),
    )


def _decided_twice(expected: Harvest, found: Harvest) -> Iterable[str]:
    """Messages that are in the outbox more often than without a kill."""
    known = Counter(one.name for one in expected.messages)
    ordinary = Counter(one.name for one in found.messages if not _is_wanted_too(one, found, known))
    return (f"decided once more: {name}" for name in (ordinary - known).elements())


def _is_wanted_too(message: Message, found: Harvest, known: Counter[str]) -> bool:
    """Whether a message is rightly there that is not without a kill.

    So are: what answers somebody who missed something, and its changes; what is asked once more because its fate is
    unknown; the notice of a tap whose phone no longer waited for it.
    """
    if message.asked_again or message.replaces in {one.name for one in found.messages if one.asked_again}:
        return True
    if message.reask:
        return any(one.name == message.name and one.state in _UNKNOWN for one in found.messages)
    return message.kind is OutgoingKind.NOTICE and message.name not in known


def _sent_twice(expected: Harvest, found: Harvest) -> Iterable[str]:
    """Messages at Telegram of which no row has the number.

    A message whose fate is unknown accounts for one: for what the same message said without a kill.
    """
    said = _texts(expected)
    known = {(one.to, one.message_id) for one in found.messages}
    lost = [one for one in found.messages if one.state in _UNKNOWN]
    for one in found.delivered:
        if (one.to, one.message_id) in known:
            continue
        own = next((row for row in lost if row.to == one.to and one.text in said.get(row.name, ())), None)
        if own is None:
            yield f"sent once more: to {one.to}: {one.text[:60]!r}"
        else:
            lost.remove(own)


def _texts(harvest: Harvest) -> dict[str, set[str]]:
    """What the messages of each name said when they were sent."""
    texts = {(one.to, one.message_id): one.text for one in harvest.delivered}
    said: dict[str, set[str]] = {}
    for one in harvest.messages:
        if one.message_id is not None:
            said.setdefault(one.name, set()).add(texts.get((one.to, one.message_id), ""))
    return said


def _missing(expected: Harvest, found: Harvest) -> Iterable[str]:
    """Messages that were sent without a kill, and have neither been sent nor are followed by anything."""
    needed = Counter(one.name for one in expected.messages if one.state is OutboxState.SENT)
    had = Counter(one.name for one in found.messages if not one.reask and _is_taken_care_of(one, found))
    unknown = {one.name for one in found.messages if one.state in _UNKNOWN}
    replaced = {one.name: one.replaces for one in expected.messages}
    for name in (needed - had).elements():
        # A message of which no number is known cannot be changed.
        if replaced[name] not in unknown:
            yield f"missing: {name}{_states(name, found)}"


def _undone(found: Harvest) -> Iterable[str]:
    yield from (f"no way to do: {one}" for one in found.missed)
    if found.unhandled:
        yield f"updates not handled: {found.unhandled}"


def _states(name: str, found: Harvest) -> str:
    return "".join(f" ({one.state} {one.note})" for one in found.messages if one.name == name)


def _is_taken_care_of(message: Message, found: Harvest) -> bool:
    if message.state is OutboxState.SENT:
        return True
    if message.state is OutboxState.SUPERSEDED:
        later = (one for one in found.messages if one.id > message.id and _shows(one) == _shows(message))
        return any(_is_taken_care_of(one, found) for one in later)
    return message.state in _UNKNOWN and _follow(message, found) is not Follow.NOTHING


def _shows(message: Message) -> str:
    return message.replaces or message.name


def _follow(message: Message, found: Harvest) -> Follow:
    if message.kind is OutgoingKind.QUESTION:
        return _after_question(message, found)
    return Follow.QUEUE if message.kind in _QUEUED else Follow.LEFT


def _after_question(message: Message, found: Harvest) -> Follow:
    later = [one for one in found.messages if one.to == message.to and one.id > message.id]
    if any(one.reask and one.name == message.name and one.state is OutboxState.SENT for one in later):
        return Follow.ASKED_AGAIN
    if any(one.kind in _GOING_ON and not one.initiated and one.state is OutboxState.SENT for one in later):
        return Follow.GONE_ON
    rungs = [one for one in later if one.initiated and one.kind is OutgoingKind.QUESTION]
    if any(one.state is OutboxState.SENT for one in rungs):
        return Follow.ASKED_BY_RUNG
    return Follow.NEXT_RUNG if message.initiated and found.waiting_rungs else Follow.NOTHING


_GOING_ON = {OutgoingKind.QUESTION, OutgoingKind.THANKS, OutgoingKind.TOLD}
