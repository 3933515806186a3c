"""Builds the six sample videos from their points: title cards with a soft chord under them.

Run: `python -m content.build_videos` (needs Debian's chromium and ffmpeg).
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from content.catalogue import CONTENT, Video, load_videos
from content.slides import Slide, browser_page, render, slides_of

FRAMES_A_SECOND: Final = 12
FADE_SECONDS: Final = 0.5
CHORD_HERTZ: Final = (220, 277, 330)
ENCODING: Final = (
    *("-c:v", "libx264", "-preset", "veryslow", "-tune", "stillimage", "-crf", "26", "-pix_fmt", "yuv420p"),
    *("-c:a", "aac", "-b:a", "32k", "-ac", "1", "-ar", "44100"),
    *("-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "-threads", "1"),
)


def picture_filter(slides: Sequence[Slide]) -> str:
    """Return the filter that cross-fades the slides, inputs 0 and on, into `[picture]`."""
    steps, previous, elapsed = [], "0:v", 0.0
    for index, slide in enumerate(slides[:-1], start=1):
        elapsed += slide.seconds
        name = "faded" if index == len(slides) - 1 else f"x{index}"
        fade = f"xfade=transition=fade:duration={FADE_SECONDS}:offset={elapsed - FADE_SECONDS / 2:.3f}"
        steps.append(f"[{previous}][{index}:v]{fade}[{name}]")
        previous = name
    return ";".join([*steps, "[faded]format=yuv420p[picture]"])


def sound_filter(seconds: int) -> str:
    """Return the filter of a soft chord that comes and goes, as `[sound]`."""
    voices = [f"sine=frequency={hertz}:duration={seconds}[s{hertz}]" for hertz in CHORD_HERTZ]
    inputs = "".join(f"[s{hertz}]" for hertz in CHORD_HERTZ)
    shape = f"volume=0.25,tremolo=f=0.2:d=0.6,afade=t=in:d=2,afade=t=out:st={seconds - 3}:d=3"
    return ";".join([*voices, f"{inputs}amix=inputs={len(CHORD_HERTZ)},{shape}[sound]"])


def encode(slides: Sequence[Slide], pictures: Sequence[Path], seconds: int, target: Path) -> None:
    """Write the video of `seconds` seconds to `target` (MP4, playable while it downloads)."""
    program = shutil.which("ffmpeg")
    if program is None:
        raise FileNotFoundError("ffmpeg is not installed")
    inputs: list[str] = []
    for slide, picture in zip(slides, pictures, strict=True):
        shown = f"{slide.seconds + 2 * FADE_SECONDS:.3f}"
        inputs += ["-loop", "1", "-framerate", str(FRAMES_A_SECOND), "-t", shown, "-i", str(picture)]
    filters = f"{picture_filter(slides)};{sound_filter(seconds)}"
    outputs = ["-map", "[picture]", "-map", "[sound]", *ENCODING, "-t", str(seconds), str(target)]
    command = [program, "-y", "-loglevel", "error", *inputs, "-filter_complex", filters, *outputs]
    subprocess.run(command, check=True)  # noqa: S603 - every argument is made here


def build(page: Page, video: Video) -> Path:
    """Build one video and return where it is."""
    slides = slides_of(video)
    target = CONTENT / video.file
    with tempfile.TemporaryDirectory() as folder:
        pictures = [Path(folder) / f"{index}.png" for index in range(len(slides))]
        for slide, picture in zip(slides, pictures, strict=True):
            render(page, slide, picture)
        encode(slides, pictures, video.seconds, target)
    return target


def main() -> None:
    """Build all videos."""
    with browser_page() as page:
        for video in load_videos():
            target = build(page, video)
            print(f"{target.relative_to(CONTENT)}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
