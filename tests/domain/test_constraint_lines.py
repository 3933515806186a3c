"""Blockages in the figures of a month: docs/rules.md, "Summary"."""

from datetime import date

from domain.action_plan import ActionState, Constraint
from domain.answer import AttachmentKind, CallWish, Status
from domain.check_in import CheckInState
from domain.summary import ConstraintLine
from tests.domain.builders import action
from tests.domain.stories import Story, call, detail, reason

DEC_1, DEC_2 = date(2026, 12, 7), date(2026, 12, 21)
JAN_1, JAN_2 = date(2027, 1, 5), date(2027, 1, 20)


def only(lines: tuple[ConstraintLine, ...]) -> ConstraintLine:
    (line,) = lines
    return line


def test_words_voices_and_who_decides() -> None:
    story = Story([action(1, stakeholders=("commune", "INDH")), action(2)])
    story.check_in("2026-12-1", DEC_1)
    voice, photo = story.attachment(AttachmentKind.VOICE), story.attachment(AttachmentKind.PHOTO)
    ids = story.say(
        1,
        Status.BLOCKED,
        date(2026, 12, 8),
        reason(Constraint.MONEY),
        detail("لم نجد الحصة"),
        detail(attachment_id=voice),
        detail("la facture", photo),
        detail(attachment_id=story.attachment(AttachmentKind.PHOTO)),
        call(CallWish.TODAY),
    )
    summary = story.summary("2026-12")
    line = only(summary.constraints)
    assert (line.action_code, line.title.fr, line.cooperative.fr) == ("A01", "Action 1", "Nour C01")
    assert line.reason is Constraint.MONEY
    assert line.words == "لم نجد الحصة\nla facture"
    assert line.voice_notes == 1
    assert line.decider == "commune, INDH"
    assert (line.opened_on, line.age_days) == (date(2026, 12, 8), 23)
    assert (line.solved_on, line.resolution) == (None, "")
    assert line.answer_ids == tuple(ids)
    assert summary.calls_wished == 1


def test_without_stakeholders_the_consultant_decides() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.PERMIT))
    assert only(story.summary("2026-12").constraints).decider == "Salma"


def test_another_reason_typed_by_the_leader_is_in_the_words() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.OTHER, "le puits"))
    line = only(story.summary("2026-12").constraints)
    assert (line.reason, line.words) == (Constraint.OTHER, "le puits")


def test_a_reason_never_given_is_other_and_a_known_one_stays() -> None:
    story = Story([action(1), action(2)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1)
    story.say(2, Status.BLOCKED, DEC_1, reason(Constraint.MARKET))
    story.check_in("2026-12-2", DEC_2)
    story.say(2, Status.BLOCKED, DEC_2)
    reasons = {one.action_code: one.reason for one in story.summary("2026-12").constraints}
    assert reasons == {"A01": Constraint.OTHER, "A02": Constraint.MARKET}


def test_a_corrected_blockage_is_none() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY), call(CallWish.WEEK))
    story.say(1, Status.MOVING, DEC_1)
    summary = story.summary("2026-12")
    assert summary.constraints == ()
    assert summary.calls_wished == 0


def test_a_blockage_runs_from_its_first_report() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY), detail("décembre"))
    story.check_in("2027-01-1", JAN_1)
    ids = story.say(1, Status.BLOCKED, date(2027, 1, 6), reason(Constraint.PARTNER), detail("janvier"))
    january = story.summary("2027-01")
    line = only(january.constraints)
    assert (line.opened_on, line.age_days) == (DEC_1, 55)
    assert (line.reason, line.words, line.answer_ids) == (Constraint.PARTNER, "janvier", tuple(ids))
    assert january.decisions == (line,)
    assert story.summary("2026-12").decisions == ()


def test_solved_by_the_leader_in_the_same_month() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    blocked = story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.SKILLS))
    story.check_in("2026-12-2", DEC_2)
    moving = story.say(1, Status.MOVING, date(2026, 12, 22))
    line = only(story.summary("2026-12").constraints)
    assert (line.solved_on, line.age_days) == (date(2026, 12, 22), 15)
    assert line.answer_ids == (*blocked, *moving)


def test_solved_next_month_is_still_open_in_this_one() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.BLOCKED, DEC_2, reason(Constraint.SKILLS))
    story.alert(1, DEC_2, resolved=date(2027, 1, 4), resolution="matériel prêté")
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.MOVING, JAN_1)
    line = only(story.summary("2026-12").constraints)
    assert (line.solved_on, line.resolution, line.age_days) == (None, "", 10)
    assert story.summary("2027-01").constraints == ()


def test_resolved_by_the_consultant() -> None:
    story = Story([action(1), action(2)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.alert(1, DEC_1, resolved=date(2026, 12, 15), resolution="avance du partenaire")
    story.say(2, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.alert(2, DEC_1)
    solved, waiting = sorted(story.summary("2026-12").constraints, key=lambda line: line.action_code)
    assert (solved.solved_on, solved.resolution, solved.age_days) == (date(2026, 12, 15), "avance du partenaire", 8)
    assert (waiting.solved_on, waiting.resolution) == (None, "")


def test_the_first_of_both_solves_it() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.alert(1, DEC_1, resolved=date(2026, 12, 15), resolution="avance")
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.DONE, DEC_2)
    assert only(story.summary("2026-12").constraints).solved_on == date(2026, 12, 15)


def test_a_report_that_was_taken_back_hides_no_solution() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.alert(1, DEC_1, resolved=date(2026, 12, 15), resolution="avance")
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.BLOCKED, DEC_2, reason(Constraint.MONEY))
    story.alert(1, DEC_2, resolved=DEC_2)
    story.say(1, Status.MOVING, DEC_2)
    line = only(story.summary("2026-12").constraints)
    assert (line.solved_on, line.resolution) == (date(2026, 12, 15), "avance")


def test_still_blocked_after_the_consultant_thought_it_solved() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.alert(1, DEC_1, resolved=date(2026, 12, 15), resolution="avance")
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.BLOCKED, DEC_2, reason(Constraint.MONEY))
    line = only(story.summary("2026-12").constraints)
    assert (line.solved_on, line.opened_on, line.age_days) == (None, DEC_1, 24)


def test_decisions_are_those_over_thirty_days_reported_again_or_not() -> None:
    story = Story([action(1), action(2), action(3), action(4)])
    story.check_in("2026-12-1", date(2026, 12, 1))
    story.say(4, Status.BLOCKED, date(2026, 12, 31), reason(Constraint.MARKET))  # 31 days on 31 January
    first = story.say(1, Status.BLOCKED, date(2026, 12, 1), reason(Constraint.MONEY), detail("attente"))
    story.check_in("2027-01-1", JAN_1)
    story.say(2, Status.BLOCKED, date(2027, 1, 1), reason(Constraint.PERMIT))  # 30 days on 31 January
    story.say(3, Status.BLOCKED, date(2027, 1, 20), reason(Constraint.PERMIT))
    january = story.summary("2027-01")
    assert [one.action_code for one in january.constraints] == ["A02", "A03"]
    line, young = january.decisions
    assert (young.action_code, young.age_days) == ("A04", 31)
    assert (line.action_code, line.words, line.answer_ids, line.age_days) == ("A01", "attente", tuple(first), 61)
    story.check_in("2027-02-1", date(2027, 2, 4), CheckInState.MISSED)
    assert [one.action_code for one in story.summary("2027-02").decisions] == ["A01", "A04", "A02", "A03"]


def test_a_decision_without_news_of_the_month_shows_the_last_words() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", date(2026, 12, 1))
    story.say(1, Status.BLOCKED, date(2026, 12, 1), reason(Constraint.MONEY), detail("d'abord"))
    story.check_in("2026-12-2", DEC_2)
    last = story.say(1, Status.BLOCKED, DEC_2, reason(Constraint.MONEY), detail("ensuite"))
    story.check_in("2027-01-1", JAN_1, CheckInState.MISSED)
    line = only(story.summary("2027-01").decisions)
    assert (line.words, line.answer_ids) == ("ensuite", tuple(last))


def test_a_blockage_of_the_last_day_has_no_age() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-2", DEC_2)
    story.say(1, Status.BLOCKED, date(2026, 12, 31), reason(Constraint.MONEY))
    assert only(story.summary("2026-12").constraints).age_days == 0


def test_what_was_resolved_asks_for_no_decision() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", date(2026, 12, 1))
    story.say(1, Status.BLOCKED, date(2026, 12, 1), reason(Constraint.MONEY))
    story.alert(1, date(2026, 12, 1), resolved=date(2027, 1, 10), resolution="payé")
    story.check_in("2027-01-1", JAN_1, CheckInState.MISSED)
    assert story.summary("2027-01").decisions == ()


def test_a_blockage_that_an_import_brought_can_ask_for_a_decision() -> None:
    story = Story([action(1)])
    frozen = {
        "state_before": ActionState.BLOCKED,
        "blocked_on_before": date(2026, 11, 1),
        "blocked_by_before": Constraint.PREMISES,
    }
    story.check_in("2026-12-1", DEC_1, CheckInState.MISSED, frozen={1: frozen})
    summary = story.summary("2026-12")
    assert summary.constraints == ()
    line = only(summary.decisions)
    assert (line.reason, line.age_days, line.answer_ids) == (Constraint.PREMISES, 60, ())


def test_unchanged_about_a_blocked_action_reports_it_again() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.UNCHANGED, JAN_1)
    line = only(story.summary("2027-01").constraints)
    assert (line.reason, line.opened_on) == (Constraint.MONEY, DEC_1)


def test_blocked_anew_after_it_was_solved_is_young() -> None:
    story = Story([action(1)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.MONEY))
    story.check_in("2027-01-1", JAN_1)
    story.say(1, Status.MOVING, JAN_1)
    story.check_in("2027-01-2", JAN_2)
    story.say(1, Status.BLOCKED, JAN_2, reason(Constraint.MARKET))
    line = only(story.summary("2027-01").constraints)
    assert (line.reason, line.opened_on, line.age_days, line.solved_on) == (Constraint.MARKET, JAN_2, 11, None)


def test_sorted_by_code_other_last_and_the_oldest_first() -> None:
    story = Story([action(one) for one in range(1, 5)])
    story.check_in("2026-12-1", DEC_1)
    story.say(1, Status.BLOCKED, DEC_1, reason(Constraint.OTHER))
    story.say(2, Status.BLOCKED, date(2026, 12, 9), reason(Constraint.MONEY))
    story.say(3, Status.BLOCKED, date(2026, 12, 8), reason(Constraint.MONEY))
    story.say(4, Status.BLOCKED, DEC_1, reason(Constraint.HINDRANCE))
    codes = [one.action_code for one in story.summary("2026-12").constraints]
    assert codes == ["A03", "A02", "A04", "A01"]
