"""A played history at rest: the database, the local Telegram's state with its files, and what they were made with."""

import json
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

#: What was received and sent is kept for 30 real days (docs/rules.md, "Data"): an older history would lose its buttons.
KEPT_FOR = timedelta(days=20)
_MANIFEST = "manifest.json"

#: Plays a history into an empty folder, up to an instant of the programme.
PlayHistory = Callable[["Playground", datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Playground:
    """A folder in which a bot and a local Telegram live."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "suivi.db"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def telegram(self) -> Path:
        """Where the local Telegram's state is stored."""
        return self.folder / "telegram"

    @property
    def files(self) -> Path:
        """Where the running local Telegram keeps people's files."""
        return self.folder / "files"

    @property
    def copies(self) -> Path:
        """Where the running bot keeps its copies of people's files."""
        return self.folder / "copies"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`moment` is the programme's instant, `made_at` the real one; both aware."""

    fingerprint: str
    moment: datetime
    made_at: datetime


def read_manifest(folder: Path) -> Manifest | None:
    """What the snapshot in this folder was made with, None if there is none that can be read."""
    try:
        stored = json.loads((folder / _MANIFEST).read_bytes())
        return Manifest(
            stored["fingerprint"],
            datetime.fromisoformat(stored["moment"]),
            datetime.fromisoformat(stored["made_at"]),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def is_current(manifest: Manifest, fingerprint: str, at: datetime) -> bool:
    """Whether a snapshot still stands for the code and content of that fingerprint at that real instant."""
    return manifest.fingerprint == fingerprint and at - manifest.made_at < KEPT_FOR


async def build(folder: Path, manifest: Manifest, play: PlayHistory) -> None:
    """Plays a history and puts it in the place of the snapshot in `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="playing-", dir=folder.parent) as made:
        fresh = Playground(Path(made) / folder.name)
        fresh.folder.mkdir()
        await play(fresh, manifest.moment)
        _write(fresh.folder, manifest)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.folder.rename(folder)


def copy(folder: Path, to: Path) -> Playground:
    """Puts a copy of the snapshot where a demo may change it; what was there before is gone."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return Playground(to)


def _write(folder: Path, manifest: Manifest) -> None:
    document = {
        "fingerprint": manifest.fingerprint,
        "moment": manifest.moment.isoformat(),
        "made_at": manifest.made_at.isoformat(),
    }
    (folder / _MANIFEST).write_text(json.dumps(document, indent=1), encoding="utf-8")
