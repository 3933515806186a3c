"""The traffic lights, worked out once more from docs/rules.md ("Traffic lights"), for the tally alone."""

from collections.abc import Sequence
from datetime import date

from bot.simulation.knowledge import KnownAction
from bot.simulation.standing import Standing
from domain.action_plan import Priority
from domain.lights import Light


def lamp(known: KnownAction, standing: Standing, on: date) -> Light:
    """The light of an action on a day."""
    if standing.is_done:
        return Light.DONE
    late = (on - standing.deadline).days
    if standing.is_blocked or late > 15:  # noqa: PLR2004 - the numbers of the rules, spelled out here a second time
        return Light.RED
    if standing.silences >= 2:  # noqa: PLR2004
        return Light.GREY
    behind = _elapsed(known.start, standing.deadline, on) - (standing.percent or 0)
    if behind > 40:  # noqa: PLR2004
        return Light.RED
    unprepared = -14 <= late <= 0 and standing.percent is not None and standing.percent < 50  # noqa: PLR2004
    if late > 0 or behind >= 20 or unprepared or standing.silences == 1:  # noqa: PLR2004
        return Light.AMBER
    return Light.GREEN


def whole_lamp(lamps: Sequence[tuple[Light, Priority]]) -> Light:
    """The light of a cooperative from those of its actions."""
    colours = [one for one, _ in lamps]
    if (Light.RED, Priority.HIGH) in lamps or colours.count(Light.RED) * 10 >= len(colours) * 3:
        return Light.RED
    if Light.RED in colours or colours.count(Light.AMBER) * 10 >= len(colours) * 3:
        return Light.AMBER
    not_done = [one for one in colours if one is not Light.DONE]
    if not not_done:
        return Light.DONE
    return Light.GREY if all(one is Light.GREY for one in not_done) else Light.GREEN


def _elapsed(start: date, deadline: date, on: date) -> float:
    if on >= deadline:
        return 100.0
    return max((on - start).days, 0) * 100 / (deadline - start).days
