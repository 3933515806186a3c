"""Sample screens of alerts and of the plan."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from domain import views
from domain.action_plan import ActionState, Constraint
from domain.alert import AlertState, AlertStep
from domain.answer import AttachmentKind, CallWish
from domain.lights import Light
from domain.people import Reachability, Role
from domain.programme import Axis
from domain.views import View
from domain.views.plan import IndicatorLine, PlanLine, PortfolioLine

NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
DAY = date(2027, 1, 20)
PHONE = "+999 000 000 10"


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


def alerts_views(text: str) -> Iterator[View]:
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
    for role in Role:
        for reachability in Reachability:
            yield views.OutOfReachView(
                person_name=text, role=role, phone=PHONE, cooperatives=(text, text), reachability=reachability
            )
    yield views.ResolutionAskedView(alert_id=5, cooperative=text, title=text)


def plan_views(text: str) -> Iterator[View]:
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
        PortfolioLine(
            cooperative_id=number,
            name=text,
            light=light,
            done=3,
            total=10,
            blocked=number,
            late=number,
            out_of_reach=number % 2,
        )
        for number, light in enumerate((*Light, *Light, *Light))
    )
    yield views.PortfolioView(lines=rows, page=0, pages=2)
    yield views.PortfolioView(lines=(), page=0, pages=1)
