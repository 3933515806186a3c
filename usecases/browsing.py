"""Looking things up: the plan with its lights, the portfolio, videos and the guide, who answered."""

from domain.actor import Actor
from domain.notices import NoticeKind, TapNotice
from domain.outgoing import OutgoingKind
from domain.people import Person, Role
from domain.programme import Axis
from domain.rules import Moment
from domain.views.joining import SimpleText
from storage import check_ins, library, people, plan
from storage.unit_of_work import UnitOfWork
from usecases.membership import for_members, refuse_task
from usecases.speaking import reply


@for_members
def show_plan(
    uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, cooperative_id: int | None, page: int = 0
) -> TapNotice | None:
    """/plan: a leader's own; consultants and staff choose from their portfolio first."""
    if cooperative_id is None:
        if person.role is not Role.LEADER or not person.cooperative_ids:
            reply(uow, moment, actor, OutgoingKind.PORTFOLIO, page=0)
            return None
        for one in person.cooperative_ids:
            reply(uow, moment, actor, OutgoingKind.PLAN, cooperative=one, page=0)
        return None
    if not person.may_see_cooperative(cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    reply(uow, moment, actor, OutgoingKind.PLAN, cooperative=cooperative_id, page=page)
    return None


@for_members
def show_action(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, action_id: int) -> TapNotice | None:
    """One action in full."""
    try:
        action = plan.action(uow, action_id)
    except LookupError:
        return TapNotice(NoticeKind.OLD_BUTTON)
    if not person.may_see_cooperative(action.cooperative_id):
        return TapNotice(NoticeKind.NOT_YOURS)
    reply(uow, moment, actor, OutgoingKind.ACTION, action=action_id)
    return None


@for_members
def show_portfolio(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, page: int = 0) -> TapNotice | None:
    """/cooperatives: a consultant's portfolio with lights, or the whole programme for staff."""
    if person.role is Role.LEADER:
        return refuse_task(uow, moment, actor)
    reply(uow, moment, actor, OutgoingKind.PORTFOLIO, page=page)
    return None


@for_members
def show_videos(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    _person: Person,
    *,
    axis: Axis | None,
) -> TapNotice | None:
    """/videos: by axis."""
    reply(uow, moment, actor, OutgoingKind.VIDEOS, axis=axis or "")
    return None


@for_members
def show_video(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, code: str) -> TapNotice | None:
    """Sends a video and remembers that it was opened."""
    if library.video(uow, code) is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    _remember(uow, moment, person, code)
    reply(uow, moment, actor, OutgoingKind.VIDEO, code=code)
    return None


@for_members
def show_guide(
    uow: UnitOfWork,
    moment: Moment,
    actor: Actor,
    _person: Person,
    *,
    axis: Axis | None,
) -> TapNotice | None:
    """/guide: by axis."""
    reply(uow, moment, actor, OutgoingKind.GUIDE, axis=axis or "")
    return None


@for_members
def show_section(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person, *, code: str) -> TapNotice | None:
    """Sends a guide section and remembers that it was opened."""
    if library.section(uow, code) is None:
        return TapNotice(NoticeKind.OLD_BUTTON)
    _remember(uow, moment, person, code)
    reply(uow, moment, actor, OutgoingKind.GUIDE_SECTION, code=code)
    return None


@for_members
def show_response(uow: UnitOfWork, moment: Moment, actor: Actor, person: Person) -> TapNotice | None:
    """/suivi: who has answered the current check-in."""
    if person.role is Role.LEADER:
        return refuse_task(uow, moment, actor)
    if not check_ins.started_periods(uow, moment.at):
        reply(uow, moment, actor, OutgoingKind.TOLD, text=SimpleText.NO_OPEN_CHECK_IN)
        return None
    reply(uow, moment, actor, OutgoingKind.RESPONSE)
    return None


def _remember(uow: UnitOfWork, moment: Moment, person: Person, code: str) -> None:
    """Counted for the summary of the leader's cooperative; consultants and staff looking things up are not."""
    if person.role is not Role.LEADER:
        return
    cooperatives = people.cooperatives(uow, person.cooperative_ids)
    library.record_opening(
        uow,
        person_id=person.id,
        cooperative_id=cooperatives[0].id if cooperatives else None,
        code=code,
        at=moment.at,
    )
