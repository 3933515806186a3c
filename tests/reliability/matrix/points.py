"""The points at which the matrix kills a bot: just before or just after its Nth commit or send."""

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What is counted. Only commits that change more than the lease are; a send is a call that sends or edits."""

    COMMIT = "commit"
    SEND = "send"


class Side(StrEnum):
    """`AFTER` a commit it is on disk and nobody has been told; after a send Telegram's answer has arrived, unread."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, order=True)
class KillPoint:
    """`number` counts from 1, from when the bot has started."""

    deed: Deed
    side: Side
    number: int

    @property
    def column(self) -> str:
        """The kind of point, as the table names it."""
        return f"{self.side} {self.deed}"

    def __str__(self) -> str:
        """Such as "after send 7"."""
        return f"{self.column} {self.number}"

    @classmethod
    def parse(cls, text: str) -> "KillPoint":
        """The inverse of `str`."""
        side, deed, number = text.split()
        return cls(Deed(deed), Side(side), int(number))
