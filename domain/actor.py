"""Who acts in a turn: the Telegram account, the message, and the person behind it if the programme knows one."""

from dataclasses import dataclass

from domain.answer import AttachmentKind
from domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`turn` names the stored update: what is said in it is said once. `message_id` is the message it came in or,
    for a tap, the one that carried the button; `reply_to` the message that the person replied to.
    """

    turn: str
    telegram_id: int
    chat_id: int
    message_id: int | None = None
    reply_to: int | None = None
    language_code: str = ""
    name: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sent of their own accord: a text, a file, or a file with a text.

    `too_large` files cannot be fetched from Telegram (over 20 MB) and are not taken.
    """

    text: str = ""
    kind: AttachmentKind | None = None
    file_id: str = ""
    file_unique_id: str = ""
    mime_type: str = ""
    size_bytes: int = 0
    file_name: str = ""
    too_large: bool = False
