"""Which content helps against which constraint (docs/rules.md, "Offers")."""

from collections.abc import Iterable

from domain.action_plan import Constraint
from domain.library import GuideSection, Video
from domain.programme import Axis

_AXES: dict[Constraint, tuple[Axis, ...]] = {
    Constraint.OTHER: (),
    Constraint.MONEY: (Axis.FUNDING, Axis.FINANCE),
    Constraint.PERMIT: (Axis.PRODUCTION,),
    Constraint.PREMISES: (Axis.PRODUCTION, Axis.FUNDING),
    Constraint.RAW_MATERIAL: (Axis.FINANCE,),
    Constraint.SKILLS: (Axis.TRAINING,),
    Constraint.ORGANISATION: (Axis.ORGANISATION,),
    Constraint.MARKET: (Axis.DISTRIBUTION, Axis.COMMUNICATION),
    Constraint.PARTNER: (Axis.FUNDING, Axis.ORGANISATION),
    Constraint.HINDRANCE: (),
}

#: More than a little help is none.
VIDEOS_OFFERED = 1
SECTIONS_OFFERED = 2


def axes_for(reason: Constraint, axis: Axis) -> tuple[Axis, ...]:
    """The axes whose content covers a constraint, the action's own first where it is among them.

    An unnamed reason is covered by the action's axis; a hindrance by nothing.
    """
    if reason is Constraint.OTHER:
        return (axis,)
    axes = _AXES[reason]
    return (axis, *(one for one in axes if one is not axis)) if axis in axes else axes


def choose_offer(
    reason: Constraint, axis: Axis, videos: Iterable[Video], sections: Iterable[GuideSection]
) -> tuple[tuple[Video, ...], tuple[GuideSection, ...]]:
    """The few videos and sections to offer, nearest axis first; both empty when nothing covers the reason."""
    order = {one: place for place, one in enumerate(axes_for(reason, axis))}
    fitting_videos = sorted((one for one in videos if one.axis in order), key=lambda one: (order[one.axis], one.code))
    fitting_sections = sorted(
        (one for one in sections if one.axis in order), key=lambda one: (order[one.axis], one.code)
    )
    return tuple(fitting_videos[:VIDEOS_OFFERED]), tuple(fitting_sections[:SECTIONS_OFFERED])
