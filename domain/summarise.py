"""The figures of a month, for a cooperative and for the programme (docs/rules.md, "Summary")."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from domain.action_plan import ActionState, Priority
from domain.constraint_lines import by_reason, constraint_lines, decision_lines
from domain.lights import Light, cooperative_light
from domain.month_material import CooperativeMonth
from domain.period import Month
from domain.programme import Axis
from domain.replay import History, Standing, histories, unlisted
from domain.response import calls_wished, merged_responses, response_of
from domain.summary import (
    ConstraintLine,
    ContentLine,
    CooperativeLine,
    DoneLine,
    LightCount,
    PlannedLine,
    Response,
    Summary,
    Titled,
)
from domain.summary_lines import done_lines, indicator_lines, planned_lines

_AXES = list(Axis)


def summarise_cooperative(material: CooperativeMonth) -> Summary:
    """The month of one cooperative, from the answers of its two check-ins, whenever they came."""
    told = histories(material)
    now = [(one, one.until(material.month) or unlisted(one.action)) for one in told]
    lights_now = [(_light(material, one, standing), one.action.priority) for one, standing in now]
    lights_before = [(_light_before(material, one), one.action.priority) for one in told]
    response = response_of(material.of_month)
    done_total = sum(standing.state is ActionState.DONE for _, standing in now)
    return Summary(
        month=material.month,
        programme=material.programme,
        cooperative=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
        cooperative_code=material.cooperative.code,
        as_of=material.as_of,
        final=material.is_final,
        response=response,
        done=_sorted_done(done_lines(material, told)),
        planned=_sorted_planned(planned_lines(material, told)),
        constraints=_sorted_constraints(constraint_lines(material, told)),
        indicators=tuple(indicator_lines(material, told)),
        lights=_light_counts(Counter(one for one, _ in lights_now), Counter(one for one, _ in lights_before)),
        cooperatives=(_row(material, [standing for _, standing in now], lights_now, lights_before, response),),
        content=_sorted_content(material.openings),
        decisions=_sorted_decisions(decision_lines(material, told)),
        calls_wished=calls_wished(material.of_month),
        not_asked=_not_asked(material, told),
        actions_total=len(told),
        actions_done_total=done_total,
    )


def merge_programme(summaries: Sequence[Summary], *, month: Month, programme: str, as_of: date) -> Summary:
    """The month of the whole programme: figures add up, lines stand together, a row for each cooperative."""
    parts = sorted(summaries, key=lambda one: one.cooperative_code)
    return Summary(
        month=month,
        programme=programme,
        cooperative=None,
        cooperative_code="",
        as_of=as_of,
        final=bool(parts) and all(one.final for one in parts),
        response=merged_responses(one.response for one in parts),
        done=tuple(line for one in parts for line in one.done),
        planned=_sorted_planned(line for one in parts for line in one.planned),
        constraints=_sorted_constraints(line for one in parts for line in one.constraints),
        indicators=tuple(line for one in parts for line in one.indicators),
        lights=_merged_lights(parts),
        cooperatives=tuple(sorted((row for one in parts for row in one.cooperatives), key=lambda row: row.code)),
        content=_sorted_content(line for one in parts for line in one.content),
        decisions=_sorted_decisions(line for one in parts for line in one.decisions),
        calls_wished=sum(one.calls_wished for one in parts),
        not_asked=sum(one.not_asked for one in parts),
        actions_total=sum(one.actions_total for one in parts),
        actions_done_total=sum(one.actions_done_total for one in parts),
    )


def _light(material: CooperativeMonth, history: History, standing: Standing) -> Light:
    return standing.light(history.action, material.counted_on, material.rules.limits)


def _light_before(material: CooperativeMonth, history: History) -> Light:
    """The light at the end of the month before; grey for what no check-in had listed by then."""
    end = material.month.first_day() - timedelta(days=1)
    standing = history.until(Month(end.year, end.month))
    return Light.GREY if standing is None else standing.light(history.action, end, material.rules.limits)


def _row(
    material: CooperativeMonth,
    standings: Sequence[Standing],
    now: Sequence[tuple[Light, Priority]],
    before: Sequence[tuple[Light, Priority]],
    response: Response,
) -> CooperativeLine:
    limits = material.rules.limits
    states = Counter(one.state for one in standings)
    return CooperativeLine(
        code=material.cooperative.code,
        name=Titled(fr=material.cooperative.name, ar=material.cooperative.name_ar),
        light=cooperative_light(now, limits),
        light_before=cooperative_light(before, limits),
        actions=len(standings),
        done=states[ActionState.DONE],
        blocked=states[ActionState.BLOCKED],
        late=sum(one.state.is_open and one.deadline < material.counted_on for one in standings),
        check_ins_due=response.due,
        check_ins_complete=response.complete_alone + response.complete_by_phone,
    )


def _not_asked(material: CooperativeMonth, told: Sequence[History]) -> int:
    """How many actions stood on the month's agendas without being asked about in any of them."""
    items = [item for one in material.of_month for item in one.items]
    kept = {one.action.id for one in told}
    return len({item.action_id for item in items} & kept - {item.action_id for item in items if item.asked})


def _light_counts(now: Mapping[Light, int], before: Mapping[Light, int]) -> tuple[LightCount, ...]:
    return tuple(LightCount(light=one, now=now[one], before=before[one]) for one in Light)


def _merged_lights(parts: Sequence[Summary]) -> tuple[LightCount, ...]:
    now, before = Counter[Light](), Counter[Light]()
    for part in parts:
        for one in part.lights:
            now[one.light] += one.now
            before[one.light] += one.before
    return _light_counts(now, before)


def _sorted_done(lines: Iterable[DoneLine]) -> tuple[DoneLine, ...]:
    """By axis, then by day; the programme's stay together by cooperative."""
    return tuple(sorted(lines, key=lambda line: (_AXES.index(line.axis), line.done_on, line.action_code)))


def _sorted_planned(lines: Iterable[PlannedLine]) -> tuple[PlannedLine, ...]:
    """The earliest deadline, and so the latest action, first."""
    return tuple(sorted(lines, key=lambda line: (line.deadline, line.action_code)))


def _sorted_constraints(lines: Iterable[ConstraintLine]) -> tuple[ConstraintLine, ...]:
    return tuple(sorted(lines, key=lambda line: (*by_reason(line), line.action_code)))


def _sorted_decisions(lines: Iterable[ConstraintLine]) -> tuple[ConstraintLine, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.age_days, line.action_code)))


def _sorted_content(lines: Iterable[ContentLine]) -> tuple[ContentLine, ...]:
    """One line a code, the most opened first."""
    titles: dict[str, Titled] = {}
    opened = Counter[str]()
    for line in lines:
        titles.setdefault(line.code, line.title)
        opened[line.code] += line.opened
    shown = sorted(titles, key=lambda code: (-opened[code], code))
    return tuple(ContentLine(code=code, title=titles[code], opened=opened[code]) for code in shown)
