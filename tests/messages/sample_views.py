"""Sample views: at least one of every type, with one text in all places where people's words stand."""

from collections.abc import Iterator
from datetime import date

from domain import views
from domain.buttons import DocumentFormat, Task
from domain.check_in import CheckInState
from domain.notices import NoticeKind, TapNotice
from domain.people import Language, Role, Slot
from domain.period import Month
from domain.programme import Axis
from domain.rendered import FileKind, FileRef
from domain.views import View
from domain.views.library import ContentLine
from domain.views.summary import ResponseLine
from tests.messages.sample_alerts import alerts_views, plan_views
from tests.messages.sample_check_in import calls_views, check_in_views, questions_views
from tests.messages.sample_summary import cooperative_month, programme_month

DAY = date(2027, 1, 20)
PHONE = "+999 000 000 10"
LEADER_TASKS = (Task.CHECK_IN, Task.PLAN, Task.VIDEOS, Task.GUIDE, Task.CALL_ME, Task.LANGUAGE, Task.HELP)
CONSULTANT_TASKS = (Task.ALERTS, Task.PORTFOLIO, Task.CALLS, Task.SUMMARY, Task.LANGUAGE, Task.HELP)
STAFF_TASKS = (Task.RESPONSE, Task.SUMMARY, Task.PORTFOLIO, Task.ALERTS, Task.CALLS, Task.LANGUAGE, Task.HELP)


def every_view(text: str = "Fatima") -> Iterator[View]:
    """All screens, in several states each; `text` stands wherever a person wrote."""
    yield from _joining(text)
    yield from questions_views(text)
    yield from check_in_views(text)
    yield from calls_views(text)
    yield from alerts_views(text)
    yield from plan_views(text)
    yield from _library(text)
    yield from _month(text)
    yield from _failures(text)


def _joining(text: str) -> Iterator[View]:
    yield views.ConsentView(programme=text, controller=text, person_name=text, cndp_number=text)
    yield views.PrivacyView(programme=text, controller=text, contact=text)
    yield views.LanguageView(current=None)
    yield views.LanguageView(current=Language.FRENCH)
    yield from (views.SimpleView(one) for one in views.SimpleText)
    yield from (views.NoticeView(TapNotice(one, text)) for one in NoticeKind)
    yield from (views.InvitationRefusedView(one) for one in views.InvitationFault)
    for role, tasks in ((Role.LEADER, LEADER_TASKS), (Role.CONSULTANT, CONSULTANT_TASKS), (Role.STAFF, STAFF_TASKS)):
        slot = Slot.MORNING if role is Role.LEADER else None
        yield views.WelcomeView(
            person_name=text, role=role, cooperatives=(text, text), consultant=text, tasks=tasks, slot=slot
        )
        yield views.HomeView(role=role, tasks=tasks)
        yield views.HomeView(role=role, tasks=tasks, open_check_ins=1, open_alerts=3, open_calls=11)
        yield views.HelpView(role=role, consultant=text, consultant_phone=PHONE, tasks=tasks)


def _library(text: str) -> Iterator[View]:
    lines = tuple(ContentLine(code=f"V{one}", title=text, seconds=165) for one in range(1, 6))
    axes = tuple((axis, 2) for axis in Axis)
    yield views.VideosView(axis=None, axes=axes, videos=())
    yield views.VideosView(axis=Axis.FINANCE, axes=(), videos=lines)
    yield views.VideosView(axis=None, axes=(), videos=())
    video = FileRef(kind=FileKind.VIDEO, name="onssa.mp4", file_id="BAAC")
    yield views.VideoView(title=text, axis=Axis.PRODUCTION, seconds=165, file=video, link="", related=lines)
    yield views.VideoView(
        title=text, axis=Axis.PRODUCTION, seconds=0, file=None, link="https://example.org/v", related=()
    )
    yield views.GuideView(axis=None, axes=axes, sections=())
    yield views.GuideView(axis=Axis.FINANCE, axes=(), sections=lines)
    yield views.GuideSectionView(
        code="S05",
        title=text,
        axis=Axis.FINANCE,
        text=f"# {text}\n\n**{text}** {text}\n\n- [ ] {text}\n- {text}\n",
        related=lines,
    )
    yield views.GuideFoundView(words=text, sections=lines)
    yield views.GuideFoundView(words=text, sections=())
    yield views.OfferView(title=text, videos=lines[:1], sections=lines[1:3])


def _month(text: str) -> Iterator[View]:
    yield views.SummaryView(
        summary=cooperative_month(),
        cooperative_id=10,
        earlier=Month(2026, 12),
        later=Month(2027, 2),
        may_see_programme=True,
        cooperatives=(),
    )
    yield views.SummaryView(
        summary=programme_month(),
        cooperative_id=0,
        earlier=None,
        later=None,
        may_see_programme=True,
        cooperatives=tuple((number, text) for number in range(1, 19)),
    )
    for kind in DocumentFormat:
        yield views.SummaryFileView(summary=cooperative_month(), format=kind, language=Language.FRENCH)
    states = (*CheckInState, CheckInState.OPEN)
    yield views.ResponseView(
        period="2027-01-2",
        on=DAY,
        lines=tuple(
            ResponseLine(
                cooperative=text, state=state, answered=place, total=5, by_phone=place == 2, out_of_reach=place // 3
            )
            for place, state in enumerate(states)
        ),
    )


def _failures(text: str) -> Iterator[View]:
    yield views.NotProcessedView(only_answer=False, was_tap=False, consultant=text, phone=PHONE)
    yield views.NotProcessedView(only_answer=False, was_tap=True, consultant=text, phone=PHONE)
    yield views.NotProcessedView(only_answer=True, was_tap=False, consultant="", phone="")
    for count in (1, 2, 3, 11, 100):
        yield views.DailyLineView(
            since=DAY, updates=count, messages=count, dues=count, unknown=count, foreign_poller=True
        )
    yield views.DailyLineView(since=DAY, updates=0, messages=0, dues=0, unknown=1, foreign_poller=False)
