"""A house to play in: the real bot, a local Telegram over HTTP, phones, and the programme's clock in hand."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import ProgrammeClock, real_now
from bot.file_folder import FileFolder
from bot.intake import LAST_POLL
from bot.limits import Limits
from bot.rules import rules_for
from bot.service import Service, assemble
from bot.stepping import advance, rest
from domain.people import Role
from sandbox.app import create_app
from sandbox.client import Client, Phone
from sandbox.serving import serve
from sandbox.state import State
from storage import leases, people
from storage.engine import writing_engine
from storage.schema import migrate
from storage.unit_of_work import UnitOfWork, unit_of_work
from storage.workbook.read import read_workbook
from tests.sandbox.world import Stage
from usecases.import_programme import apply_import
from usecases.joining import invite

CONTENT = Path(__file__).parent.parent / "content"
TOKEN = "123456:TEST-token_for_the_local_telegram"
START = datetime(2026, 12, 1, 9, tzinfo=UTC)

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

#: Of copies of what is sent: more than any test sends.
_MOST_BYTES = 500_000_000

#: Between two looks at what Telegram still holds.
_LOOK_AGAIN_SECONDS = 0.002
#: A house that does not come to rest for so long never will.
_PATIENCE_SECONDS = 90

T = TypeVar("T")


def instant(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of the programme's clock, UTC (which is Morocco's time)."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def build_template(folder: Path) -> Path:
    """A database with the sample programme, nobody joined yet."""
    database = folder / "template.db"
    engine = writing_engine(f"sqlite:///{database}")
    migrate(engine)
    reading = read_workbook(CONTENT / "programme.xlsx")
    assert reading.content is not None, reading.faults
    with unit_of_work(engine) as uow:
        apply_import(uow, reading.content, at=START)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return database


@dataclass(slots=True)
class House:
    """`join` brings in people of the workbook; `to` moves the clock; `settle` waits until all is still."""

    service: Service
    client: Client
    state: State
    database_url: str = ""
    copies: Path = Path("copies")
    phones: dict[str, "Chat"] = field(default_factory=dict)

    async def join(self, code: str, *, language: str = "fr") -> "Chat":
        """A person follows an invitation, consents and chooses a language."""
        chat = await self.stranger(code)
        token = await self.invite(code)
        await chat.send(f"/start {token}")
        await chat.tap("نعم")
        await chat.tap({"ar": "العربية", "fr": "Français"}[language])
        self.phones[code] = chat
        return chat

    async def invite(self, code: str) -> str:
        """A fresh invitation for a person of the workbook."""
        role = {"L": Role.LEADER, "K": Role.CONSULTANT, "E": Role.STAFF}[code[0]]
        return await self.write(
            lambda uow: invite(uow, role=role, cooperative_code=None, person_code=code, at=real_now())
        )

    async def lead(self, code: str, cooperative: str) -> None:
        """Makes a leader one of one more cooperative."""

        def step(uow: UnitOfWork) -> None:
            person, added = people.by_code(uow, code), people.cooperative_by_code(uow, cooperative)
            assert person is not None
            assert added is not None
            people.add_membership(uow, person.id, added.id)

        await self.write(step)

    async def stranger(self, name: str = "Inconnue", language_code: str = "fr") -> "Chat":
        """Somebody with a phone and nothing else."""
        return Chat(self, await self.client.add_user(first_name=name, language_code=language_code))

    async def to(self, *when: int) -> None:
        """Moves the programme's clock to a UTC instant: year, month, day, hour, minute."""
        await self.settle()
        await advance(self.service, instant(*when))

    async def restart(self, *when: int) -> None:
        """The bot stops and another one starts on the same database; the clock has gone on to `when` meanwhile."""
        await self.service.stop()
        await self.reopen(*when)

    async def reopen(self, *when: int) -> None:
        """Another bot starts on the database of one that has stopped."""
        await self.start_anew(*when)
        await self.settle()

    async def start_anew(self, *when: int) -> None:
        """Another bot starts, and nobody waits until it has come to rest: no tick has rung yet."""
        self.prepare_anew(*when)
        await self.service.start()

    def prepare_anew(self, *when: int) -> None:
        """Another bot, not yet started, takes the place of one that has stopped."""
        at = instant(*when) if when else self.service.clock.now()
        self.service = _assemble(self.client.url, self.database_url, at, self.copies)

    async def push(self, **update: Any) -> int:
        """Telegram hands over an update of any form; gives its number once the bot is done with it."""
        answer = await self.client.call("POST", "/sandbox/updates", {"update": update})
        await self.settle()
        return int(answer["update_id"])

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """What the bot asked of Telegram by one method, in order."""
        answer = await self.client.call("GET", f"/sandbox/calls?method={method}")
        calls: list[dict[str, Any]] = answer["calls"]
        return calls

    async def settle(self) -> None:
        """Waits until every update has been handled and every message sent."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while (await self.service.bot.get_webhook_info()).pending_update_count:  # noqa: ASYNC110 - Telegram tells no event
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            await rest(self.service)

    async def write(self, step: Callable[[UnitOfWork], T]) -> T:
        """One step in the writer, as the command line would take it."""
        return await self.service.writer.run(step)

    async def read(self, look: Callable[[UnitOfWork], T]) -> T:
        """One look at the database."""
        return await self.service.readers.run(look)


@dataclass(slots=True)
class Chat:
    """One person's phone: writing, tapping by label, reading what it shows."""

    house: House
    phone: Phone

    async def send(self, text: str, **more: Any) -> int:
        """Writes, and waits until the bot is done with it."""
        message_id = await self.phone.send(text, **more)
        await self.house.settle()
        return message_id

    async def send_file(self, field_name: str, content: bytes, name: str, mime_type: str) -> int:
        """Sends a file, and waits until the bot is done with it."""
        message_id = await self.phone.send_file(field_name, content, name, mime_type)
        await self.house.settle()
        return message_id

    async def voice(self) -> int:
        """Sends a voice note."""
        return await self.send_file("voice", b"OggS" + bytes(64), "voice.ogg", "audio/ogg")

    async def photo(self, **more: str) -> int:
        """Sends a photo; `caption` and the like go with it."""
        message_id = await self.phone.send_file("photo", _PIXEL, "photo.png", "image/png", more)
        await self.house.settle()
        return message_id

    async def press(self, message: dict[str, Any], data: str) -> str:
        """Taps data that this message may not even carry, as a forged client could; gives the notice."""
        answer = await self.phone.tap(message["message_id"], data, force=True)
        await self.house.settle()
        return plain({"text": answer["text"]})

    async def tap(self, label: str, *, message: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Taps the newest button whose label holds these words, and waits until the bot is done with it."""
        found = message or await self._message_with(label)
        data = next(one["callback_data"] for one in _buttons(found) if label in one["text"])
        answer = await self.phone.tap(found["message_id"], data, **more)
        await self.house.settle()
        return answer

    async def messages(self) -> list[dict[str, Any]]:
        """All messages of the chat, oldest first."""
        shown: list[dict[str, Any]] = await self.phone.chat()
        return shown

    async def last(self) -> dict[str, Any]:
        """The newest message of the bot."""
        newest: dict[str, Any] = [one for one in await self.messages() if one["from"] == "bot"][-1]
        return newest

    async def texts(self, after: int = 0) -> list[str]:
        """The words of the bot's messages after the first `after` messages of the chat, oldest first."""
        return [plain(one) for one in (await self.messages())[after:] if one["from"] == "bot"]

    async def text(self) -> str:
        """The text of the newest message, without bidi isolates."""
        return plain(await self.last())

    async def labels(self) -> list[str]:
        """The labels under the newest message."""
        return [one["text"] for one in _buttons(await self.last())]

    async def _message_with(self, label: str) -> dict[str, Any]:
        message: dict[str, Any]
        for message in reversed(await self.messages()):
            if any(label in one["text"] for one in _buttons(message)):
                return message
        raise AssertionError(f"no button {label!r}; the newest message: {await self.text()!r} {await self.labels()}")


def plain(message: dict[str, Any]) -> str:
    """A message's words without bidi isolates and non-breaking spaces."""
    text = message.get("text") or message.get("caption") or ""
    return re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ").replace("\u202f", " ")


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message.get("buttons") or [] for button in row]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A running server and the stage on which it shows one Telegram."""

    url: str
    stage: Stage


@contextmanager
def open_exchange() -> Iterator[Exchange]:
    """A server for houses."""
    stage = Stage()
    with serve(stage) as server:
        yield Exchange(server.url, stage)


@asynccontextmanager
async def open_house(
    database_url: str,
    folder: Path,
    *,
    at: datetime = START,
    state: State | None = None,
    exchange: Exchange | None = None,
) -> AsyncIterator[House]:
    """Opens a house over a database that holds the programme, the clock standing at `at`.

    `state` is Telegram's; `exchange` a server that many houses use, one after another.
    """
    state = state or State()
    with nullcontext(exchange) if exchange is not None else open_exchange() as used:
        used.stage.app = create_app(state)
        async with Client(used.url) as client:
            copies = folder / "copies"
            service = _assemble(used.url, database_url, at, copies)
            house = House(service, client, state, database_url, copies)
            await house.service.start()
            try:
                yield house
            finally:
                await house.service.stop()
    _forget_last_poll(database_url)


def _forget_last_poll(database_url: str) -> None:
    """What is opened later over a copy of this database goes on from here: nobody was away in between."""
    engine = writing_engine(database_url)
    with unit_of_work(engine) as uow:
        leases.forget_beat(uow, LAST_POLL)
    engine.dispose()


def _assemble(url: str, database_url: str, at: datetime, copies: Path) -> Service:
    return assemble(
        token=TOKEN,
        base_url=url,
        database_url=database_url,
        rules=rules_for(at, "Africa/Casablanca"),
        clock=ProgrammeClock(frozen_at=at),
        limits=Limits(per_second=None),
        content_folder=CONTENT,
        files=FileFolder(copies, _MOST_BYTES),
        poll_seconds=5,
    )
