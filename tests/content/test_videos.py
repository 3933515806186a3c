"""The six videos are real, small MP4 files as long as the sheet says."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from content.catalogue import Video, load_videos
from content.slides import slides_of

Sheet = Callable[[str], list[dict[str, Any]]]
Box = tuple[str, bytes]

VIDEOS = load_videos()
MAX_BYTES = 500_000
MAX_TOTAL_BYTES = 3_000_000


def boxes(data: bytes) -> Iterator[Box]:
    """The MP4 boxes that follow each other in `data`."""
    offset = 0
    while offset < len(data):
        size, kind = struct.unpack_from(">I4s", data, offset)
        assert size >= 8
        yield kind.decode("ascii"), data[offset + 8 : offset + size]
        offset += size


def duration_of(data: bytes) -> float:
    """The seconds a video plays, from its movie header (version 0)."""
    header = dict(boxes(dict(boxes(data))["moov"]))["mvhd"]
    assert header[0] == 0
    timescale, duration = struct.unpack_from(">II", header, 12)
    return float(duration / timescale)


def codecs_of(data: bytes) -> set[str]:
    """The sample formats of a video's tracks, such as avc1 and mp4a."""
    formats = set()
    for kind, track in boxes(dict(boxes(data))["moov"]):
        if kind == "trak":
            table = dict(boxes(dict(boxes(dict(boxes(track))["mdia"]))["minf"]))["stbl"]
            formats.add(dict(boxes(table))["stsd"][12:16].decode("ascii"))
    return formats


@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video.code)
def test_video_is_a_small_mp4_that_plays_while_it_downloads(content: Path, video: Video) -> None:
    data = (content / video.file).read_bytes()
    kinds = [kind for kind, _ in boxes(data)]
    assert kinds[0] == "ftyp"
    assert kinds.index("moov") < kinds.index("mdat")
    assert codecs_of(data) == {"avc1", "mp4a"}
    assert len(data) < MAX_BYTES


@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video.code)
def test_video_lasts_as_long_as_the_sheet_says(content: Path, sheet: Sheet, video: Video) -> None:
    (row,) = [row for row in sheet("Vidéos") if row["code"] == video.code]
    assert duration_of((content / row["fichier ou lien"]).read_bytes()) == pytest.approx(row["durée"], abs=0.1)
    assert 20 <= row["durée"] <= 40


def test_the_six_together_stay_small(content: Path) -> None:
    files = list((content / "videos").iterdir())
    assert len(files) == 6
    assert sum(file.stat().st_size for file in files) < MAX_TOTAL_BYTES


@pytest.mark.parametrize("video", VIDEOS, ids=lambda video: video.code)
def test_slides_show_three_points_one_after_another(video: Video) -> None:
    slides = slides_of(video)
    assert [slide.shown for slide in slides] == [0, 1, 2, 3, 0]
    assert sum(slide.seconds for slide in slides) == pytest.approx(video.seconds)
