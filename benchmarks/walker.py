"""One person of the crowd, who goes through a conversation by tapping what is shown."""

from dataclasses import dataclass

from sandbox.bots import Tap
from sandbox.chats import Entry, Side
from sandbox.phone import Phone

#: The buttons tapped, in order of preference, by words of their labels.
WANTED = ("Confirmer", "Passer")


@dataclass(slots=True)
class Walker:
    """One person: `acted_on` is the message last tapped."""

    phone: Phone
    acted_on: int = 0
    turns: int = 0
    over: bool = False

    def act(self) -> Tap | None:
        """Taps what the newest question offers; None if there is nothing new to tap."""
        found = self.newest_button()
        if found is None:
            return None
        self.acted_on, data = found
        self.turns += 1
        return self.phone.tap(self.acted_on, data)[0]

    def newest_button(self) -> tuple[int, str] | None:
        """Message and data of a wanted button of the newest message, None if that has none or has been tapped.

        A message without one ends the conversation.
        """
        entries = self.phone.chat.entries
        newest = next((one for one in reversed(entries) if _is_shown(entries[one])), 0)
        if newest <= self.acted_on:
            return None
        rows = (entries[newest].message.get("reply_markup") or {}).get("inline_keyboard") or []
        buttons = [button for row in rows for button in row]
        wanted = next((button for words in WANTED for button in buttons if words in button["text"]), None)
        self.over = wanted is None
        return None if wanted is None else (newest, wanted["callback_data"])


def _is_shown(entry: Entry) -> bool:
    return entry.side is Side.BOT and not entry.deleted
