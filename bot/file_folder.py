"""The folder of files: our copies of what people sent, under names of our own.

A file is written beside its place and put there whole: what stands under a file's name is all of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

#: The kinds of file that people send, as Telegram names them. A person's own file name is never used.
_ENDINGS = {
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/x-m4a": ".m4a",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
}
_UNKNOWN_ENDING = ".bin"
_HALF = ".part"
#: People's voices and pictures are for the bot alone.
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


class FolderError(Exception):
    """The folder cannot be used just now, with the reason in one line."""


@dataclass(frozen=True, slots=True)
class FileFolder:
    """Copies are kept in `path`; once there are `most_bytes` of them, no more are fetched."""

    path: Path
    most_bytes: int

    def make(self) -> None:
        """Makes the folder where it is not there yet. Raises FolderError."""
        with _told():
            self.path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)

    def prepare(self) -> None:
        """Makes the folder and removes what a killed process left half fetched. Raises FolderError."""
        self.make()
        with _told():
            for half in self.path.glob(f"*{_HALF}"):
                half.unlink()

    def begin(self, attachment_id: int) -> BinaryIO:
        """A new file to write the bytes of an attachment into. Raises FolderError."""
        with _told():
            return open(self._half(attachment_id), "wb", opener=_private)

    def keep(self, file: BinaryIO, name: str) -> None:
        """All has been written: it takes its place, on disk for good. Raises FolderError."""
        with _told(), file:
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(self.path / name)
            self._sync()

    def drop(self, file: BinaryIO) -> None:
        """What was written is not wanted. Raises FolderError."""
        with _told(), file:
            Path(file.name).unlink(missing_ok=True)

    def _half(self, attachment_id: int) -> Path:
        return self.path / f"{attachment_id}{_HALF}"

    def _sync(self) -> None:
        """The new name is on disk as well."""
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write(file: BinaryIO, part: bytes) -> None:
    """Some of a file's bytes. Raises FolderError."""
    with _told():
        file.write(part)


def name_of(attachment_id: int, mime_type: str) -> str:
    """The name under which an attachment's bytes are kept."""
    return f"{attachment_id}{_ENDINGS.get(mime_type.lower(), _UNKNOWN_ENDING)}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _FILE_MODE)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderError(error.strerror or type(error).__name__) from error
