"""The file as a package: refused before it is unpacked if it is none, or would unpack too large."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from storage.workbook.fault import Fault
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.limits import (
    MOST_FILE_BYTES,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
    RATIO_COUNTS_FROM_BYTES,
)

#: The signature of OLE files: Excel before 2007, and every workbook with a password.
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_FLAG = 0x1


def package_fault(path: Path) -> Fault | None:
    """What keeps the file from being opened at all, None if nothing does.

    The sizes a package declares can be relied on: `zipfile` never gives more of a part than it declared.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_OLE))
    except OSError:
        return Fault(kind=FaultKind.FILE_MISSING, given=path.name)
    if size > MOST_FILE_BYTES:
        return Fault(kind=FaultKind.FILE_TOO_LARGE, given=path.name)
    if start == _OLE:
        return Fault(kind=FaultKind.OLD_OR_ENCRYPTED, given=path.name)
    try:
        with ZipFile(path) as package:
            kind = _contents_fault(package.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        kind = FaultKind.NOT_A_WORKBOOK
    return Fault(kind=kind, given=path.name) if kind else None


def _contents_fault(parts: list[ZipInfo]) -> FaultKind | None:
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        return FaultKind.OLD_OR_ENCRYPTED
    too_large = sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES
    if too_large or len(parts) > MOST_PARTS or any(_shrinks_too_well(part) for part in parts):
        return FaultKind.UNPACKS_TOO_LARGE
    return None if any(part.filename == "[Content_Types].xml" for part in parts) else FaultKind.NOT_A_WORKBOOK


def _shrinks_too_well(part: ZipInfo) -> bool:
    return part.file_size > RATIO_COUNTS_FROM_BYTES and part.file_size > MOST_RATIO * max(part.compress_size, 1)
