"""The lights of a cooperative's actions today, from the plan as it stands."""

from collections.abc import Sequence

from domain.action_plan import Action, ActionState
from domain.check_in import CheckInState
from domain.lights import Light, action_light, check_ins_without_news, cooperative_light
from domain.rules import Moment
from storage import check_ins
from storage.unit_of_work import UnitOfWork


def lights_of(
    uow: UnitOfWork, moment: Moment, cooperative_id: int, actions: Sequence[Action]
) -> tuple[Light, dict[int, Light]]:
    """The cooperative's light, and those of its actions by id; cancelled actions colour nothing."""
    record = check_ins.of_cooperative(uow, cooperative_id)
    closed = [one.on for one in record if one.closed_at is not None and one.state is not CheckInState.EXCUSED]
    lights = {
        action.id: action_light(
            action,
            on=moment.today,
            check_ins_without_news=check_ins_without_news(action.last_news_on, closed),
            limits=moment.rules.limits,
        )
        for action in actions
    }
    kept = [one for one in actions if one.state is not ActionState.CANCELLED]
    whole = cooperative_light([(lights[one.id], one.priority) for one in kept], moment.rules.limits)
    return whole, lights
