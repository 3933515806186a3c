"""Preparing the plan with its lights, one action, the portfolio, and who answered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from domain.action_plan import Action, ActionState
from domain.check_in import CheckInState
from domain.dialogue import effective_answers
from domain.lights import Light
from domain.outgoing import Withdrawn
from domain.people import Role
from domain.programme import Cooperative
from domain.views import ActionView, PlanView, PortfolioView, ResponseView
from domain.views.plan import IndicatorLine, PlanLine, PortfolioLine
from domain.views.summary import ResponseLine
from storage import answers, check_ins, people, plan
from usecases.lighting import lights_of
from usecases.preparing.prepared import Draft, Preparation, Shown

T = TypeVar("T")

_PLAN_PAGE = 6
_PORTFOLIO_PAGE = 9
_WORST_FIRST = (Light.RED, Light.AMBER, Light.GREY, Light.GREEN, Light.DONE)


def plan_page(draft: Draft) -> Preparation:
    """A page of a plan, most urgent first."""
    cooperative = people.cooperative(draft.uow, draft.number("cooperative"))
    actions = plan.actions_of(draft.uow, cooperative.id)
    whole, lights = lights_of(draft.uow, draft.moment, cooperative.id, actions)
    kept = [one for one in actions if one.state is not ActionState.CANCELLED]
    ordered = sorted(kept, key=lambda one: (_WORST_FIRST.index(lights[one.id]), one.deadline, one.code))
    page, pages, shown = _page(ordered, draft.number("page"), _PLAN_PAGE)
    return Shown(
        PlanView(
            cooperative_id=cooperative.id,
            cooperative=cooperative.name_in(draft.language),
            light=whole,
            lines=tuple(_plan_line(draft, one, lights[one.id]) for one in shown),
            page=page,
            pages=pages,
            done=sum(one.state is ActionState.DONE for one in kept),
            total=len(kept),
        ),
        cooperative_id=cooperative.id,
    )


def action(draft: Draft) -> Preparation:
    """One action in full."""
    found = plan.action(draft.uow, draft.number("action"))
    _, lights = lights_of(draft.uow, draft.moment, found.cooperative_id, [found])
    indicators = plan.indicators(draft.uow, [found.id]).get(found.id, [])
    return Shown(
        ActionView(
            cooperative_id=found.cooperative_id,
            title=found.title_in(draft.language),
            axis=found.axis,
            light=lights[found.id],
            state=found.state,
            responsible=found.responsible,
            start=found.start,
            deadline=found.deadline,
            slips_days=max((found.deadline - found.first_deadline) // timedelta(days=1), 0),
            days_late=found.days_late(draft.moment.today),
            stakeholders=found.stakeholders,
            percent=found.progress_percent,
            reason=found.blocked_by,
            blocked_on=found.blocked_on,
            last_news_on=found.last_news_on,
            indicators=tuple(
                IndicatorLine(name=one.name, unit=one.unit, baseline=one.baseline, target=one.target, actual=one.actual)
                for one in indicators
            ),
        ),
        cooperative_id=found.cooperative_id,
    )


def portfolio(draft: Draft) -> Preparation:
    """The cooperatives of a consultant, or all for staff, worst light first."""
    person = draft.reader
    scope = None if person.role is Role.STAFF else person.cooperative_ids
    away = people.leaders_out_of_reach(draft.uow)
    lines = [_portfolio_line(draft, one, away.get(one.id, 0)) for one in people.cooperatives(draft.uow, scope)]
    lines.sort(key=lambda one: _WORST_FIRST.index(one.light))
    page, pages, shown = _page(lines, draft.number("page"), _PORTFOLIO_PAGE)
    return Shown(PortfolioView(lines=tuple(shown), page=page, pages=pages))


def response(draft: Draft) -> Preparation:
    """Who has answered the check-in that opened last."""
    scope = draft.reader.cooperative_ids if draft.reader.role is Role.CONSULTANT else None
    cooperatives = people.cooperatives(draft.uow, scope)
    latest = [check_ins.latest_started(draft.uow, one.id) for one in cooperatives]
    started = [one for one in latest if one is not None]
    if not started:
        return Withdrawn("no check-in has opened yet")
    period = max(one.period for one in started)
    shown = [one for one in started if one.period == period]
    names = {one.id: one.name_in(draft.language) for one in cooperatives}
    given = answers.of_check_ins(draft.uow, [one.id for one in shown])
    agendas = check_ins.agendas(draft.uow, [one.id for one in shown])
    away = people.leaders_out_of_reach(draft.uow)
    lines = []
    for one in shown:
        asked = [item for item in agendas.get(one.id, ()) if item.asked]
        stored = given.get(one.id, ())
        lines.append(
            ResponseLine(
                cooperative=names[one.cooperative_id],
                state=one.state,
                answered=sum(effective_answers(stored, item.id).said is not None for item in asked),
                total=len(asked),
                by_phone=any(answer.typed_by != answer.answered_by for answer in stored),
                out_of_reach=away.get(one.cooperative_id, 0),
            )
        )
    order = list(CheckInState)
    lines.sort(key=lambda line: (order.index(line.state), line.cooperative))
    return Shown(ResponseView(period=str(period), on=shown[0].on, lines=tuple(lines)))


def _plan_line(draft: Draft, one: Action, light: Light) -> PlanLine:
    return PlanLine(
        action_id=one.id,
        title=one.title_in(draft.language),
        light=light,
        deadline=one.deadline,
        days_late=one.days_late(draft.moment.today),
        percent=one.progress_percent,
    )


def _portfolio_line(draft: Draft, cooperative: Cooperative, out_of_reach: int) -> PortfolioLine:
    actions = plan.actions_of(draft.uow, cooperative.id)
    whole, _ = lights_of(draft.uow, draft.moment, cooperative.id, actions)
    kept = [one for one in actions if one.state is not ActionState.CANCELLED]
    return PortfolioLine(
        cooperative_id=cooperative.id,
        name=cooperative.name_in(draft.language),
        light=whole,
        done=sum(one.state is ActionState.DONE for one in kept),
        total=len(kept),
        blocked=sum(one.state is ActionState.BLOCKED for one in kept),
        late=sum(one.days_late(draft.moment.today) > 0 for one in kept),
        out_of_reach=out_of_reach,
    )


def _page(lines: Sequence[T], page: int, size: int) -> tuple[int, int, Sequence[T]]:
    """The page that is shown (the last one if that is too far), how many there are, and its lines."""
    pages = max(-(-len(lines) // size), 1)
    shown = min(max(page, 0), pages - 1)
    return shown, pages, lines[shown * size : (shown + 1) * size]
