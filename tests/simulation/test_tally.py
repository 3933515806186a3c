"""The tally: what counts of what people did, and the figures it comes to."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.simulation.cooperative_month import Figures, cooperative_month
from bot.simulation.figures import NOT_ASKED, figures_of, merged
from bot.simulation.knowledge import Plans
from bot.simulation.statement import FileKind, Statement
from bot.simulation.tally import CheckInRecord, Entry, Resolution, Tally
from domain.action_plan import Constraint
from domain.answer import Ask, CallWish, Status
from domain.lights import Light
from domain.period import Month, Period
from domain.programme import Axis, Programme
from storage.workbook.sheets import ActionRow, CooperativeRow, IndicatorRow, ProgrammeSheets

ZONE = ZoneInfo("Africa/Casablanca")
DECEMBER = Month(2026, 12)
FIRST, SECOND = Period(DECEMBER, 1), Period(DECEMBER, 2)
OPENED = datetime(2026, 12, 7, 10, tzinfo=UTC)
CLOSES = datetime(2026, 12, 14, 20, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 22, 10, tzinfo=UTC)

SHEETS = ProgrammeSheets(
    programme=Programme(name="P", start=date(2026, 12, 1), months=1, time_zone="Africa/Casablanca"),
    cooperatives=(CooperativeRow(code="C01", name="Nour", name_ar="نور"),),
    actions=tuple(
        ActionRow(
            code=code,
            cooperative="C01",
            axis=Axis.PRODUCTION,
            title=f"Action {code}",
            start=date(2026, 12, 1),
            deadline=date(2027, 1, 29),
        )
        for code in ("A1", "A2", "A3")
    ),
    indicators=(
        IndicatorRow(action="A1", position=1, name="Posts", baseline=Decimal(0), target=Decimal(10)),
        IndicatorRow(action="A1", position=2, name="Weeks", baseline=Decimal(0), target=Decimal(4)),
    ),
)


def entry(says: Statement, at: datetime = OPENED, *, by_phone: bool = False, source: int | None = None) -> Entry:
    return Entry(says, at, by_phone, None if source is None else ("L01A", source))


def status(said: Status, at: datetime = OPENED, *, by_phone: bool = False) -> Entry:
    return entry(Statement(ask=Ask.STATUS, status=said), at, by_phone=by_phone)


@pytest.fixture
def tally() -> Tally:
    """The two check-ins of a month, nothing said yet."""
    later = datetime(2026, 12, 28, 20, 30, tzinfo=UTC)
    return Tally(check_ins={("C01", FIRST): CheckInRecord(CLOSES), ("C01", SECOND): CheckInRecord(later)})


def figures(tally: Tally) -> Figures:
    return figures_of(cooperative_month(tally, Plans(SHEETS), "C01", DECEMBER, ZONE, "Imane"))


def test_a_month_in_which_nobody_spoke_is_missed_twice(tally: Tally) -> None:
    found = figures(tally)

    assert found["missed", ""] == 2
    assert found["complete alone", ""] == 0
    assert NOT_ASKED not in found


def test_a_check_in_is_complete_once_a_recap_shows_news_before_the_closing(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.MOVING))
    record.show_recap(["A1"], ["A2", "A3"], OPENED)

    assert figures(tally)["complete alone", ""] == 1


def test_one_answer_typed_by_a_consultant_makes_a_check_in_one_by_phone(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.MOVING))
    record.tell("A2", status(Status.MOVING, by_phone=True))
    record.show_recap(["A1", "A2"], [], OPENED)

    found = figures(tally)

    assert (found["complete alone", ""], found["complete by phone", ""]) == (0, 1)
    assert (found["answers by telegram", ""], found["answers by phone", ""]) == (1, 1)


def test_passing_over_everything_completes_nothing(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.SKIPPED))
    record.show_recap(["A1"], [], OPENED)

    assert figures(tally)["partial", ""] == 1


def test_answers_after_the_closing_count_without_changing_how_it_ended(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    late = datetime(2026, 12, 16, 10, tzinfo=UTC)
    record.tell("A1", status(Status.DONE, late))
    record.show_recap(["A1"], [], late)

    found = figures(tally)

    assert found["missed", ""] == 2
    assert found["done", "A1"] == (date(2026, 12, 16), False)


def test_a_new_status_clears_what_had_followed_the_old_one(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.DONE))
    record.tell("A1", entry(Statement(ask=Ask.VALUE, number=Decimal(7))))
    record.tell("A1", status(Status.UNCHANGED))

    found = figures(tally)

    assert ("done", "A1") not in found
    assert found["indicator", "A1 1"] is None


def test_an_edited_message_gives_the_number_that_counts(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.MOVING))
    record.tell("A1", entry(Statement(ask=Ask.PROGRESS, number=Decimal(4)), source=9))
    record.correct("A1", entry(Statement(ask=Ask.PROGRESS, number=Decimal(6)), LATER, source=9))

    found = figures(tally)

    assert found["indicator", "A1 1"] == (Decimal(6), date(2026, 12, 22))
    assert found["indicator", "A1 2"] is None


def test_all_others_unchanged_are_those_that_the_recap_shows_without_a_word_of_their_own(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A1", status(Status.MOVING))
    record.tell_all_unchanged(status(Status.UNCHANGED))
    record.show_recap(["A1", "A2"], ["A3"], OPENED)

    assert {code: told.said for code, told in record.told.items()} == {
        "A1": Status.MOVING,
        "A2": Status.UNCHANGED,
    }


def test_a_blockage_has_its_words_its_voice_notes_its_age_and_its_solution(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A2", status(Status.BLOCKED))
    record.tell("A2", entry(Statement(ask=Ask.REASON, reason=Constraint.PERMIT)))
    record.tell("A2", entry(Statement(ask=Ask.DETAIL, text="The town hall asks for more.")))
    record.tell("A2", entry(Statement(ask=Ask.DETAIL, file=FileKind.VOICE)))
    record.tell("A2", entry(Statement(ask=Ask.CALL, call=CallWish.WEEK)))
    tally.resolve("C01", Resolution("A2", datetime(2026, 12, 10, 9, tzinfo=UTC), "Sent on Thursday."))

    found = figures(tally)

    assert found["calls wished", ""] == 1
    assert found["constraint", "A2"] == (
        Constraint.PERMIT,
        "The town hall asks for more.",
        1,
        date(2026, 12, 7),
        3,
        date(2026, 12, 10),
        "Sent on Thursday.",
        "Imane",
    )


def test_a_solution_before_the_last_report_solves_nothing(tally: Tally) -> None:
    tally.check_ins["C01", FIRST].tell("A2", status(Status.BLOCKED))
    tally.resolve("C01", Resolution("A2", datetime(2026, 12, 10, 9, tzinfo=UTC), "Sent on Thursday."))
    tally.check_ins["C01", SECOND].tell("A2", status(Status.BLOCKED, LATER))

    assert figures(tally)["constraint", "A2"] == (
        Constraint.OTHER,
        "",
        0,
        date(2026, 12, 7),
        24,
        None,
        "",
        "Imane",
    )


def test_an_action_done_is_on_no_later_agenda(tally: Tally) -> None:
    for code in ("A1", "A2", "A3"):
        tally.check_ins["C01", FIRST].tell(code, status(Status.DONE))
    tally.check_ins["C01", FIRST].show_recap(["A1", "A2", "A3"], [], OPENED)

    found = figures(tally)

    assert (found["check-ins due", ""], found["excused", ""]) == (1, 1)
    assert found["row", "C01"] == ("done", "grey", 3, 3, 0, 0)


def test_the_programmes_figures_add_up_and_what_one_part_does_not_know_is_not_known() -> None:
    parts: list[Figures] = [
        {("missed", ""): 1, ("content", "V1"): 2, NOT_ASKED: 3, ("done", "A1"): (date(2026, 12, 7), True)},
        {("missed", ""): 2, ("content", "V1"): 1},
    ]

    assert merged(parts) == {
        ("missed", ""): 3,
        ("content", "V1"): 3,
        ("done", "A1"): (date(2026, 12, 7), True),
    }


def test_a_deadline_moved_by_a_leader_is_the_one_that_is_planned(tally: Tally) -> None:
    record = tally.check_ins["C01", FIRST]
    record.tell("A3", status(Status.NOT_STARTED))
    record.tell("A3", entry(Statement(ask=Ask.NEW_DATE, new_date=date(2027, 1, 15))))

    assert figures(tally)["planned", "A3"] == (date(2027, 1, 15), 0, Light.RED)


def test_plans_find_an_action_by_the_longest_title_in_the_words() -> None:
    longer = replace(SHEETS.actions[0], code="A11", title="Action A1 and more")
    plans = Plans(replace(SHEETS, actions=(*SHEETS.actions, longer)))

    assert plans.action("C01", "1. ✅ Action A1 and more").code == "A11"
    with pytest.raises(LookupError):
        plans.action("C01", "something else")
