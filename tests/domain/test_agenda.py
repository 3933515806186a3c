"""The agenda: docs/rules.md, "Agenda"."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.action_plan import Action, ActionState, Priority
from domain.agenda import AgendaChoice, choose_agenda
from domain.check_in import AgendaReason
from domain.period import Month, Period
from domain.rules import Rules
from tests.domain.builders import action

ON = date(2027, 2, 4)
FIRST = Period(Month(2027, 2), 1)
SECOND = Period(Month(2027, 2), 2)

DAYS = st.dates(date(2026, 12, 1), date(2027, 6, 30))


@st.composite
def plans(draw: st.DrawFn) -> list[Action]:
    """Plans of any states, deadlines and memories."""
    return [
        action(
            action_id,
            state=draw(st.sampled_from(ActionState)),
            deadline=draw(DAYS),
            priority=draw(st.sampled_from(Priority)),
            blocked_on=draw(st.none() | DAYS),
            last_asked_on=draw(st.none() | DAYS),
        )
        for action_id in range(1, draw(st.integers(0, 12)) + 1)
    ]


def agenda(rules: Rules, *actions: Action, period: Period = FIRST, asked: set[int] | None = None) -> list[AgendaChoice]:
    return list(choose_agenda(actions, on=ON, period=period, asked_this_month=asked or set(), rules=rules))


def ids(choices: list[AgendaChoice]) -> list[int]:
    return [one.action.id for one in choices]


def asked_ids(choices: list[AgendaChoice]) -> list[int]:
    return [one.action.id for one in choices if one.asked]


def test_most_urgent_first(rules: Rules) -> None:
    choices = agenda(
        rules,
        action(1, last_asked_on=date(2027, 1, 5)),
        action(2),
        action(3, state=ActionState.IN_PROGRESS),
        action(4, deadline=ON + timedelta(days=15)),
        action(5, deadline=ON - timedelta(days=1)),
        action(6, state=ActionState.BLOCKED, blocked_on=date(2027, 1, 20)),
    )
    assert [(one.action.id, one.reason) for one in choices] == [
        (6, AgendaReason.BLOCKED),
        (5, AgendaReason.LATE),
        (4, AgendaReason.DUE_SOON),
        (3, AgendaReason.IN_PROGRESS),
        (2, AgendaReason.LONGEST_UNASKED),
        (1, AgendaReason.LONGEST_UNASKED),
    ]
    assert asked_ids(choices) == [6, 5, 4]


def test_the_limits_of_due_soon(rules: Rules) -> None:
    today = action(1, deadline=ON)
    edge = action(2, deadline=ON + timedelta(days=15))
    beyond = action(3, deadline=ON + timedelta(days=16))
    reasons = {one.action.id: one.reason for one in agenda(rules, today, edge, beyond)}
    assert reasons == {1: AgendaReason.DUE_SOON, 2: AgendaReason.DUE_SOON, 3: AgendaReason.LONGEST_UNASKED}


def test_what_is_done_or_cancelled_is_never_on_it(rules: Rules) -> None:
    choices = agenda(rules, action(1, state=ActionState.DONE), action(2, state=ActionState.CANCELLED), action(3))
    assert ids(choices) == [3]


def test_blocked_before_late_and_the_oldest_blockage_first(rules: Rules) -> None:
    young = action(1, state=ActionState.BLOCKED, blocked_on=date(2027, 1, 20), priority=Priority.HIGH)
    old = action(2, state=ActionState.BLOCKED, blocked_on=date(2026, 12, 7), deadline=date(2027, 1, 1))
    late = action(3, deadline=date(2026, 12, 31), priority=Priority.HIGH)
    assert ids(agenda(rules, young, old, late)) == [2, 1, 3]


def test_within_a_class_by_priority_then_deadline_then_code(rules: Rules) -> None:
    started = ActionState.IN_PROGRESS
    choices = agenda(
        rules,
        action(1, state=started, code="B", deadline=date(2027, 3, 1)),
        action(2, state=started, code="A", deadline=date(2027, 3, 1)),
        action(3, state=started, code="C", deadline=date(2027, 2, 28)),
        action(4, state=started, code="D", deadline=date(2027, 4, 1), priority=Priority.HIGH),
        action(5, state=started, code="E", deadline=date(2027, 2, 25), priority=Priority.LOW),
    )
    assert ids(choices) == [4, 3, 2, 1, 5]


def test_the_longest_unasked_first_the_never_asked_before_all(rules: Rules) -> None:
    recent = action(1, last_asked_on=date(2027, 1, 20), priority=Priority.HIGH)
    long_ago = action(2, last_asked_on=date(2026, 12, 7))
    never = action(3, priority=Priority.LOW)
    assert ids(agenda(rules, recent, long_ago, never)) == [3, 2, 1]


def test_the_second_check_in_adds_those_not_yet_asked_this_month(rules: Rules) -> None:
    plan = [action(one, state=ActionState.IN_PROGRESS) for one in range(1, 9)]
    assert asked_ids(agenda(rules, *plan, asked={1, 2, 3})) == [1, 2, 3]
    assert asked_ids(agenda(rules, *plan, period=SECOND, asked={1, 2, 3})) == [1, 2, 3, 4, 5]
    assert asked_ids(agenda(rules, *plan, period=SECOND, asked={1, 2, 3, 4})) == [1, 2, 3, 5, 6]
    assert asked_ids(agenda(rules, *plan, period=SECOND, asked=set(range(1, 9)))) == [1, 2, 3]
    assert asked_ids(agenda(rules, *plan, period=SECOND)) == [1, 2, 3, 4, 5]


@given(plan=plans(), period=st.sampled_from([FIRST, SECOND]), asked=st.sets(st.integers(1, 12)), seed=st.randoms())
def test_an_agenda_holds_each_open_action_once_in_one_order(
    rules: Rules, plan: list[Action], period: Period, asked: set[int], seed: Random
) -> None:
    choices = agenda(rules, *plan, period=period, asked=asked)
    shuffled = list(plan)
    seed.shuffle(shuffled)
    assert agenda(rules, *shuffled, period=period, asked=asked) == choices
    assert sorted(ids(choices)) == sorted(one.id for one in plan if one.state.is_open)
    asked_count = len(asked_ids(choices))
    assert asked_count <= (5 if period is SECOND else 3)
    assert asked_count >= min(3, len(choices))
    reasons = [list(AgendaReason).index(one.reason) for one in choices]
    assert reasons == sorted(reasons)
