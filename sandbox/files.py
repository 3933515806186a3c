"""The files people and bots sent, on disk, each under a ``file_id`` that stays good."""

from __future__ import annotations

import mimetypes
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from sandbox.jsonwire import JsonObject
from sandbox.media import picture_size, recording_seconds

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ID_LENGTH = 68
_UNIQUE_LENGTH = 16


class FileKind(StrEnum):
    """What Telegram shows a file as; the value is the field of a message."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


# Telegram's own identifiers begin with the file's type; bots can rely on nothing more.
_PREFIX = {
    FileKind.PHOTO: "AgAC",
    FileKind.VOICE: "AwAC",
    FileKind.AUDIO: "CQAC",
    FileKind.VIDEO: "BAAC",
    FileKind.DOCUMENT: "BQAC",
}
_FOLDER = {
    FileKind.PHOTO: "photos",
    FileKind.VOICE: "voice",
    FileKind.AUDIO: "music",
    FileKind.VIDEO: "videos",
    FileKind.DOCUMENT: "documents",
}
_DEFAULT_TYPE = {
    FileKind.PHOTO: "image/jpeg",
    FileKind.VOICE: "audio/ogg",
    FileKind.AUDIO: "audio/mpeg",
    FileKind.VIDEO: "video/mp4",
    FileKind.DOCUMENT: "application/octet-stream",
}
_DEFAULT_SUFFIX = {FileKind.PHOTO: ".jpg", FileKind.VOICE: ".oga"}


@dataclass(slots=True, frozen=True)
class Upload:
    """A file as it came in: its bytes, name and media type."""

    data: bytes
    name: str
    mime_type: str | None = None


@dataclass(slots=True, frozen=True)
class StoredFile:
    """A file kept by the server. ``path`` is relative to the store's folder; ``size`` in bytes."""

    file_id: str
    unique_id: str
    kind: FileKind
    path: str
    size: int
    name: str
    mime_type: str
    width: int = 0
    height: int = 0
    duration: int = 0

    def base(self) -> JsonObject:
        """The fields all kinds of file share."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }

    def content(self) -> JsonObject:
        """The field of a message that carries this file."""
        if self.kind is FileKind.PHOTO:
            return {"photo": [self.base() | {"width": self.width, "height": self.height}]}
        media = self.base() | {"mime_type": self.mime_type}
        if self.kind is not FileKind.DOCUMENT:
            media["duration"] = self.duration
        if self.kind is FileKind.VIDEO:
            media |= {"width": self.width, "height": self.height}
        if self.kind is not FileKind.VOICE:
            media["file_name"] = self.name
        return {self.kind.value: media}


class FileStore:
    """Files by identifier, their bytes in ``folder``."""

    def __init__(self, folder: Path | None, random: Random) -> None:
        """Keep bytes in ``folder``, or in a temporary folder that goes with this object."""
        self.folder = folder or _temporary_folder_of(self)
        self._random = random
        self.by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self,
        kind: FileKind,
        upload: Upload,
        *,
        width: int = 0,
        height: int = 0,
        duration: int = 0,
    ) -> StoredFile:
        """Store an upload as ``kind``; what is not told of it (pixels, seconds) is read from it."""
        if kind is FileKind.PHOTO:
            width, height = picture_size(upload.data) or (width, height)
        if kind is FileKind.VOICE:
            duration = duration or recording_seconds(upload.data)
        number = len(self.by_id)
        suffix = _DEFAULT_SUFFIX.get(kind) or Path(upload.name).suffix[:16]
        path = f"{_FOLDER[kind]}/file_{number}{suffix}"
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(upload.data)
        stored = StoredFile(
            file_id=_PREFIX[kind] + self._name(_ID_LENGTH),
            unique_id=self._name(_UNIQUE_LENGTH),
            kind=kind,
            path=path,
            size=len(upload.data),
            name=upload.name,
            mime_type=_media_type(kind, upload),
            width=width,
            height=height,
            duration=duration,
        )
        self.keep(stored)
        return stored

    def keep(self, stored: StoredFile) -> None:
        """Know a file whose bytes are in the folder already."""
        self.by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file of that identifier, else ``None``."""
        return self.by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at that relative path, else ``None``: no other path is ever opened."""
        return self._by_path.get(path)

    def location(self, stored: StoredFile) -> Path:
        """Where the bytes are on disk."""
        return self.folder / stored.path

    def _name(self, length: int) -> str:
        return "".join(self._random.choices(_ALPHABET, k=length))


def _temporary_folder_of(store: FileStore) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sandbox-"))
    weakref.finalize(store, shutil.rmtree, folder, ignore_errors=True)
    return folder


def _media_type(kind: FileKind, upload: Upload) -> str:
    if upload.mime_type and upload.mime_type != "application/octet-stream":
        return upload.mime_type
    if kind is FileKind.VOICE:
        return _DEFAULT_TYPE[kind]
    return mimetypes.guess_type(upload.name)[0] or _DEFAULT_TYPE[kind]
