"""Where actions stood in a month, played again from the answers: docs/rules.md, "Summary".

Check-ins open on 7 and 21 December 2026, 5 and 20 January 2027, 4 and 22 February.
"""

from datetime import date

from domain.action_plan import ActionState
from domain.answer import Status
from domain.check_in import CheckInState
from domain.lights import Light
from domain.summary import Summary
from tests.domain.builders import action
from tests.domain.stories import Story, indicator, new_date, progress

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)
JAN_1 = date(2027, 1, 5)


def lights(summary: Summary) -> dict[Light, tuple[int, int]]:
    return {one.light: (one.now, one.before) for one in summary.lights}


def test_a_correction_takes_back_what_was_done() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.say(1, Status.MOVING, date(2026, 12, 9), progress(percent=50))
    summary = story.summary("2026-12")
    assert summary.done == ()
    assert summary.actions_done_total == 0


def test_late_answers_belong_to_the_month_of_their_check_in() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.check_in("2026-12-2", DEC_2, CheckInState.MISSED)
    story.say(1, Status.DONE, date(2027, 1, 3))
    assert [one.done_on for one in story.summary("2026-12").done] == [date(2027, 1, 3)]


def test_what_comes_later_does_not_change_a_month() -> None:
    story = Story([action(1, deadline=date(2027, 1, 31))])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(percent=25))
    story.check_in("2026-12-2", DEC_2)
    before = story.summary("2026-12", date(2026, 12, 28))
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.DONE, JAN_1)
    story.actions = [action(1, deadline=date(2027, 1, 31), state=ActionState.DONE, done_on=JAN_1, progress_percent=100)]
    after = story.summary("2026-12", date(2026, 12, 28))
    assert after == before


def test_drawing_a_closed_month_later_gives_the_same_figures() -> None:
    story = Story([action(1, deadline=date(2026, 12, 15))])
    story.check_in("2026-12-1", DEC_1)
    story.check_in("2026-12-2", DEC_2, CheckInState.MISSED)
    early, late = story.summary("2026-12", date(2026, 12, 29)), story.summary("2026-12", date(2027, 2, 1))
    assert early.planned == late.planned
    assert early.planned[0].days_late == 16
    assert early.lights == late.lights


def test_a_running_month_is_counted_on_the_day_of_drawing() -> None:
    story = Story([action(1, deadline=date(2026, 12, 15))])
    story.check_in("2026-12-1", DEC_1)
    story.check_in("2026-12-2", DEC_2, CheckInState.OPEN)
    summary = story.summary("2026-12", date(2026, 12, 22))
    assert not summary.final
    assert summary.planned[0].days_late == 7


def test_a_new_date_moves_the_plan_from_its_month_on() -> None:
    story = Story([action(1, deadline=date(2026, 12, 1))])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.NOT_STARTED, DEC_1, new_date(date(2027, 1, 15)))
    story.check_in("2026-12-2", DEC_2, frozen={1: {"deadline_before": date(2027, 1, 15)}})
    story.say(1, Status.NOT_STARTED, DEC_2)
    (line,) = story.summary("2026-12").planned
    assert (line.deadline, line.days_late) == (date(2027, 1, 15), 0)


def test_a_plan_edited_between_check_ins_counts_from_the_next_agenda_on() -> None:
    story = Story([action(1, deadline=date(2027, 1, 31))])
    story.check_in("2026-12-1", DEC_1)
    story.check_in("2026-12-2", DEC_2, frozen={1: {"deadline_before": date(2027, 1, 20)}})
    assert story.summary("2026-12").planned[0].deadline == date(2027, 1, 20)


def test_a_date_corrected_after_the_next_agenda_was_frozen_wins() -> None:
    story = Story([action(1, deadline=date(2026, 12, 1))])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.NOT_STARTED, DEC_1, new_date(date(2027, 1, 15)))
    story.check_in("2026-12-2", DEC_2, frozen={1: {"deadline_before": date(2027, 1, 15)}})
    story.say(1, Status.NOT_STARTED, date(2026, 12, 22), new_date(date(2027, 1, 25)), place=0)
    assert story.summary("2026-12").planned[0].deadline == date(2027, 1, 25)


def test_a_correction_after_the_next_agenda_was_frozen_is_replayed() -> None:
    """The agenda of the second check-in still says "in progress, 75 %"; the first one's correction says 25."""
    story = Story([action(1, deadline=date(2027, 1, 31))])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(percent=75))
    story.check_in("2026-12-2", DEC_2, frozen={1: {"progress_before_percent": 75}})
    story.say(1, Status.UNCHANGED, DEC_2)
    assert story.summary("2026-12").planned[0].light is Light.GREEN
    story.say(1, Status.MOVING, date(2026, 12, 22), progress(percent=25), place=0)
    assert story.summary("2026-12").planned[0].light is Light.AMBER


def test_states_set_by_an_import_are_where_the_story_begins() -> None:
    story = Story([action(1)])
    frozen = {"state_before": ActionState.IN_PROGRESS, "progress_before_percent": 40}
    story.check_in("2026-12-1", DEC_1, frozen={1: frozen})
    story.say(1, Status.UNCHANGED, DEC_1)
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.UNCHANGED, DEC_2)
    assert lights(story.summary("2026-12"))[Light.GREEN] == (1, 0)


def test_a_number_moves_the_progress_of_its_action() -> None:
    story = Story([action(1, deadline=date(2026, 12, 31))], [indicator(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(number=4))
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.UNCHANGED, DEC_2)
    assert story.summary("2026-12").planned[0].light is Light.AMBER  # all time has passed, 80 of 100 are done
