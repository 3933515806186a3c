"""What leaders answer. Answers are only ever added: a correction is a new one that names the one it replaces."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.action_plan import Constraint
from domain.people import Channel


class Ask(StrEnum):
    """What one question of the dialogue asks for. The values are short: they travel on buttons."""

    STATUS = "s"
    VALUE = "v"
    PROOF = "f"
    PROGRESS = "p"
    REASON = "r"
    DETAIL = "d"
    CALL = "c"
    NEW_DATE = "n"
    OPEN = "o"
    CONFIRM = "k"


class Status(StrEnum):
    """The one tap about an action. The values are short: they travel on buttons."""

    DONE = "d"
    MOVING = "m"
    UNCHANGED = "u"
    BLOCKED = "b"
    NOT_STARTED = "n"
    SKIPPED = "s"


class CallWish(StrEnum):
    """Whether, and how soon, a leader wants the consultant to call."""

    TODAY = "t"
    WEEK = "w"
    NO = "n"


class AttachmentKind(StrEnum):
    """What can come with an answer."""

    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file someone sent; the bytes stay at Telegram under `file_id` until they are fetched."""

    id: int
    person_id: int
    kind: AttachmentKind
    file_id: str
    file_unique_id: str
    mime_type: str
    size_bytes: int
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The content of one answer: the field that its question asks for is set, the others stay empty.

    `skipped` says that the question was passed over, never that the answer is zero.
    """

    ask: Ask
    status: Status | None = None
    number: Decimal | None = None
    percent: int | None = None
    reason: Constraint | None = None
    call: CallWish | None = None
    new_date: date | None = None
    text: str = ""
    attachment_id: int | None = None
    skipped: bool = False
    #: Part of "all others unchanged": one answer for each action, marked as such.
    in_bulk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with its origin. `item_id` is None for the open question and the confirmation.

    `answered_by` is whose words they are, `typed_by` whose thumb; they differ when a consultant fills in by phone.
    `version` counts the answers stored before it for the same item: the question it answers carried that number.
    """

    id: int
    check_in_id: int
    item_id: int | None
    version: int
    given: Given
    answered_by: int | None
    typed_by: int
    channel: Channel
    at: datetime
    late: bool = False
    replaces: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
