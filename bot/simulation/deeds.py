"""What people do with their phones."""

from dataclasses import dataclass

from bot.simulation.statement import FileKind, Statement
from domain.buttons import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button of a message. `action` is the code of the action it speaks about, `says` what it means, if anything."""

    message_id: int
    button: Button
    action: str = ""
    says: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A text that answers, with what it stands for."""

    text: str
    action: str
    says: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command, typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Something that is about no action in particular."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSolution:
    """How the alert of an action was resolved."""

    action: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFile:
    """A voice note, photo or document that answers, or in reply to a message a remark on what was asked there."""

    file: FileKind
    action: str
    says: tuple[Statement, ...]
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The person's own message is changed, and with it what it said."""

    message_id: int
    text: str
    action: str
    says: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Blocks the bot, or lets it in again."""

    blocked: bool


Text = Command | Comment | NoteSolution
Deed = Tap | Write | Text | SendFile | Edit | Block
