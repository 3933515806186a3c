"""Preparing videos, guide sections, what a search found, and what is offered against a constraint."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from domain.action_plan import Constraint
from domain.library import GuideSection, Video
from domain.offers import choose_offer
from domain.outgoing import Withdrawn
from domain.people import Language
from domain.programme import Axis
from domain.rendered import FileKind, FileRef
from domain.views import GuideFoundView, GuideSectionView, GuideView, OfferView, VideosView, VideoView
from domain.views.library import ContentLine
from storage import alerts, check_ins, library, plan
from usecases.preparing.prepared import Draft, Preparation, Shown

_FOUND_LIMIT = 6


def videos(draft: Draft) -> Preparation:
    """The axes that have videos, or the videos of one."""
    axis = Axis(draft.text("axis")) if draft.text("axis") else None
    found = library.videos(draft.uow)
    shown = tuple(_video_line(one, draft.language) for one in found if one.axis is axis)
    return Shown(VideosView(axis=axis, axes=_axes(found), videos=shown))


def video(draft: Draft) -> Preparation:
    """A video: Telegram's own file once it has been uploaded, the file beside the workbook before."""
    found = library.video(draft.uow, draft.text("code"))
    if found is None:
        return Withdrawn("the video is gone")
    is_link = found.source.startswith("https://")
    _, sections = library.of_axes(draft.uow, {found.axis})
    file = FileRef(
        kind=FileKind.VIDEO,
        name=Path(found.source).name,
        file_id=found.file_id,
        path=Path(found.source),
        content_code=found.code,
    )
    return Shown(
        VideoView(
            title=found.title_in(draft.language),
            axis=found.axis,
            seconds=found.seconds,
            file=None if is_link else file,
            link=found.source if is_link else "",
            related=tuple(_section_line(one, draft.language) for one in sections),
        )
    )


def guide(draft: Draft) -> Preparation:
    """The axes that have sections, or the sections of one."""
    axis = Axis(draft.text("axis")) if draft.text("axis") else None
    found = library.sections(draft.uow)
    shown = tuple(_section_line(one, draft.language) for one in found if one.axis is axis)
    return Shown(GuideView(axis=axis, axes=_axes(found), sections=shown))


def guide_section(draft: Draft) -> Preparation:
    """A section, with the videos of its axis."""
    found = library.section(draft.uow, draft.text("code"))
    if found is None:
        return Withdrawn("the section is gone")
    related, _ = library.of_axes(draft.uow, {found.axis})
    return Shown(
        GuideSectionView(
            code=found.code,
            title=found.title_in(draft.language),
            axis=found.axis,
            text=found.text_in(draft.language),
            related=tuple(_video_line(one, draft.language) for one in related),
        )
    )


def guide_found(draft: Draft) -> Preparation:
    """The sections that hold the words, in either language, those with them in the title first."""
    words = draft.text("words")
    wanted = [_folded(one) for one in words.split()]
    ranked = sorted(
        ((_rank(one, wanted), one.code, one) for one in library.sections(draft.uow)), key=lambda entry: entry[:2]
    )
    found = [one for rank, _, one in ranked if rank < len(wanted) * _ABSENT]
    return Shown(GuideFoundView(words, tuple(_section_line(one, draft.language) for one in found[:_FOUND_LIMIT])))


def offer(draft: Draft) -> Preparation:
    """What covers the reason for which an action is blocked; withdrawn when nothing does."""
    found = check_ins.of_item(draft.uow, draft.number("item"))
    if found is None:
        return Withdrawn("the agenda item is gone")
    action = plan.action(draft.uow, found[1].action_id)
    alert = alerts.open_of_action(draft.uow, action.id)
    reason = alert.reason if alert else Constraint.OTHER
    chosen_videos, chosen_sections = choose_offer(
        reason, action.axis, library.videos(draft.uow), library.sections(draft.uow)
    )
    if alert is None or not (chosen_videos or chosen_sections):
        return Withdrawn("nothing covers this")
    return Shown(
        OfferView(
            action.title_in(draft.language),
            tuple(_video_line(one, draft.language) for one in chosen_videos),
            tuple(_section_line(one, draft.language) for one in chosen_sections),
        ),
        cooperative_id=action.cooperative_id,
    )


#: What a word that stands nowhere adds to a section's rank; in the text 1, in the title 0.
_ABSENT = 10


def _rank(section: GuideSection, words: list[str]) -> int:
    titles = _folded(f"{section.title} {section.title_ar}")
    texts = _folded(f"{section.text} {section.text_ar}")
    return sum(0 if one in titles else 1 if one in texts else _ABSENT for one in words) if words else _ABSENT


def _folded(text: str) -> str:
    """Without case, accents and Arabic vowel signs."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def _axes(content: Iterable[Video] | Iterable[GuideSection]) -> tuple[tuple[Axis, int], ...]:
    counts = Counter(one.axis for one in content)
    return tuple((axis, counts[axis]) for axis in Axis if counts[axis])


def _video_line(one: Video, language: Language) -> ContentLine:
    return ContentLine(one.code, one.title_in(language), one.seconds)


def _section_line(one: GuideSection, language: Language) -> ContentLine:
    return ContentLine(one.code, one.title_in(language))
