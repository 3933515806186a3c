"""The figures of a month from small stories counted by hand: docs/rules.md, "Summary".

Check-ins open on 7 and 21 December 2026, 5 and 20 January 2027, 4 and 22 February.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.action_plan import ActionState, Priority
from domain.answer import Ask, AttachmentKind, Given, Status
from domain.check_in import CheckInState
from domain.lights import Light
from domain.programme import Axis
from domain.summarise import summarise_cooperative
from domain.summary import ContentLine, LightCount, Summary, Titled
from tests.domain.builders import action
from tests.domain.stories import Story, indicator, new_date, progress, proof, value

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)
JAN_1, JAN_2 = date(2027, 1, 5), date(2027, 1, 20)


def lights(summary: Summary) -> dict[Light, tuple[int, int]]:
    return {one.light: (one.now, one.before) for one in summary.lights}


def test_done_with_proof() -> None:
    story = Story([action(1, axis=Axis.FINANCE, responsible="gérante")], [indicator(1)])
    story.check_in("2026-12-1", DEC_1)
    photo = story.attachment(AttachmentKind.PHOTO)
    ids = story.say(1, Status.DONE, date(2026, 12, 8), value(5), proof(photo))
    (line,) = story.summary("2026-12").done
    assert line.cooperative == Titled(fr="Nour C01", ar="نور C01")
    assert (line.action_code, line.title) == ("A01", Titled(fr="Action 1", ar="نشاط 1"))
    assert (line.axis, line.responsible) == (Axis.FINANCE, "gérante")
    assert line.done_on == date(2026, 12, 8)
    assert line.verified
    assert line.answer_ids == tuple(ids)


def test_done_without_proof_is_not_verified() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1, proof(None))
    assert [one.verified for one in story.summary("2026-12").done] == [False]


def test_a_correction_takes_back_what_was_done() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.say(1, Status.MOVING, date(2026, 12, 9), progress(percent=50))
    summary = story.summary("2026-12")
    assert summary.done == ()
    assert summary.actions_done_total == 0


def test_done_is_counted_in_its_month_only() -> None:
    story = Story([action(1), action(2)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.check_in("2027-01-1", JAN_1, frozen={1: {"state_before": ActionState.DONE}})
    story.say(2, Status.DONE, JAN_1)
    assert [one.action_code for one in story.summary("2026-12").done] == ["A01"]
    january = story.summary("2027-01")
    assert [one.action_code for one in january.done] == ["A02"]
    assert january.actions_done_total == january.actions_total == 2


def test_done_said_twice_keeps_its_first_day() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.DONE, DEC_2)
    assert [one.done_on for one in story.summary("2026-12").done] == [DEC_1]


def test_done_reopened_and_done_again_is_counted_once() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.MOVING, JAN_1)
    story.check_in("2027-02-1", date(2027, 2, 4))
    story.say(1, Status.DONE, date(2027, 2, 4))
    assert [len(story.summary(month).done) for month in ("2026-12", "2027-01", "2027-02")] == [1, 0, 0]
    assert [story.summary(month).actions_done_total for month in ("2026-12", "2027-01", "2027-02")] == [1, 0, 1]


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


def test_planned_until_the_end_of_next_month_late_first() -> None:
    story = Story(
        [
            action(1, deadline=date(2027, 1, 31)),
            action(2, deadline=date(2027, 2, 1)),
            action(3, deadline=date(2026, 12, 10)),
            action(4, deadline=date(2026, 12, 1)),
        ]
    )
    story.check_in("2026-12-1", DEC_1)
    story.say(4, Status.DONE, DEC_1)
    planned = story.summary("2026-12").planned
    assert [(one.action_code, one.deadline, one.days_late) for one in planned] == [
        ("A03", date(2026, 12, 10), 21),
        ("A01", date(2027, 1, 31), 0),
    ]
    assert planned[0].light is Light.RED


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


def test_indicators_show_the_latest_number_and_never_zero_for_no_news() -> None:
    story = Story([action(1), action(2)], [indicator(1), indicator(1, position=2), indicator(2)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(number=1))
    story.say(2, Status.MOVING, DEC_1, progress(percent=50))
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.MOVING, date(2026, 12, 22), progress(number=3))
    first, second, other = story.summary("2026-12").indicators
    assert (first.actual, first.gap, first.progress_percent) == (Decimal(3), Decimal(2), 60)
    assert first.read_on == date(2026, 12, 22)
    for line in (second, other):
        assert (line.actual, line.gap, line.progress_percent, line.read_on) == (None, None, None, None)
    assert (first.name, first.unit, first.baseline, first.target) == (
        "Indicateur 1.1",
        "fiches",
        Decimal(0),
        Decimal(5),
    )


def test_a_reading_stays_until_the_next_and_a_correction_takes_it_back() -> None:
    story = Story([action(1)], [indicator(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(number=2))
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.MOVING, JAN_1, progress(number=4))
    assert story.summary("2027-01").indicators[0].actual == 4
    story.say(1, Status.UNCHANGED, JAN_1)
    (line,) = story.summary("2027-01").indicators
    assert (line.actual, line.read_on) == (Decimal(2), DEC_1)


def test_a_number_moves_the_progress_of_its_action() -> None:
    story = Story([action(1, deadline=date(2026, 12, 31))], [indicator(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(number=4))
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.UNCHANGED, DEC_2)
    assert story.summary("2026-12").planned[0].light is Light.AMBER  # all time has passed, 80 of 100 are done


def test_lights_now_and_a_month_before() -> None:
    story = Story([action(1), action(2), action(3)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.say(2, Status.MOVING, DEC_1, progress(percent=50))
    story.check_in("2026-12-2", DEC_2)
    story.say(2, Status.UNCHANGED, DEC_2)
    december = story.summary("2026-12")
    assert lights(december)[Light.GREY] == (1, 3)  # A03 has no news for two check-ins; before, nobody had been asked
    assert lights(december)[Light.DONE] == (1, 0)
    assert lights(december)[Light.GREEN] == (1, 0)
    story.check_in("2027-01-1", JAN_1)
    story.say(3, Status.BLOCKED, JAN_1)
    story.say(2, Status.MOVING, JAN_1, progress(percent=75))
    story.check_in("2027-01-2", JAN_2, CheckInState.MISSED)
    january = story.summary("2027-01")
    assert {light: pair[1] for light, pair in lights(january).items()} == {
        light: pair[0] for light, pair in lights(december).items()
    }
    assert lights(january)[Light.RED] == (1, 0)
    assert lights(january)[Light.AMBER] == (1, 0)  # A02, one check-in without news


def test_the_light_before_is_that_of_the_last_day_before() -> None:
    story = Story([action(1, deadline=date(2026, 12, 30))])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.MOVING, DEC_1, progress(percent=100))
    story.check_in("2027-01-1", JAN_1)
    assert lights(story.summary("2027-01"))[Light.AMBER] == (0, 1)


def test_open_and_excused_check_ins_are_no_silence() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1, CheckInState.EXCUSED)
    story.check_in("2026-12-2", DEC_2, CheckInState.OPEN)
    assert lights(story.summary("2026-12", date(2026, 12, 22)))[Light.GREEN] == (1, 0)


def test_skipping_is_no_news() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.SKIPPED, DEC_1)
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.SKIPPED, DEC_2)
    assert lights(story.summary("2026-12"))[Light.GREY] == (1, 1)


def test_the_row_of_the_cooperative() -> None:
    late, due = action(3, deadline=date(2026, 12, 10)), action(2, deadline=date(2026, 12, 31))
    story = Story([action(1), due, late, action(4, priority=Priority.HIGH)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.DONE, DEC_1)
    story.say(4, Status.BLOCKED, DEC_1)
    story.check_in("2026-12-2", DEC_2, CheckInState.MISSED)
    (row,) = story.summary("2026-12").cooperatives
    assert (row.code, row.name.fr) == ("C01", "Nour C01")
    assert (row.light, row.light_before) == (Light.RED, Light.GREY)
    assert (row.actions, row.done, row.blocked, row.late) == (4, 1, 1, 1)
    assert (row.check_ins_due, row.check_ins_complete) == (2, 1)


def test_not_asked_in_either_check_in() -> None:
    story = Story([action(one) for one in range(1, 6)])
    story.check_in("2026-12-1", DEC_1, not_asked=[3, 4, 5])
    story.check_in("2026-12-2", DEC_2, not_asked=[1, 4, 5])
    assert story.summary("2026-12").not_asked == 2


def test_cancelled_actions_are_left_out() -> None:
    story = Story([action(1), action(2, state=ActionState.CANCELLED)], [indicator(1), indicator(2)])
    story.check_in("2026-12-1", DEC_1, not_asked=[2])
    summary = story.summary("2026-12")
    assert (summary.actions_total, summary.not_asked, len(summary.indicators)) == (1, 0, 1)
    assert sum(one.now for one in summary.lights) == 1


def test_before_the_first_check_in() -> None:
    summary = Story([action(1, deadline=date(2026, 12, 31))]).summary("2026-12", date(2026, 12, 2))
    assert not summary.final
    assert [one.action_code for one in summary.planned] == ["A01"]
    assert (summary.done, summary.constraints, summary.decisions) == ((), (), ())
    assert (summary.response.due, summary.actions_total) == (0, 1)


def test_content_of_the_month_is_summed_by_code() -> None:
    title = Titled(fr="Étiquette", ar="الملصق")
    openings = (
        ContentLine(code="V5", title=title, opened=2),
        ContentLine(code="G1", title=title, opened=3),
        ContentLine(code="V5", title=title, opened=4),
    )
    content = Story([]).summary("2026-12", openings=openings).content
    assert [(one.code, one.opened) for one in content] == [("V5", 6), ("G1", 3)]


def test_nothing_at_all() -> None:
    summary = Story([]).summary("2026-12")
    assert summary.cooperatives[0].light is Light.GREY
    assert summary.lights == tuple(LightCount(light=one, now=0, before=0) for one in Light)


def test_an_open_remark_is_no_answer_about_an_action() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    ids = story.say(1, Status.DONE, DEC_1)
    material = story.material("2026-12")
    recorded = material.check_ins[0]
    remark = replace(recorded.answers[0], id=1, item_id=None, given=Given(ask=Ask.OPEN, text="merci"))
    told = replace(recorded, answers=(*recorded.answers, remark))
    summary = summarise_cooperative(replace(material, check_ins=(told,)))
    assert summary.done[0].answer_ids == tuple(ids)
    assert sum(count for _, count in summary.response.answers_by_channel) == 1
