"""Sittings: what one person does with the phone in one go. Each looks at the chat and names the next deed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from bot.simulation import phrases
from bot.simulation.answers import Voice, answer, value_between
from bot.simulation.casting import Manner
from bot.simulation.deeds import Comment, Deed, Edit, SendFile, Tap, Write
from bot.simulation.knowledge import KnownAction, Plans
from bot.simulation.reading import Message, Question, Recap, current_screen, question_in
from bot.simulation.statement import FileKind, Statement
from domain import buttons
from domain.answer import Ask

_MOST_DEEDS = 80
_PATIENCE = 3
#: One of so many does it.
_COMMENTS, _CHANGES, _ADDS, _EDITS, _REMARKS, _OLD_TAPS, _LEAVES_UNCONFIRMED = 7, 8, 9, 3, 4, 4, 8


class EndlessSittingError(RuntimeError):
    """A person goes on tapping and never comes to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a deed: whether the phone saw it accepted, and the number of the person's own message."""

    deed: Deed
    accepted: bool
    message_id: int | None = None


class Sitting(Protocol):
    """`next` gives the next deed, None at the end; `heard` is told what came of each."""

    def next(self, messages: Sequence[Message]) -> Deed | None: ...

    def heard(self, result: Result) -> None: ...


@dataclass(slots=True)
class CheckInSitting:
    """A check-in is answered, from wherever it stands; by its leader, or by a consultant with a leader on the line.

    `left` is how many actions are still answered before the person stops, None for all.
    """

    voice: Voice
    plans: Plans
    cooperative: str
    left: int | None = None
    deeds: int = 0
    refused: int = 0
    confirmed: bool = False
    _commenting: bool = False
    _written: list[tuple[int, Write]] = field(default_factory=list)
    _explained: dict[str, int] = field(default_factory=dict)
    _extras: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        rng: Random = self.voice.rng
        odds = {
            "comment": _COMMENTS,
            "change": _CHANGES,
            "add": _ADDS,
            "edit": _EDITS,
            "remark": _REMARKS,
            "old tap": _OLD_TAPS,
            "leave": _LEAVES_UNCONFIRMED,
        }
        self._extras = {name for name, odd in odds.items() if rng.randrange(odd) == 0}
        if self.voice.manner is Manner.BY_PHONE:
            self._extras.discard("old tap")  # a consultant's chat holds the questions of other cooperatives

    def next(self, messages: Sequence[Message]) -> Deed | None:
        self.deeds += 1
        if self.deeds > _MOST_DEEDS:
            raise EndlessSittingError(f"{self.cooperative}: {_MOST_DEEDS} deeds and no end")
        screen = current_screen(messages)
        if screen is None or self.confirmed or self.refused >= _PATIENCE:
            return None
        if self._commenting:
            self._commenting = False
            return Comment(phrases.comment(self.voice.language, self.voice.rng))
        if isinstance(screen, Question):
            return self._answer(screen, messages)
        return self._review(screen)

    def heard(self, result: Result) -> None:
        """Remembers what can be changed later, and when nothing is taken any more."""
        deed = result.deed
        self.refused = 0 if result.accepted else self.refused + 1
        if isinstance(deed, Tap):
            self.confirmed = self.confirmed or (isinstance(deed.button, buttons.Confirm) and result.accepted)
            self._commenting = isinstance(deed.button, buttons.SayMore) and result.accepted
        if not result.accepted:
            return
        if self.left is not None and any(one.ask is Ask.STATUS for one in getattr(deed, "says", ())):
            self.left -= 1
        if isinstance(deed, Write) and deed.says and result.message_id is not None:
            self._written.append((result.message_id, deed))

    def _answer(self, question: Question, messages: Sequence[Message]) -> Deed | None:
        if self.left is not None and self.left <= 0:
            return None
        if "old tap" in self._extras:
            self._extras.discard("old tap")
            old = self._old_tap(question, messages)
            if old is not None:
                return old
        if question.ask is Ask.DETAIL:
            self._explained[self._known(question).code] = question.message.message_id
        return answer(question, self._known(question), self.voice)

    def _old_tap(self, question: Question, messages: Sequence[Message]) -> Tap | None:
        """A tap on a question further up whose buttons are still there."""
        for message in messages:
            old = question_in(message)
            if old is not None and old.ask is Ask.STATUS and message.message_id < question.message.message_id:
                button = old.offers(buttons.GiveStatus)[0]
                says = Statement(ask=Ask.STATUS, status=button.status)
                return Tap(message_id=message.message_id, button=button, action=self._known(old).code, says=(says,))
        return None

    def _review(self, recap: Recap) -> Deed | None:
        for extra, deed_of in (
            ("edit", self._edit),
            ("remark", self._remark),
            ("change", self._change),
            ("add", self._add),
            ("comment", self._comment),
        ):
            if extra in self._extras:
                self._extras.discard(extra)
                deed = deed_of(recap)
                if deed is not None:
                    return deed
        if recap.confirmed or "leave" in self._extras:
            return None
        return Tap(message_id=recap.message.message_id, button=buttons.Confirm(recap.check_in_id))

    def _edit(self, _: Recap) -> Deed | None:
        """The last number that was written is corrected in its own message."""
        for message_id, deed in reversed(self._written):
            known = self.plans.by_cooperative[self.cooperative][deed.action]
            said = deed.says[-1]
            if said.number is not None and known.baseline is not None and known.target is not None:
                value = value_between(known.baseline, known.target, self.voice.rng)
                text = phrases.number(value, self.voice.language, self.voice.rng)
                says = Statement(ask=said.ask, number=value, text=text)
                return Edit(message_id=message_id, text=text, action=deed.action, says=(says,))
        return None

    def _remark(self, _: Recap) -> Deed | None:
        """One more voice note about a blockage, in reply to the question that asked about it."""
        for action, message_id in self._explained.items():
            says = Statement(ask=Ask.DETAIL, file=FileKind.VOICE)
            return SendFile(file=FileKind.VOICE, action=action, says=(says,), reply_to=message_id)
        return None

    def _change(self, recap: Recap) -> Deed | None:
        self._written.clear()  # what is changed may be the one that was written: its message is left as it is
        self._explained.clear()
        _, button = self.voice.rng.choice(recap.asked)
        return Tap(message_id=recap.message.message_id, button=button)

    def _add(self, recap: Recap) -> Deed | None:
        if not recap.left_out:
            return None
        _, button = self.voice.rng.choice(recap.left_out)
        return Tap(message_id=recap.message.message_id, button=button)

    def _comment(self, recap: Recap) -> Deed | None:
        return Tap(message_id=recap.message.message_id, button=buttons.SayMore(recap.check_in_id))

    def _known(self, question: Question) -> KnownAction:
        return self.plans.action(self.cooperative, question.title)
