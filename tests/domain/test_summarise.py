"""The figures of a month from small stories counted by hand: docs/rules.md, "Summary".

Check-ins open on 7 and 21 December 2026, 5 and 20 January 2027, 4 and 22 February.
"""

from dataclasses import replace
from datetime import date

from domain.action_plan import ActionState, Priority
from domain.answer import Ask, Given, Status
from domain.check_in import CheckInState
from domain.lights import Light
from domain.summarise import summarise_cooperative
from domain.summary import ContentLine, LightCount, Summary, Titled
from tests.domain.builders import action
from tests.domain.stories import Story, indicator, progress

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)
JAN_1, JAN_2 = date(2027, 1, 5), date(2027, 1, 20)


def lights(summary: Summary) -> dict[Light, tuple[int, int]]:
    return {one.light: (one.now, one.before) for one in summary.lights}


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
