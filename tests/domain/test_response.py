"""Who answered, and how: docs/rules.md, "Summary"."""

from datetime import date

import pytest

from domain.action_plan import Constraint
from domain.answer import CallWish, Status
from domain.check_in import CheckInState
from domain.people import Channel
from domain.response import merged_responses
from domain.summary import Response
from tests.domain.builders import action
from tests.domain.stories import Story, call, detail, progress, reason

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)


def test_alone_and_by_phone() -> None:
    story = Story([action(1), action(2)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.say(2, Status.UNCHANGED, DEC_1)
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.DONE, DEC_2)
    story.say(2, Status.UNCHANGED, DEC_2, by_phone=True)
    response = story.summary("2026-12").response
    assert (response.due, response.complete_alone, response.complete_by_phone) == (2, 1, 1)
    assert response.answers_by_channel == ((Channel.TELEGRAM, 3), (Channel.PHONE, 1))


def test_an_assisted_answer_that_was_replaced_does_not_count() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.UNCHANGED, DEC_1, by_phone=True)
    story.say(1, Status.MOVING, DEC_1, progress(percent=50), detail("un"), detail("deux"))
    response = story.summary("2026-12").response
    assert (response.complete_alone, response.complete_by_phone) == (1, 0)
    assert response.answers_by_channel == ((Channel.TELEGRAM, 4),)


def test_calls_are_wished_for_today_or_this_week() -> None:
    story = Story([action(1), action(2), action(3)])
    story.check_in("2026-12-1", DEC_1)
    for action_id, wish in enumerate(CallWish, 1):
        story.say(action_id, Status.BLOCKED, DEC_1, reason(Constraint.MONEY), call(wish))
    assert story.summary("2026-12").calls_wished == 2


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CheckInState.COMPLETE, Response(due=1, complete_alone=1)),
        (CheckInState.PARTIAL, Response(due=1, partial=1)),
        (CheckInState.MISSED, Response(due=1, missed=1)),
        (CheckInState.OPEN, Response(due=1, running=1)),
        (CheckInState.PLANNED, Response(due=1, running=1)),
        (CheckInState.EXCUSED, Response(due=0, excused=1)),
    ],
)
def test_each_state_has_its_count(state: CheckInState, expected: Response) -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1, state)
    summary = story.summary("2026-12")
    assert summary.response == expected
    assert summary.final is state.is_final


def test_only_the_months_own_check_ins_count() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1, CheckInState.MISSED)
    story.check_in("2027-01-1", date(2027, 1, 5))
    assert story.summary("2027-01").response == Response(due=1, complete_alone=1)


def test_sums() -> None:
    one = Response(due=2, complete_alone=1, missed=1, answers_by_channel=((Channel.PHONE, 2),))
    two = Response(due=1, partial=1, excused=1, answers_by_channel=((Channel.TELEGRAM, 1), (Channel.PHONE, 1)))
    assert merged_responses([one, two]) == Response(
        due=3,
        complete_alone=1,
        partial=1,
        missed=1,
        excused=1,
        answers_by_channel=((Channel.TELEGRAM, 1), (Channel.PHONE, 3)),
    )
    assert merged_responses([]) == Response()
