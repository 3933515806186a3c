"""Sample views: at least one of every type, with one text in all places where people's words stand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from domain import views
from domain.action_plan import ActionState, Constraint
from domain.alert import AlertState, AlertStep
from domain.answer import Ask, AttachmentKind, CallWish, Status
from domain.buttons import DocumentFormat, Task
from domain.check_in import CheckInState
from domain.lights import Light
from domain.people import Language, Role, Slot
from domain.period import Month
from domain.programme import Axis
from domain.rendered import FileKind, FileRef
from domain.views import Preface, View
from domain.views.check_in import AnswerLine, CheckInChoice, Contact, LastSaid
from domain.views.library import ContentLine
from domain.views.plan import IndicatorLine, PlanLine, PortfolioLine
from domain.views.summary import ResponseLine
from tests.messages.sample_summary import cooperative_month, programme_month

NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
DAY = date(2027, 1, 20)
TITLE = "Déposer le dossier ONSSA"
PHONE = "+999 000 000 10"
LEADER_TASKS = (Task.CHECK_IN, Task.PLAN, Task.VIDEOS, Task.GUIDE, Task.CALL_ME, Task.LANGUAGE, Task.HELP)
CONSULTANT_TASKS = (Task.ALERTS, Task.PORTFOLIO, Task.CALLS, Task.SUMMARY, Task.LANGUAGE, Task.HELP)
STAFF_TASKS = (Task.RESPONSE, Task.SUMMARY, Task.PORTFOLIO, Task.ALERTS, Task.CALLS, Task.LANGUAGE, Task.HELP)


def every_view(text: str = "Fatima") -> Iterator[View]:
    """All screens, in several states each; `text` stands wherever a person wrote."""
    yield from _joining(text)
    yield from _questions(text)
    yield from _check_in(text)
    yield from _calls(text)
    yield from _alerts(text)
    yield from _plan(text)
    yield from _library(text)
    yield from _month(text)


def question(ask: Ask = Ask.STATUS, text: str = TITLE, preface: Preface = Preface.NONE) -> views.QuestionView:
    """A question about a blocked, late action, with all that it can carry."""
    measured = ask in {Ask.VALUE, Ask.PROGRESS}
    return views.QuestionView(
        ask=ask,
        check_in_id=7,
        item_id=123456,
        version=3,
        place=2,
        total=5,
        preface=preface,
        person_name=text,
        cooperative=text,
        show_cooperative=True,
        title=text,
        responsible=text,
        deadline=date(2027, 1, 8),
        days_late=12,
        last_said=LastSaid(
            state=ActionState.BLOCKED, percent=40, reason=Constraint.MONEY, on=date(2027, 1, 5), since=date(2026, 12, 7)
        ),
        choices=tuple(Status),
        offer_unchanged=True,
        same_reason=Constraint.MONEY,
        indicator=text if measured else "",
        unit=text if measured else "",
        baseline=Decimal(0) if measured else None,
        target=Decimal(5) if measured else None,
        actual=Decimal("2.5") if measured else None,
        already_by=text,
        already_title=text,
        change_item_id=99 if preface is Preface.ALREADY_ANSWERED else None,
    )


def _line(item: int, text: str, status: Status | None = Status.BLOCKED) -> AnswerLine:
    return AnswerLine(
        item_id=item,
        title=text,
        status=status,
        number=Decimal("42.5"),
        unit=text,
        percent=50,
        reason=Constraint.PERMIT,
        note=text,
        attachments=2,
        call=CallWish.TODAY,
        new_date=date(2027, 2, 3),
        proof=True,
        by=text,
    )


def _joining(text: str) -> Iterator[View]:
    yield views.ConsentView(programme=text, controller=text, person_name=text, cndp_number=text)
    yield views.PrivacyView(programme=text, controller=text, contact=text)
    yield views.LanguageView(current=None)
    yield views.LanguageView(current=Language.FRENCH)
    yield from (views.SimpleView(one) for one in views.SimpleText)
    yield from (views.InvitationRefusedView(one) for one in views.InvitationFault)
    for role, tasks in ((Role.LEADER, LEADER_TASKS), (Role.CONSULTANT, CONSULTANT_TASKS), (Role.STAFF, STAFF_TASKS)):
        slot = Slot.MORNING if role is Role.LEADER else None
        yield views.WelcomeView(
            person_name=text, role=role, cooperatives=(text, text), consultant=text, tasks=tasks, slot=slot
        )
        yield views.HomeView(role=role, tasks=tasks)
        yield views.HomeView(role=role, tasks=tasks, open_check_ins=1, open_alerts=3, open_calls=11)
        yield views.HelpView(role=role, consultant=text, consultant_phone=PHONE, tasks=tasks)


def _questions(text: str) -> Iterator[View]:
    for ask in Ask:
        yield question(ask, text)
    for preface in Preface:
        yield question(Ask.STATUS, text, preface)
    for preface in (Preface.ALREADY_ANSWERED, Preface.BY_PHONE):
        yield question(Ask.REASON, text, preface)


def _check_in(text: str) -> Iterator[View]:
    yield views.EveView(person_name=text, cooperative=text, on=DAY, slot=Slot.MORNING, questions=3)
    yield views.OpenQuestionView(cooperative=text)
    yield views.SayMoreView(check_in_id=7)
    for ask in Ask:
        yield views.AnsweredView(ask=ask, place=1, total=5, line=_line(1, text))
        yield views.AnsweredView(
            ask=ask, place=1, total=5, line=_line(1, text), skipped=True, by_other=text, typed_by=text
        )
    for confirmed in (False, True):
        yield views.RecapView(
            check_in_id=7,
            cooperative=text,
            show_cooperative=True,
            lines=tuple(_line(item, text, status) for item, status in enumerate((*Status, None))),
            not_asked=tuple(_line(item, text, None) for item in range(20, 25)),
            comments=1,
            confirmed=confirmed,
            confirmed_by=text,
            closed=confirmed,
            typed_by=text,
            preface=Preface.RESUMED,
        )
    yield views.ThanksView(person_name=text, next_on=date(2027, 2, 4), blocked=2, consultant=text)
    yield views.ThanksView(person_name=text, next_on=None, blocked=0, consultant="")
    yield views.AskWhichView(tuple(CheckInChoice(check_in_id=one, cooperative=text) for one in range(3)))


def _calls(text: str) -> Iterator[View]:
    tasks = [_call_task(number, text, answered) for number, answered in enumerate((0, 2, 0))]
    yield from tasks
    yield views.CallTasksView(tuple(tasks))
    yield views.CallTasksView(())
    yield views.CallTaskDoneView(cooperative=text, by=text)
    yield views.CallTaskDoneView(cooperative=text, by="")
    for to_leader, asking, call in (
        (True, True, None),
        (True, False, CallWish.WEEK),
        (True, False, CallWish.NO),
        (False, False, CallWish.TODAY),
    ):
        yield views.CallWishView(
            to_leader=to_leader, asking=asking, person_name=text, phone=PHONE, cooperative=text, call=call
        )


def _call_task(number: int, text: str, answered: int) -> views.CallTaskView:
    return views.CallTaskView(
        call_task_id=number,
        cooperative=text,
        contacts=(
            Contact(person_id=1, name=text, function=text, phone=PHONE),
            Contact(person_id=2, name=text, function="", phone=""),
        ),
        opened_on=DAY,
        due_at=NOON,
        answered=answered,
        total=5,
        failures=number,
    )


def alert(state: AlertState = AlertState.OPEN, text: str = "Fatima", *, corrected: bool = False) -> views.AlertView:
    """A blocked action with a note, a voice message and a photo."""
    seen = state in {AlertState.SEEN, AlertState.RESOLVED}
    return views.AlertView(
        alert_id=5,
        state=state,
        cooperative=text,
        title=text,
        responsible=text,
        deadline=date(2027, 3, 31),
        reason=Constraint.MONEY,
        note=text,
        files=(AttachmentKind.VOICE, AttachmentKind.PHOTO),
        call=CallWish.TODAY,
        reported_by=text,
        phone=PHONE,
        opened_at=NOON,
        seen_by=text if seen else "",
        resolution=text if state is AlertState.RESOLVED else "",
        corrected=corrected,
        still_blocked=1,
    )


def _alerts(text: str) -> Iterator[View]:
    alerts = tuple(alert(state, text) for state in AlertState)
    yield from alerts
    yield alert(AlertState.RESOLVED, text, corrected=True)
    yield views.AlertQueueView(alerts * 4)
    yield views.AlertQueueView(())
    for kind in AttachmentKind:
        yield views.AlertFileView(cooperative=text, title=text, kind=kind, file_id="AgAC", file_name=text)
        yield views.NoteView(
            from_name=text, cooperative=text, text=text, phone=PHONE, kind=kind, file_id="AgAC", about_title=text
        )
    yield views.NoteView(from_name=text, cooperative=text, text=text)
    for step in AlertStep:
        yield views.AlertStepView(step=step, title=text, consultant=text, note=text)
    for notice in views.StaffNoticeKind:
        yield views.StaffNoticeView(
            kind=notice,
            cooperative=text,
            consultant=text,
            since=DAY,
            title=text,
            reason=Constraint.OTHER,
            alert_id=5 if notice is views.StaffNoticeKind.STILL_BLOCKED else None,
        )
    yield views.ResolutionAskedView(alert_id=5, cooperative=text, title=text)


def _plan(text: str) -> Iterator[View]:
    lines = tuple(
        PlanLine(action_id=number, title=text, light=light, deadline=DAY, days_late=number, percent=40)
        for number, light in enumerate((*Light, *Light))
    )
    yield views.PlanView(
        cooperative_id=10, cooperative=text, light=Light.RED, lines=lines, page=1, pages=3, done=3, total=10
    )
    yield views.PlanView(
        cooperative_id=10, cooperative=text, light=Light.GREY, lines=(), page=0, pages=1, done=0, total=0
    )
    indicators = tuple(
        IndicatorLine(name=text, unit=text, baseline=Decimal(0), target=Decimal(5), actual=actual)
        for actual in (None, Decimal("2.5"))
    )
    yield views.ActionView(
        cooperative_id=10,
        title=text,
        axis=Axis.PRODUCTION,
        light=Light.RED,
        state=ActionState.BLOCKED,
        responsible=text,
        start=date(2026, 12, 1),
        deadline=DAY,
        slips_days=14,
        days_late=2,
        stakeholders=(text, text),
        percent=40,
        reason=Constraint.MONEY,
        blocked_on=DAY,
        last_news_on=DAY,
        indicators=indicators,
    )
    rows = tuple(
        PortfolioLine(cooperative_id=number, name=text, light=light, done=3, total=10, blocked=number, late=number)
        for number, light in enumerate((*Light, *Light, *Light))
    )
    yield views.PortfolioView(lines=rows, page=0, pages=2)
    yield views.PortfolioView(lines=(), page=0, pages=1)


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
            ResponseLine(cooperative=text, state=state, answered=place, total=5, by_phone=place == 2)
            for place, state in enumerate(states)
        ),
    )
