"""The programme's month from those of its cooperatives, and what holds for any story: docs/rules.md, "Summary"."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.action_plan import Constraint
from domain.answer import Status
from domain.check_in import CheckInState
from domain.period import Month
from domain.summarise import merge_programme
from domain.summary import Summary
from tests.domain.builders import action
from tests.domain.stories import Story, detail, indicator, progress, proof, reason, value

PERIODS = {
    "2026-12-1": date(2026, 12, 7),
    "2026-12-2": date(2026, 12, 21),
    "2027-01-1": date(2027, 1, 5),
    "2027-01-2": date(2027, 1, 20),
    "2027-02-1": date(2027, 2, 4),
    "2027-02-2": date(2027, 2, 22),
}
MONTHS = ("2026-12", "2027-01", "2027-02")
FOLLOWED = {
    Status.DONE: (value(5), proof(None)),
    Status.MOVING: (progress(number=2),),
    Status.BLOCKED: (reason(Constraint.MONEY), detail("attente")),
}


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A cooperative over three months, with corrections and answers that come late or to an earlier check-in."""
    ids = range(1, draw(st.integers(0, 4)) + 1)
    deadlines = st.dates(date(2026, 12, 1), date(2027, 5, 31))
    story = Story(
        [action(one, deadline=draw(deadlines)) for one in ids], [indicator(one) for one in ids if draw(st.booleans())]
    )
    for period, on in PERIODS.items():
        state = draw(st.sampled_from(CheckInState))
        story.check_in(period, on, state, not_asked=[one for one in ids if draw(st.booleans())])
        for _ in range(draw(st.integers(0, 5)) if ids else 0):
            status = draw(st.sampled_from(Status))
            story.say(
                draw(st.sampled_from(ids)),
                status,
                on + timedelta(days=draw(st.integers(0, 9))),
                *FOLLOWED.get(status, ()),
                by_phone=draw(st.booleans()),
                place=-1 if draw(st.booleans()) else draw(st.integers(0, len(story.check_ins) - 1)),
            )
    return story


def merged(*parts: Summary, month: str = "2026-12") -> Summary:
    return merge_programme(parts, month=Month.parse(month), programme="Appui", as_of=date(2026, 12, 31))


def cooperative(code: str, *statuses: Status, state: CheckInState = CheckInState.COMPLETE) -> Summary:
    actions = [action(place, code=f"{code}-{place}") for place, _ in enumerate(statuses, 1)]
    story = Story(actions, [indicator(1)], code=code)
    story.check_in("2026-12-1", date(2026, 12, 7), state)
    for place, status in enumerate(statuses, 1):
        story.say(place, status, date(2026, 12, 7), *FOLLOWED.get(status, ()))
    return story.summary("2026-12")


def test_figures_add_up_and_rows_stand_by_code() -> None:
    second = cooperative("C02", Status.DONE, Status.BLOCKED)
    first = cooperative("C01", Status.MOVING, Status.DONE, Status.BLOCKED, state=CheckInState.PARTIAL)
    summary = merged(second, first)
    assert summary.cooperative is None
    assert summary.cooperative_code == ""
    assert [row.code for row in summary.cooperatives] == ["C01", "C02"]
    assert [line.action_code for line in summary.done] == ["C01-2", "C02-1"]
    assert [line.action_code for line in summary.constraints] == ["C01-3", "C02-2"]
    assert [line.action_code for line in summary.indicators] == ["C01-1", "C02-1"]
    assert (summary.response.due, summary.response.complete_alone, summary.response.partial) == (2, 1, 1)
    assert (summary.actions_total, summary.actions_done_total) == (5, 2)
    assert sum(one.now for one in summary.lights) == 5
    assert summary.final


def test_late_actions_of_all_cooperatives_come_first() -> None:
    def due(code: str, deadline: date) -> Summary:
        story = Story([action(1, code=f"{code}-1", deadline=deadline)], code=code)
        story.check_in("2026-12-1", date(2026, 12, 7))
        return story.summary("2026-12")

    summary = merged(due("C01", date(2027, 1, 31)), due("C02", date(2026, 12, 10)))
    assert [line.action_code for line in summary.planned] == ["C02-1", "C01-1"]


def test_one_open_check_in_keeps_the_month_open() -> None:
    assert not merged(cooperative("C01", Status.DONE), cooperative("C02", state=CheckInState.OPEN)).final


def test_no_cooperative() -> None:
    summary = merged()
    assert not summary.final
    assert summary.response.due == summary.actions_total == 0


@given(story=stories(), month=st.sampled_from(MONTHS))
def test_merging_one_changes_nothing(story: Story, month: str) -> None:
    part = story.summary(month)
    whole = merge_programme([part], month=part.month, programme=part.programme, as_of=part.as_of)
    assert whole == replace(part, cooperative=None, cooperative_code="")


@given(story=stories(), month=st.sampled_from(MONTHS))
def test_counts_agree(story: Story, month: str) -> None:
    summary = story.summary(month)
    response = summary.response
    answered = response.complete_alone + response.complete_by_phone + response.partial
    assert answered + response.missed + response.running == response.due
    assert response.due + response.excused == 2
    assert sum(one.now for one in summary.lights) == sum(one.before for one in summary.lights) == summary.actions_total
    assert summary.final is (response.running == 0)
    (row,) = summary.cooperatives
    assert (row.actions, row.done) == (summary.actions_total, summary.actions_done_total)


@given(story=stories(), month=st.sampled_from(MONTHS))
def test_every_figure_can_be_traced(story: Story, month: str) -> None:
    summary = story.summary(month)
    until = story.material(month).check_ins
    of_month = {answer.id for one in until if str(one.check_in.period.month) == month for answer in one.answers}
    known = {answer.id for one in until for answer in one.answers}
    for answer_ids in [one.answer_ids for one in summary.done] + [one.answer_ids for one in summary.constraints]:
        assert answer_ids
        assert set(answer_ids) <= of_month
    for decision in summary.decisions:
        assert decision.answer_ids
        assert set(decision.answer_ids) <= known


@given(story=stories())
def test_an_action_is_counted_done_once(story: Story) -> None:
    counts = Counter(line.action_code for month in MONTHS for line in story.summary(month).done)
    assert all(count == 1 for count in counts.values())


@given(story=stories())
def test_all_that_is_done_in_the_end_was_counted(story: Story) -> None:
    counted = {line.action_code for month in MONTHS for line in story.summary(month).done}
    assert story.summary("2027-02").actions_done_total <= len(counted)


@given(story=stories(), month=st.sampled_from(MONTHS), seed=st.randoms())
def test_the_order_of_the_plan_does_not_matter(story: Story, month: str, seed: Random) -> None:
    material = story.material(month)
    actions, indicators = list(material.actions), list(material.indicators)
    before = story.summary(month)
    seed.shuffle(actions)
    seed.shuffle(indicators)
    story.actions, story.indicators = actions, indicators
    assert story.summary(month) == before


@given(story=stories(), month=st.sampled_from(MONTHS))
def test_ages_and_lateness_are_never_negative(story: Story, month: str) -> None:
    summary = story.summary(month)
    for line in (*summary.constraints, *summary.decisions):
        assert line.age_days >= 0
        assert line.solved_on is None or line.solved_on >= line.opened_on
    assert all(line.days_late >= 0 for line in summary.planned)
    assert all(line.age_days > 30 for line in summary.decisions)
