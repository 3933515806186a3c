"""What people, the clock and the network do to the bot, each deed told to the model as well."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import insert, select, update

from bot.stepping import advance, next_due
from sandbox.client import ClientError, Phone
from storage.engine import reading_engine, writing_engine
from storage.tables.people import cooperative, membership, person
from storage.tables.transport import outbox
from storage.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.house import Chat, Exchange, instant, open_house
from tests.reliability import stored
from tests.reliability.model import Model
from tests.reliability.morning import Morning, play_morning
from tests.reliability.mortal import Blow, Mortal
from tests.reliability.said import NO_WORDS, Words

T = TypeVar("T")

#: Two leaders of one cooperative, one of two cooperatives, and the consultant of all three.
LEADERS = {"L10A": ["C10"], "L10B": ["C10"], "L11A": ["C11", "C12"]}
CONSULTANT = "K3"
#: Ramadan comes after it, with hours of its own.
LAST_DAY = instant(2027, 1, 31)
#: Wishes for a call and failed calls are saved too, and are no answers.
_STORED_ELSEWHERE = {"w", "pf", "ok"}
A_MINUTE = timedelta(seconds=61)


def build_crew(programme: Path, folder: Path) -> Morning:
    """All of them have joined, and their first check-ins are open: played once, copied by each example."""
    crew = play_morning(programme, folder, (*LEADERS, CONSULTANT), instant(2026, 12, 7, 9, 30))
    engine = writing_engine(f"sqlite:///{crew.database}")
    with unit_of_work(engine) as uow:
        leader = select(person.c.id).where(person.c.code == "L11A")
        second = select(cooperative.c.id).where(cooperative.c.code == "C12")
        uow.connection.execute(
            insert(membership).values(person_id=leader.scalar_subquery(), cooperative_id=second.scalar_subquery())
        )
    engine.dispose()
    return crew


@dataclass(frozen=True)
class Button:
    """A button under a message of somebody's chat."""

    message: int
    data: str


class Play:
    """One programme from that morning on. Every deed comes back when all is still."""

    def __init__(self, stack: AsyncExitStack, mortal: Mortal, model: Model) -> None:
        self._stack = stack
        self.mortal = mortal
        self.house = mortal.house
        self.model = model
        self._reading = reading_engine(self.house.database_url)
        self._last_begun = 0
        self.blocked: set[str] = set()
        #: Whose phone has been out of reach at some time.
        self.was_blocked: set[str] = set()
        #: Which taps should have stored something, by the tap's id.
        self.taps: dict[str, bool] = {}

    @classmethod
    async def open(cls, crew: Morning, exchange: Exchange, folder: Path) -> "Play":
        """A copy of that morning, with a bot on it."""
        stack = AsyncExitStack()
        url, state = crew.on_sqlite(folder), crew.state(folder / "files")
        house = await stack.enter_async_context(open_house(url, folder, at=crew.at, state=state, exchange=exchange))
        for code, user_id in crew.users.items():
            house.phones[code] = Chat(house, Phone(house.client, user_id))
        await house.settle()
        codes = await house.read(stored.cooperatives_by_code)
        follows = await house.read(lambda uow: stored.cooperatives_of(uow, CONSULTANT))
        leads = {leader: [codes[one] for one in led] for leader, led in LEADERS.items()}
        play = cls(stack, Mortal(house), Model(crew.at, leads, {CONSULTANT: follows}))
        play.learn()
        return play

    async def close(self) -> None:
        """Stops the bot, whatever state it is in."""
        self._reading.dispose()
        await self._stack.aclose()

    def read(self, look: Callable[[UnitOfWork], T]) -> T:
        """One look at the database, from outside the bot."""
        with reading(self._reading) as uow:
            return look(uow)

    def learn(self) -> None:
        """Tells the model what the bot has done by itself: check-ins that opened, questions it began."""
        for one in self.read(stored.opened_check_ins):
            if one.id not in self.model.check_ins:
                self.model.open(one)
        for row in self.read(lambda uow: stored.begun_questions(uow, self._last_begun)):
            self._last_begun = row.id
            if row.who in self.house.phones:
                self.model.asked(row.who, row.ids["check_in"], row.created_at)

    async def settle(self) -> None:
        await self.mortal.settle()
        self.learn()

    # People.

    async def buttons(self, who: str) -> list[list[Button]]:
        """The buttons of a chat, those of the newest message first."""
        shown = [one for one in await self._chat(who) if one["from"] == "bot"]
        return [found for one in reversed(shown) if (found := _buttons(one))]

    async def tap(self, who: str, message: int, place: int, *, again: bool = False, rests: bool = True) -> None:
        """Taps a button: of the newest message but so many, in that place; perhaps one that was tapped before."""
        shown = await self.buttons(who)
        if shown and who not in self.blocked:
            under = shown[message % len(shown)]
            await self.press(who, under[place % len(under)], again=again)
        if rests:
            await self.settle()

    async def press(self, who: str, button: Button, *, again: bool = False) -> None:
        """Taps this button, which may have gone from the screen since."""
        how = {"resend": True} if again else {"force": True}
        with suppress(ClientError):
            answer = await self.house.phones[who].phone.tap(button.message, button.data, wait=0, **how)
            stores = self.model.tap(who, button.data)
            self.taps[answer["callback_query_id"]] = stores or button.data.split(":")[0] in _STORED_ELSEWHERE
            await self._follow(who, button.data)

    async def _follow(self, who: str, data: str) -> None:
        name, *fields = data.split(":")
        if name == "ph":
            self.model.on_the_line(who, *self.read(lambda uow: stored.call_of(uow, int(fields[0]), int(fields[1]))))
        if name == "ar":
            await self.settle()
            if self.read(lambda uow: stored.is_asked_about_alert(uow, who)):
                self.model.ask_about_alert(who)

    async def write(self, who: str, words: Words, *, reply_to: int | None = None, file: str = "") -> None:
        """Writes, or sends a file with these words under it, perhaps in reply to one of the last messages."""
        replied = await self._replied(who, reply_to)
        kind, check_in, item = self.read(lambda uow: self._meant(uow, who, replied))
        about_alert = who == CONSULTANT and self._is_about_alert(kind)
        if who in self.blocked or (who == CONSULTANT and (file or kind == "resolution_asked")):
            return
        with suppress(ClientError):
            message = await self._send(who, words, replied, file)
            if about_alert:
                self.model.write_about_alert(who, words)
            else:
                about = (check_in, item) if check_in is not None else None
                self.model.write(who, words, message=message, file=file, about=about)
        await self.settle()

    async def command(self, who: str, words: str) -> None:
        """Writes a command."""
        if who not in self.blocked:
            await self.house.phones[who].phone.send(words)
            if words == "/point":
                self.model.resume(who)
            await self.settle()

    async def edit(self, who: str, place: int, words: Words) -> None:
        """Changes one of the person's last messages."""
        own = [one["message_id"] for one in reversed(await self._chat(who)) if one["from"] == "user"]
        if who == CONSULTANT or who in self.blocked or not own:
            return
        with suppress(ClientError):
            await self.house.phones[who].phone.send(words.text, edit_of=own[place % len(own)])
            self.model.edit(who, own[place % len(own)], words)
        await self.settle()

    async def block(self, who: str, *, blocked: bool) -> None:
        """Blocks the bot, or lets it in again."""
        await self.house.phones[who].phone.block(blocked=blocked)
        self.blocked = self.blocked | {who} if blocked else self.blocked - {who}
        self.was_blocked |= self.blocked
        await self.settle()

    # The clock, the network, the process.

    async def move(self, hours: int | None) -> None:
        """Moves the programme's clock by hours, or to the next thing that falls due."""
        await self.settle()
        now = self.house.service.clock.now()
        due = self.read(lambda uow: next_due(uow, now)) or now
        to = min(now + timedelta(hours=hours) if hours is not None else due, LAST_DAY)
        await self.mortal.outlive(lambda: advance(self.house.service, to))
        self.model.reach(max(now, to))
        self.learn()

    async def fault(self, kind: str, method: str, times: int) -> None:
        """The network, or Telegram, has a bad moment; what the last one spoiled is mended first."""
        await self.mend()
        body = {"kind": kind, "method": method, "times": times, "seconds": 0.03}
        await self.house.client.call("POST", "/sandbox/faults", body)

    async def mend(self) -> None:
        """All is well again, and time passes."""
        await self.house.client.call("DELETE", "/sandbox/faults")
        await self.pass_a_minute()

    async def pass_a_minute(self) -> None:
        """For the outbox it is a minute later."""
        await self.settle()
        # In another thread: the bot may be in the middle of a transaction that goes on in this one.
        await asyncio.to_thread(self._age)
        await self.settle()

    def _age(self) -> None:
        engine = writing_engine(self.house.database_url)
        with unit_of_work(engine) as uow:
            for column in (outbox.c.sent_at, outbox.c.next_try_at):
                for row in uow.connection.execute(select(outbox.c.id, column).where(column.is_not(None))).all():
                    earlier = {column.name: row[1] - A_MINUTE}
                    uow.connection.execute(update(outbox).where(outbox.c.id == row[0]).values(earlier))
        engine.dispose()

    async def restart(self) -> None:
        """The bot stops and another one starts."""
        await self.mortal.restart()
        await self.settle()

    def strike(self, blow: Blow, number: int) -> None:
        """The bot will be killed."""
        self.mortal.strike(blow, number)

    async def _chat(self, who: str) -> list[dict[str, Any]]:
        return await self.house.phones[who].messages()

    async def _replied(self, who: str, place: int | None) -> int | None:
        shown = [one["message_id"] for one in reversed(await self._chat(who)) if one["from"] == "bot"]
        return shown[place % len(shown)] if place is not None and shown else None

    def _meant(self, uow: UnitOfWork, who: str, replied: int | None) -> tuple[str, int | None, int | None]:
        if replied is None:
            return "", None, None
        return stored.what_is_meant(uow, self.house.phones[who].phone.user_id, replied)

    def _is_about_alert(self, kind: str) -> bool:
        if kind in {"alert", "check_in"}:
            return kind == "alert"
        return self.read(lambda uow: stored.is_asked_about_alert(uow, CONSULTANT))

    async def _send(self, who: str, words: Words, replied: int | None, file: str) -> int:
        phone = self.house.phones[who].phone
        if not file:
            return await phone.send(words.text, reply_to=replied)
        more = {"caption": words.text} if words is not NO_WORDS else {}
        if replied is not None:
            more["reply_to"] = str(replied)
        name, mime_type = {"voice": ("voice.ogg", "audio/ogg"), "photo": ("photo.png", "image/png")}[file]
        return await phone.send_file(file, b"OggS" + bytes(64), name, mime_type, more)


def _buttons(message: dict[str, Any]) -> list[Button]:
    faces = (face for row in message["buttons"] for face in row)
    return [Button(message["message_id"], face["callback_data"]) for face in faces if "callback_data" in face]
