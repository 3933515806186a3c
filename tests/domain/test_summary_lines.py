"""What was done, what is planned, where indicators stand: docs/rules.md, "Summary".

Check-ins open on 7 and 21 December 2026, 5 and 20 January 2027, 4 and 22 February.
"""

from datetime import date
from decimal import Decimal

from domain.action_plan import ActionState
from domain.answer import AttachmentKind, Status
from domain.lights import Light
from domain.programme import Axis
from domain.summary import Titled
from tests.domain.builders import action
from tests.domain.stories import Story, indicator, progress, proof, value

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)
JAN_1 = date(2027, 1, 5)


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
