"""Gathering what a month's figures are computed from. The figures themselves are computed in domain."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from domain.library import GuideSection, Video
from domain.month_material import CooperativeMonth, RecordedCheckIn
from domain.period import Month, Period
from domain.programme import Cooperative
from domain.rules import Moment
from domain.summarise import merge_programme, summarise_cooperative
from domain.summary import ContentLine, Summary, Titled
from storage import alerts, answers, check_ins, library, people, plan
from storage.unit_of_work import UnitOfWork


def months_with_figures(uow: UnitOfWork, moment: Moment) -> tuple[Month, ...]:
    """The months in which at least one check-in has opened, in order."""
    found = check_ins.started_periods(uow, moment.at)
    return tuple(sorted({one.month for one in found}))


def summary_of(uow: UnitOfWork, moment: Moment, month: Month, cooperative_id: int | None) -> Summary:
    """The month of one cooperative, or (None) of the whole programme."""
    programme = people.programme(uow)
    name = programme.name if programme else ""
    opened = _openings(uow, moment, month)
    if cooperative_id is not None:
        cooperative = people.cooperative(uow, cooperative_id)
        return summarise_cooperative(_material(uow, moment, month, name, cooperative, opened))
    parts = [
        summarise_cooperative(_material(uow, moment, month, name, one, opened)) for one in people.cooperatives(uow)
    ]
    return merge_programme(parts, month=month, programme=name, as_of=moment.today)


def _material(
    uow: UnitOfWork,
    moment: Moment,
    month: Month,
    programme: str,
    cooperative: Cooperative,
    opened: Mapping[int, tuple[ContentLine, ...]],
) -> CooperativeMonth:
    last = Period(month, 2)
    record = [one for one in check_ins.of_cooperative(uow, cooperative.id) if one.period <= last]
    ids = [one.id for one in record]
    agendas = check_ins.agendas(uow, ids)
    given = answers.of_check_ins(uow, ids)
    files = {one.given.attachment_id for some in given.values() for one in some} - {None}
    actions = plan.actions_of(uow, cooperative.id)
    indicators = plan.indicators(uow, [one.id for one in actions])
    consultant = people.by_id(uow, cooperative.consultant_id).name if cooperative.consultant_id else ""
    return CooperativeMonth(
        month=month,
        programme=programme,
        cooperative=cooperative,
        consultant=consultant,
        as_of=moment.today,
        rules=moment.rules,
        actions=actions,
        indicators=tuple(one for some in indicators.values() for one in some),
        check_ins=tuple(
            RecordedCheckIn(check_in=one, items=agendas.get(one.id, ()), answers=given.get(one.id, ()))
            for one in record
        ),
        attachment_kinds={
            key: one.kind for key, one in answers.attachments(uow, [one for one in files if one is not None]).items()
        },
        alerts=alerts.of_check_ins(uow, ids),
        openings=opened.get(cooperative.id, ()),
    )


def _openings(uow: UnitOfWork, moment: Moment, month: Month) -> dict[int, tuple[ContentLine, ...]]:
    """What each cooperative's leaders opened in the month, by cooperative id."""
    titles: dict[str, Video | GuideSection] = {one.code: one for one in library.videos(uow)}
    titles |= {one.code: one for one in library.sections(uow)}
    since, until = (_instant(one, moment) for one in (month, month.next()))
    found: dict[int, list[ContentLine]] = {}
    for (cooperative_id, code), count in sorted(
        library.openings(uow, since, until).items(), key=lambda entry: (entry[0][0] or 0, entry[0][1])
    ):
        content = titles.get(code)
        if cooperative_id is not None and content is not None:
            line = ContentLine(code=code, title=Titled(fr=content.title, ar=content.title_ar), opened=count)
            found.setdefault(cooperative_id, []).append(line)
    return {key: tuple(value) for key, value in found.items()}


def _instant(month: Month, moment: Moment) -> datetime:
    return datetime.combine(month.first_day(), time(), moment.rules.zone).astimezone(UTC)
