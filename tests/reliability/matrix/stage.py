"""Where a scenario is played: people with their phones, the programme's clock, and a bot that is killed at one point.

People see their phones only. Each does a thing once: nobody taps again on what looks the same, so that what a kill
loses is lost. Who sees nothing to tap waits for a minute, then asks again, then lets it be.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from storage.engine import writing_engine
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.house import plain
from tests.reliability.killable import PATIENCE_SECONDS, Killable
from tests.reliability.matrix.points import Deed, KillPoint

_LOOK_AGAIN_SECONDS = 0.005
#: A deed that was counted when all was at rest is told of within this time.
_LAST_WORD_SECONDS = 0.2
_MINUTE = timedelta(seconds=61)

#: By the first letter of a person's code: what they write, and then tap, when they miss something.
_ASKING_AGAIN: dict[str, tuple[str, ...]] = {"L": ("/point",), "K": ("/alertes", "Amwaj"), "E": ("/bilan",)}


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did. `label` names it the same in every run of a scenario; `update_id` is Telegram's number for it.

    `asks_again`: done only because something was missed.
    """

    label: str
    update_id: int
    asks_again: bool = False


@dataclass(slots=True)
class Stage:
    """`at` is the programme's instant; `acts` what people did, `missed` what they found no way to do."""

    bot: Killable
    at: datetime
    point: KillPoint | None
    acts: list[Act] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    killed: bool = False
    deeds: dict[Deed, int] = field(default_factory=dict)
    _tapped: dict[int, str] = field(default_factory=dict)

    async def open(self) -> None:
        """The bot starts."""
        await self._start(self.point)
        await self.settle()

    async def close(self) -> None:
        """The end: whoever stands still at the very last deed is killed, and all comes to rest."""
        if self.point is not None and not self.killed:
            await asyncio.sleep(_LAST_WORD_SECONDS)
        await self.settle()
        if self.killed:
            await self.let_a_minute_pass()

    async def tap(self, code: str, words: str) -> None:
        """A person taps the newest button with these words."""
        await self._do(code, f"{code} taps {words}", lambda: self._button(code, words), self._press)

    async def send(self, code: str, text: str, *, seeing: str = "", after: str = "") -> None:
        """A person writes a text; `seeing` are words of the message it answers, `after` the button that asks for it."""
        label = f"{code} writes {text}"
        await self._do(code, label, lambda: self._message(code, seeing), self._write(text), after)

    async def speak(self, code: str, *, seeing: str) -> None:
        """A person sends a voice note on seeing a message with these words."""
        await self._do(code, f"{code} speaks", lambda: self._message(code, seeing), self._record)

    async def reach(self, to: datetime) -> None:
        """The programme's clock goes on to that instant."""
        driver = self.bot.driver
        driver.move_clock(to)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while driver.take("reached") is None:
                if await self._kill_where_it_stands():
                    driver.move_clock(to)
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        self.at = to

    async def settle(self) -> None:
        """Waits until everything has been taken in, handled and sent, by the next bot if the first one is killed."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._kill_where_it_stands() or not self._is_at_rest():  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    async def let_a_minute_pass(self) -> None:
        """What is unknown has been so for more than a minute, and the bot has looked at it."""
        engine = writing_engine(self.bot.database_url)
        with unit_of_work(engine) as uow:
            unknown = uow.connection.execute(select(outbox.c.id, outbox.c.sent_at).filter_by(state=OutboxState.UNKNOWN))
            for row in unknown.all():
                earlier = row.sent_at - _MINUTE
                uow.connection.execute(update(outbox).where(outbox.c.id == row.id).values(sent_at=earlier))
        engine.dispose()
        await self.reach(self.at)

    async def _do(
        self, code: str, label: str, look: Callable[[], Any], act: Callable[[str, Any], Any], after: str = ""
    ) -> None:
        found = await look()
        if found is None:
            await self.let_a_minute_pass()
            found = await look()
        if found is None:
            await self._ask_again(code, after)
            found = await look()
        if found is None:
            self.missed.append(label)
            return
        await self._act(label, act(code, found))

    async def _act(self, label: str, doing: Any, *, asks_again: bool = False) -> None:
        numbered = f"{label} #{sum(one.label.startswith(label) for one in self.acts) + 1}"
        self.acts.append(Act(numbered, self.bot.state.main_bot.updates.next_id, asks_again))
        await doing
        await self.settle()

    async def _ask_again(self, code: str, after: str) -> None:
        words, *buttons = _ASKING_AGAIN[code[0]]
        await self._act(f"{code} asks", self._write(words)(code, None), asks_again=True)
        for label in (*buttons, after):
            button = await self._button(code, label) if label else None
            if button is not None:
                await self._act(f"{code} looks", self._press(code, button), asks_again=True)

    async def _press(self, code: str, button: tuple[int, str, str]) -> None:
        message_id, shown, data = button
        self._tapped[message_id] = shown
        await self.bot.phones[code].tap(message_id, data, wait=0)

    def _write(self, text: str) -> Callable[[str, Any], Any]:
        return lambda code, _: self.bot.phones[code].send(text)

    async def _record(self, code: str, _message: Any) -> None:
        await self.bot.phones[code].send_file("voice", b"OggS" + bytes(64), "voice.ogg", "audio/ogg")

    async def _button(self, code: str, words: str) -> tuple[int, str, str] | None:
        """(message, what it shows, data) of the newest button with these words under what was not yet tapped so."""
        for message in reversed(await self.bot.phones[code].chat()):
            if self._tapped.get(message["message_id"]) == plain(message):
                continue
            for row in message.get("buttons") or []:
                for button in row:
                    if words in button["text"]:
                        return message["message_id"], plain(message), button["callback_data"]
        return None

    async def _message(self, code: str, words: str) -> str | None:
        """The newest message of the bot, if it has these words."""
        texts = [plain(one) for one in await self.bot.phones[code].chat() if one["from"] == "bot"]
        return texts[-1] if texts and words in texts[-1] else None

    async def _start(self, point: KillPoint | None) -> None:
        await self.bot.start(at=self.at, stand=str(point or ""))

    async def _kill_where_it_stands(self) -> bool:
        driver = self.bot.driver
        driver.take("frozen")
        for deed in Deed:
            if not self.killed and deed in driver.heard:
                self.deeds[deed] = int(driver.heard[deed])
        if self.killed or "frozen" not in driver.heard:
            return False
        self.killed = True
        driver.kill()
        if "clock" in driver.heard:
            self.at = datetime.fromisoformat(driver.heard["clock"])
        await self._start(None)
        return True

    def _is_at_rest(self) -> bool:
        return not len(self.bot.state.main_bot.updates) and self.bot.read(self._nothing_left)

    def _nothing_left(self, uow: UnitOfWork) -> bool:
        unhandled = select(inbox.c.id).where(inbox.c.state == InboxState.NEW)
        is_due = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= self.at)
        unsent = select(outbox.c.id).where(
            (outbox.c.state == OutboxState.SENDING) | ((outbox.c.state == OutboxState.PENDING) & is_due)
        )
        return all(uow.connection.execute(one.limit(1)).first() is None for one in (unhandled, unsent))
