"""The files that people send: a tune for a voice note, a small picture, a page."""

import io
import math
import struct
import wave
import zlib
from functools import cache

from bot.simulation.statement import FileKind

_RATE = 8000
_SECONDS = 2
_NOTES = (262, 330, 392, 330)
_LOUDNESS = 9000
_WIDTH, _HEIGHT = 160, 120


def _voice() -> bytes:
    """Two seconds of a quiet tune (WAV, 16 bits, mono)."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(b"".join(struct.pack("<h", _sample(at)) for at in range(_RATE * _SECONDS)))
    return target.getvalue()


def _sample(at: int) -> int:
    beat = at / _RATE * 2
    note = _NOTES[int(beat) % len(_NOTES)]
    return int(math.sin(2 * math.pi * note * at / _RATE) * (1 - beat % 1) * _LOUDNESS)


def _picture() -> bytes:
    """Sky over sand (PNG)."""
    rows = b"".join(b"\0" + bytes(_colour(line)) * _WIDTH for line in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _colour(line: int) -> tuple[int, int, int]:
    if line < _HEIGHT // 2:
        return (120 + line, 180 + line // 2, 230)
    return (214, 180 - line // 4, 130)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@cache
def file_of(kind: FileKind) -> tuple[str, str, bytes]:
    """A file of a kind: its name, media type and bytes."""
    match kind:
        case FileKind.VOICE:
            return ("voix.wav", "audio/wav", _voice())
        case FileKind.PHOTO:
            return ("photo.png", "image/png", _picture())
        case FileKind.DOCUMENT:
            return ("facture.txt", "text/plain", "Facture n° 12, 4 000 dirhams (données fictives)\n".encode())
