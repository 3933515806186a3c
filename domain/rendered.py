"""A message ready to be sent, in no channel's own terms."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from domain.buttons import Button


class FileKind(StrEnum):
    """How a file is shown in a chat."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """A file to send: Telegram's own id when it has one, else a path or bytes, with the name people will see."""

    kind: FileKind
    name: str
    file_id: str = ""
    path: Path | None = None
    content: bytes | None = None
    #: The library code whose Telegram id is to be remembered after the upload; empty for other files.
    content_code: str = ""


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """A button as people read it: a label, and the tap it stands for (or a link)."""

    label: str
    button: Button | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A neutral message: `text` is HTML of the small set Telegram and e-mail share; `rows` are rows of buttons."""

    text: str
    rows: tuple[tuple[ButtonFace, ...], ...] = ()
    file: FileRef | None = None
