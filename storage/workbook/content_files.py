"""The videos and guide texts beside the workbook: there, readable, small enough, and nowhere else."""

from pathlib import Path

from domain.library import GuideSection, Video
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.limits import MOST_GUIDE_BYTES, MOST_VIDEO_BYTES
from storage.workbook.table import Table, TableRow

#: The endings of a guide section's two texts: `guide/01-qui-decide` stands for both files.
_FRENCH, _ARABIC = ".fr.md", ".ar.md"


def read_video(table: Table, row: TableRow, folder: Path) -> Video | None:
    """The video of a row, None (and a fault) if its file cannot be sent."""
    source = row.values.get("source", "")
    if source and not source.lower().startswith("https://"):
        path = _beside(folder, source)
        if path is None:
            table.blame(FaultKind.CONTENT_MISSING, row, "source", given=source, wanted="un fichier vidéo")
        elif path.stat().st_size > MOST_VIDEO_BYTES:
            table.blame(FaultKind.CONTENT_TOO_LARGE, row, "source", given=source, wanted=str(MOST_GUIDE_BYTES // 1024))
    if not table.is_complete(row):
        return None
    return Video(**row.values)


def read_section(table: Table, row: TableRow, folder: Path) -> GuideSection | None:
    """The guide section of a row with its two texts, None (and a fault) if one cannot be read."""
    values = dict(row.values)
    base = values.pop("file", "")
    if not base:
        return None
    stem = base.removesuffix(_FRENCH).removesuffix(_ARABIC).removesuffix(".md")
    text, text_ar = (_read_text(table, row, folder, stem + ending) for ending in (_FRENCH, _ARABIC))
    if text is None or text_ar is None or not table.is_complete(row):
        return None
    return GuideSection(**values, text=text, text_ar=text_ar)


def _read_text(table: Table, row: TableRow, folder: Path, name: str) -> str | None:
    path = _beside(folder, name)
    if path is None:
        table.blame(FaultKind.CONTENT_MISSING, row, "file", given=name, wanted="un texte")
        return None
    if path.stat().st_size > MOST_GUIDE_BYTES:
        table.blame(FaultKind.CONTENT_TOO_LARGE, row, "file", given=name, wanted=str(MOST_GUIDE_BYTES // 1024))
        return None
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        table.blame(FaultKind.CONTENT_UNREADABLE, row, "file", given=name)
    return text or None


def _beside(folder: Path, name: str) -> Path | None:
    """The file of that name in the folder; links that lead out of it are not followed."""
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return None
    return path if inside else None
