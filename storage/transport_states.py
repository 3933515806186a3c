"""The states of rows on the way in and out, and of files that are fetched."""

from enum import StrEnum


class InboxState(StrEnum):
    """New rows wait (also between two tries); the other three are final."""

    NEW = "new"
    DONE = "done"
    IGNORED = "ignored"
    DEAD = "dead"


class OutboxState(StrEnum):
    """`UNKNOWN`: Telegram's answer was lost, the message may have arrived; what follows depends on its kind."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    UNKNOWN_ASKED_AGAIN = "unknown_asked_again"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class FileCopyState(StrEnum):
    """Whether we have the bytes of a file somebody sent; `UNAVAILABLE`: we shall never have them."""

    WAITING = "waiting"
    KEPT = "kept"
    UNAVAILABLE = "unavailable"
