"""What a tap is answered with at once: a short notice over the chat, best effort, outside the outbox."""

from dataclasses import dataclass
from enum import StrEnum

from domain.people import Language


class NoticeKind(StrEnum):
    """The notices there are; their words are in messages."""

    SAVED = "saved"
    ALREADY_ANSWERED = "already_answered"
    ANSWERED_BY = "answered_by"
    OLD_BUTTON = "old_button"
    NOT_YOURS = "not_yours"
    CHECK_IN_CLOSED = "check_in_closed"
    LATE_SAVED = "late_saved"
    ALERT_SEEN = "alert_seen"
    ALERT_ALREADY = "alert_already"
    LANGUAGE_CHANGED = "language_changed"
    SLOT_CHANGED = "slot_changed"
    JOIN_FIRST = "join_first"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class TapNotice:
    """A notice, with the name it may mention; `alert` asks for a box that must be closed.

    `language` is set where it is not the one in which the person has read so far.
    """

    kind: NoticeKind
    name: str = ""
    alert: bool = False
    language: Language | None = None


#: Notices of what the chat itself shows next: where they come too late, nothing is lost.
SHOWN_IN_CHAT = frozenset(
    {
        NoticeKind.SAVED,
        NoticeKind.ALERT_SEEN,
        NoticeKind.LANGUAGE_CHANGED,
        NoticeKind.SLOT_CHANGED,
        NoticeKind.WAIT,
    }
)
