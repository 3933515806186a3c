"""Screens of the library: videos and guide sections."""

from dataclasses import dataclass

from domain.programme import Axis
from domain.rendered import FileRef


@dataclass(frozen=True, slots=True)
class ContentLine:
    code: str
    title: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VideosView:
    """With `axis` None: the axes that have videos, with their counts. Else the videos of that axis."""

    axis: Axis | None
    axes: tuple[tuple[Axis, int], ...]
    videos: tuple[ContentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A video; `link` is set when it is no file of ours. `related` are guide sections of its axis."""

    title: str
    axis: Axis
    seconds: int
    file: FileRef | None
    link: str
    related: tuple[ContentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """With `axis` None: the axes that have sections, with their counts. Else the sections of that axis."""

    axis: Axis | None
    axes: tuple[tuple[Axis, int], ...]
    sections: tuple[ContentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSectionView:
    """A section; `text` is light Markdown (title line, paragraphs, `- [ ]` checklists)."""

    code: str
    title: str
    axis: Axis
    text: str
    related: tuple[ContentLine, ...]


@dataclass(frozen=True, slots=True)
class GuideFoundView:
    """What a search found; `words` are the person's."""

    words: str
    sections: tuple[ContentLine, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """Content that covers what blocks an action."""

    title: str
    videos: tuple[ContentLine, ...]
    sections: tuple[ContentLine, ...]
