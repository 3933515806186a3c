"""What should be stored, in plain Python: who has said what to which asked action, in what order.

Nothing of the bot is used here. What the bot decides by itself is told to the model (an agenda that was frozen, a
question that was begun); what people do is played by the model once more, by the rules of docs/rules.md.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.reliability.said import CheckIn, Item, Note, Said, Words, meaning, plain

#: The button's name, what it answers, and how its last field is written down.
_ANSWERS = {
    "s": ("s", "{}"),
    "u": ("s", "u"),
    "p": ("p", "{}%"),
    "g": ("v", "{}"),
    "r": ("r", "{}"),
    "c": ("c", "{}"),
    "d": ("n", "{}"),
    "x": ("", ""),
}
_OTHER = "0"
_QUESTION_LASTS = timedelta(days=15)
_SEARCH_LASTS = timedelta(hours=1)


@dataclass(eq=False)
class Focus:
    """What a person was last asked for."""

    kind: str
    check_in: int
    until: datetime


@dataclass
class Model:
    """All that should be stored. `leads` are the cooperatives of each leader, `follows` those of the consultant."""

    now: datetime
    leads: dict[str, list[int]]
    follows: dict[str, list[int]]
    check_ins: dict[int, CheckIn] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    #: What the consultant wrote about alerts: kept somewhere, once.
    about_alerts: list[str] = field(default_factory=list)
    #: Who was asked last in each check-in what comes next, and how much had been said by then.
    last_asked: dict[int, tuple[str, int]] = field(default_factory=dict)
    _focus: dict[str, Focus] = field(default_factory=dict)

    # What the bot does by itself.

    def reach(self, now: datetime) -> None:
        """The clock was moved: check-ins close a week after their opening."""
        self.now = now
        for one in self.check_ins.values():
            if not one.is_closed and one.closes_at <= now:
                one.close()

    def open(self, check_in: CheckIn) -> None:
        """A check-in has opened, with the agenda that was frozen."""
        self.check_ins[check_in.id] = check_in

    def asked(self, who: str, check_in: int, at: datetime) -> None:
        """The bot has begun a question: what the person writes next is about it."""
        self._focus[who] = Focus("question", check_in, at + _QUESTION_LASTS)

    # What people do.

    def tap(self, who: str, data: str) -> bool:
        """A tap on a button with these data; gives whether something is stored by it."""
        name, *fields = data.split(":")
        if name in _ANSWERS:
            return self._answer(who, name, int(fields[0]), int(fields[1]), fields[-1])
        if name == "ch":
            return self._change(who, int(fields[0]))
        if name == "k":
            return self._confirm(who, int(fields[0]))
        if name == "m" and self._takes_from(who, int(fields[0])):
            self._focus[who] = Focus("say_more", int(fields[0]), self.now + _QUESTION_LASTS)
        elif name == "ci" and self._takes_from(who, int(fields[0])):
            self._ask(who, int(fields[0]))
        elif name == "gf":
            self._focus[who] = Focus("search", 0, self.now + _SEARCH_LASTS)
        elif data == "t:ci":
            self.resume(who)
        return False

    def on_the_line(self, who: str, check_in: int, leader: str) -> None:
        """The consultant has a leader on the phone and fills in what is still open."""
        if self.check_ins[check_in].state == "open":
            self.check_ins[check_in].on_the_line = leader
            self._ask(who, check_in)

    def ask_about_alert(self, who: str) -> None:
        """The bot has asked the consultant how a blockage was solved."""
        self._focus.pop(who, None)

    def resume(self, who: str) -> None:
        """/point, or its button."""
        current = self._current(who)
        if len(current) == 1:
            self._ask(who, current[0].id)

    def write(
        self, who: str, words: Words, *, message: int, file: str = "", about: tuple[int, int | None] | None = None
    ) -> None:
        """A text or a file; `about` is the check-in, and the action if there is one, of the message it replies to."""
        said = Said(None, 0, "o", "", words.text, file, typed_by=who, message=message)
        if about is not None:
            check_in, item = about
            if self._takes_from(who, check_in):
                self._hear(who, self.check_ins[check_in], words, said, item)
            else:
                self._keep(said)
            return
        focus = self._focus.get(who)
        if focus is not None and focus.until > self.now:
            if focus.kind == "search" and words.text:
                del self._focus[who]
                return
            if focus.kind != "search" and self._takes_from(who, focus.check_in):
                check_in_meant = self.check_ins[focus.check_in]
                if focus.kind == "say_more":
                    self._comment(who, check_in_meant, said)
                else:
                    self._hear(who, check_in_meant, words, said, None)
                return
        current = self._current(who)
        if len(current) == 1:
            self._hear(who, current[0], words, said, None)
        else:
            self._keep(said)

    def write_about_alert(self, who: str, words: Words) -> None:
        """The consultant answers an alert, or says how it was solved."""
        self._focus.pop(who, None)
        self.about_alerts.append(words.text)

    def edit(self, who: str, message: int, words: Words) -> None:
        """A message of the person's own has another text now."""
        found = [
            (one, said)
            for one in self.check_ins.values()
            for said in one.said
            if said.typed_by == who and said.message == message
        ]
        if not found or not self._takes_from(who, found[-1][0].id):
            self._keep(Said(None, 0, "o", "", words.text, typed_by=who))
            return
        check_in, old = found[-1]
        item = self.item(old.item) if old.item is not None else None
        if item is not None and not item.counts(old):
            self._store(check_in, Said(None, 0, "o", "", words.text, typed_by=who))
            return
        given = old.given
        if item is not None and old.ask in {"v", "p", "n"}:
            given = meaning(words, old.ask, item)
            if not given:
                self._store(check_in, Said(None, 0, "o", "", words.text, typed_by=who))
                return
        version = max(item.steps - 1, 0) if item is not None else 0
        new = Said(old.item, version, old.ask, given, words.text, old.file, old.skipped, typed_by=who)
        new.replaces, new.message = old, message
        self._store(check_in, new)

    # What is read off.

    def current(self, cooperative: int) -> CheckIn | None:
        """The check-in of a cooperative that takes answers: the last one that has opened."""
        opened = (one for one in self.check_ins.values() if one.cooperative == cooperative)
        return max(opened, key=lambda one: one.on, default=None)

    def item(self, item_id: int) -> Item:
        """An action of any agenda."""
        return next(one for check_in in self.check_ins.values() for one in check_in.items if one.id == item_id)

    def _answer(self, who: str, name: str, item_id: int, version: int, value: str) -> bool:
        check_in = self._of_item(item_id)
        if check_in is None or not self._takes_from(who, check_in.id):
            return False
        item = self.item(item_id)
        if version != item.steps:
            # An old button changes nothing; whom another one was quicker than is asked the current question.
            last = next(one for one in reversed(check_in.said) if one.item == item_id)
            if last.typed_by != who:
                self._ask(who, check_in.id)
            return False
        ask, form = _ANSWERS[name]
        ask, skipped = (value, True) if name == "x" else (ask, value == "s" and name == "s")
        if ask not in {"s", item.next_ask()}:
            return False
        given = self._tapped_value(name, form.format(value), item)
        if name == "u":
            left = check_in.unanswered()
            if len(left) < 2 or any(one.is_urgent for one in left):
                return False
            for one in left:
                self._store(check_in, Said(one.id, one.steps, "s", "u", in_bulk=True, typed_by=who))
        else:
            self._store(check_in, Said(item_id, version, ask, given, skipped=skipped, typed_by=who))
        self._ask(who, check_in.id)
        return True

    def _tapped_value(self, name: str, value: str, item: Item) -> str:
        if name == "d":
            return (self.now.date() + timedelta(days=int(value))).isoformat()
        if name == "g":
            assert item.measure is not None
            return plain(item.measure.target)
        return value

    def _change(self, who: str, item_id: int) -> bool:
        check_in = self._of_item(item_id)
        if check_in is not None and self._takes_from(who, check_in.id):
            self.item(item_id).asked = True
            self.asked(who, check_in.id, self.now)
        return False

    def _confirm(self, who: str, check_in_id: int) -> bool:
        if not self._takes_from(who, check_in_id):
            return False
        check_in = self.check_ins[check_in_id]
        if check_in.question() is not None:
            self._ask(who, check_in_id)
            return False
        if check_in.said and check_in.said[-1].ask == "k":
            return False
        self._store(check_in, Said(None, 0, "k", "", typed_by=who))
        if who in self.follows:
            self._focus.pop(who, None)
        return True

    def _hear(self, who: str, check_in: CheckIn, words: Words, said: Said, about: int | None) -> None:
        """Words that may answer the current question."""
        question = check_in.question()
        if about is not None and (question is None or question[0].id != about):
            self._remark(who, check_in, said, self.item(about))
            return
        if question is None:
            self._comment(who, check_in, said)
            return
        item, ask = question
        said.item, said.version = item.id, item.steps
        if ask == "r":
            reason = Said(item.id, item.steps, "r", _OTHER, typed_by=who, message=said.message)
            self._store(check_in, reason)
            said.version, said.ask = item.steps, "d"
        elif ask in {"d", "f"}:
            said.ask = ask
        elif ask in {"v", "p", "n"} and meaning(words, ask, item):
            said.ask, said.given = ask, meaning(words, ask, item)
        elif ask == "c":
            self._remark(who, check_in, said, item)
            return
        else:
            self._comment(who, check_in, said, asks=not (words.text and ask in {"v", "p", "n"}))
            return
        self._store(check_in, said)
        self._ask(who, check_in.id)

    def _remark(self, who: str, check_in: CheckIn, said: Said, item: Item) -> None:
        """One more word about an action: beside a blockage or a proof, else a comment."""
        status = item.status.given if item.status is not None else ""
        if status == "b" or (status == "d" and said.file):
            said.item, said.version, said.ask = item.id, max(item.steps - 1, 0), "d" if status == "b" else "f"
            self._store(check_in, said, is_step=False)
        else:
            self._comment(who, check_in, said)

    def _comment(self, who: str, check_in: CheckIn, said: Said, *, asks: bool = True) -> None:
        said.item, said.version, said.ask = None, 0, "o"
        self._store(check_in, said)
        if asks:
            self._ask(who, check_in.id)

    def _store(self, check_in: CheckIn, said: Said, *, is_step: bool = True) -> None:
        said.late = check_in.is_closed
        said.answered_by = said.typed_by if said.typed_by in self.leads else check_in.on_the_line
        check_in.said.append(said)
        if said.item is None:
            return
        item = self.item(said.item)
        item.take(said)
        if is_step and said.replaces is None:
            item.steps += 1
        has_news = any(one.asked and one.status and one.status.given != "s" for one in check_in.items)
        if check_in.state == "open" and check_in.question() is None and has_news:
            check_in.state = "complete"

    def _keep(self, said: Said) -> None:
        self.notes.append(Note(said.typed_by, said.text, said.file))

    def _ask(self, who: str, check_in: int) -> None:
        self.last_asked[check_in] = who, len(self.check_ins[check_in].said)
        self.asked(who, check_in, self.now)

    def _current(self, who: str) -> list[CheckIn]:
        """The last check-in that has opened of each cooperative the leader answers for."""
        return [one for one in self.check_ins.values() if who in self.leads and self._takes_from(who, one.id)]

    def _takes_from(self, who: str, check_in_id: int) -> bool:
        one = self.check_ins.get(check_in_id)
        if one is None or one.cooperative not in self.leads.get(who, self.follows.get(who, [])):
            return False
        return one is self.current(one.cooperative)

    def _of_item(self, item_id: int) -> CheckIn | None:
        found = (one for one in self.check_ins.values() if any(item.id == item_id for item in one.items))
        return next(found, None)
