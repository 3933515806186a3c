"""What a person's next free text, voice or photo is about, when it replies to no message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FocusKind(StrEnum):
    """What the person was last asked for."""

    QUESTION = "question"
    SAY_MORE = "say_more"
    RESOLUTION = "resolution"
    GUIDE_SEARCH = "guide_search"


@dataclass(frozen=True, slots=True)
class Focus:
    """One a person; it expires."""

    kind: FocusKind
    ids: Mapping[str, int | str]
    expires_at: datetime
