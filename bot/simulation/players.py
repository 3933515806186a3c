"""The people on stage: each with a phone, what it shows, and the hands to do a deed."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.simulation.deeds import Block, Command, Comment, Deed, Edit, NoteSolution, SendFile, Tap, Write
from bot.simulation.files import file_of
from bot.simulation.reading import Message, read_message
from domain.button_codec import encode
from domain.people import Language, Role
from sandbox.client import Client, Phone
from storage.workbook.sheets import PersonRow, ProgrammeSheets

#: Real seconds that a phone waits for the notice after a tap.
_TAP_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person sees at once after a deed: the notice over the chat, or the number of their own message."""

    notice: str = ""
    message_id: int | None = None


@dataclass(slots=True)
class Player:
    """A person with a phone. `cooperative` is a leader's; `shown` holds the bot's messages as they stand now."""

    person: PersonRow
    cooperative: str
    language: Language
    phone: Phone
    shown: dict[int, Message] = field(default_factory=dict)
    seen: int = 0

    @property
    def code(self) -> str:
        return self.person.code

    @property
    def messages(self) -> list[Message]:
        """The chat, oldest first."""
        return [self.shown[key] for key in sorted(self.shown)]

    @property
    def newest(self) -> int:
        """The number of the bot's newest message, 0 before the first."""
        return max(self.shown, default=0)

    async def look(self) -> list[Message]:
        """Reads what is new or changed in the chat, and gives it."""
        found: list[dict[str, Any]] = await self.phone.chat(self.seen)
        self.seen = max([self.seen, *(one["seq"] for one in found)])
        fresh = [read_message(one) for one in found if one["from"] == "bot" and not one["deleted"]]
        self.shown.update({one.message_id: one for one in fresh})
        return fresh

    async def act(self, deed: Deed) -> Outcome:
        """Does it, and gives what the phone shows at once."""
        match deed:
            case Tap(message_id=message_id, button=button):
                answer = await self.phone.tap(message_id, encode(button), wait=_TAP_WAIT_SECONDS)
                return Outcome(notice=answer["text"] or "")
            case Write(text=text) | Command(text) | Comment(text) | NoteSolution(text=text):
                return Outcome(message_id=await self.phone.send(text))
            case Edit(message_id=message_id, text=text):
                return Outcome(message_id=await self.phone.send(text, edit_of=message_id))
            case SendFile(file=kind, reply_to=reply_to):
                name, mime_type, content = file_of(kind)
                more = {} if reply_to is None else {"reply_to": str(reply_to)}
                return Outcome(message_id=await self.phone.send_file(kind, content, name, mime_type, more))
            case Block(blocked=blocked):
                await self.phone.block(blocked=blocked)
        return Outcome()


async def add_players(client: Client, sheets: ProgrammeSheets, codes: Iterable[str]) -> dict[str, Player]:
    """Gives these people of the workbook a phone; role and label tell who is who on the phones page."""
    wanted = set(codes)
    rows = [one for one in sheets.people if one.code in wanted]
    players = await asyncio.gather(*(_add_player(client, sheets, one) for one in rows))
    return {one.code: one for one in players}


async def _add_player(client: Client, sheets: ProgrammeSheets, person: PersonRow) -> Player:
    first, _, last = person.name.partition(" ")
    cooperative = person.cooperatives[0] if person.role is Role.LEADER and person.cooperatives else ""
    home = next((one for one in sheets.cooperatives if one.code == cooperative), None)
    language = person.language or (home.language if home else Language.FRENCH)
    provinces = dict.fromkeys(one.province for one in sheets.cooperatives if one.consultant == person.code)
    label = " · ".join(part for part in (home.name if home else "", *provinces, person.function) if part)
    phone = await client.add_user(
        first_name=first,
        last_name=last,
        language_code=language.value,
        phone=person.phone.replace(" ", ""),
        role=person.role.value,
        label=label,
    )
    return Player(person, cooperative, language, phone)
