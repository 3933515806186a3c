"""Buttons of the library: axes, videos, sections of the guide."""

from collections.abc import Iterable

from domain.buttons import OpenTask, SearchGuide, ShowGuideAxis, ShowGuideSection, ShowVideo, ShowVideos, Task
from domain.rendered import ButtonFace
from domain.views import GuideFoundView, GuideSectionView, GuideView, OfferView, VideosView, VideoView
from domain.views.library import ContentLine
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Row, Rows, face, home_row, stacked
from messages.wording import Wording

_TITLE_LIMIT = 48
_LISTED = 20


def videos_rows(view: VideosView, words: Wording) -> Rows:
    """The axes that have videos, or the videos of one."""
    if view.axis is None:
        axes = [face(ShowVideos(axis), icon(axis), words.label(axis), f"({count})") for axis, count in view.axes]
        return stacked(axes) + home_row(words)
    back = (face(OpenTask(Task.VIDEOS), "↩️", words.label(ButtonWord.ALL_SUBJECTS)),)
    return (*stacked(_videos(view.videos, words)), back)


def video_rows(view: VideoView, words: Wording) -> Rows:
    """A link if it is no file of ours, the guide's sections on the subject, and the other videos."""
    link: Rows = ((ButtonFace(f"▶️ {words.label(ButtonWord.WATCH)}", url=view.link),),) if view.link else ()
    return (*link, *stacked(_sections(view.related, words)), _others(Task.VIDEOS, words))


def guide_rows(view: GuideView, words: Wording) -> Rows:
    """The axes that have sections and the search, or the sections of one."""
    if view.axis is None:
        axes = [face(ShowGuideAxis(axis), icon(axis), words.label(axis), f"({count})") for axis, count in view.axes]
        return (*stacked(axes), (face(SearchGuide(), "🔎", words.label(ButtonWord.SEARCH)),), *home_row(words))
    return (*stacked(_sections(view.sections, words)), _others(Task.GUIDE, words))


def guide_section_rows(view: GuideSectionView, words: Wording) -> Rows:
    return (*stacked(_videos(view.related, words)), _others(Task.GUIDE, words))


def guide_found_rows(view: GuideFoundView, words: Wording) -> Rows:
    search = (face(SearchGuide(), "🔎", words.label(ButtonWord.SEARCH)),)
    return (*stacked(_sections(view.sections, words)), search, _others(Task.GUIDE, words))


def offer_rows(view: OfferView, words: Wording) -> Rows:
    return stacked([*_videos(view.videos, words), *_sections(view.sections, words)])


def _videos(lines: Iterable[ContentLine], words: Wording) -> list[ButtonFace]:
    return [
        face(ShowVideo(one.code), "🎬", words.isolated(one.title, _TITLE_LIMIT), _minutes(one.seconds))
        for one in list(lines)[:_LISTED]
    ]


def _sections(lines: Iterable[ContentLine], words: Wording) -> list[ButtonFace]:
    return [
        face(ShowGuideSection(one.code), "📖", words.isolated(one.title, _TITLE_LIMIT)) for one in list(lines)[:_LISTED]
    ]


def _minutes(seconds: int) -> str:
    return f"({seconds // 60}:{seconds % 60:02d})" if seconds else ""


def _others(task: Task, words: Wording) -> Row:
    return (face(OpenTask(task), "↩️", words.label(ButtonWord.ALL_SUBJECTS)),)
