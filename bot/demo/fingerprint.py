"""The fingerprint of what a snapshot was made with: it is made anew when the code or the content has changed."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Everything that shapes a history: the bot, what it says, the local Telegram it speaks to, and the programme.
SOURCES = ("bot", "handlers", "scheduler", "usecases", "storage", "messages", "domain", "sandbox", "content")
#: The page only shows what is there; the rest is made by running the code.
_LEFT_OUT = frozenset({"__pycache__", "page"})


def fingerprint(root: Path, sources: Iterable[str] = SOURCES) -> str:
    """A digest of all source files below `root`, by path and bytes."""
    digest = hashlib.sha256()
    for source in sources:
        for file in _files(root / source):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in _LEFT_OUT:
            yield from _files(entry)
        elif entry.is_file():
            yield entry
