"""Who plays how, and when: dealt by the seed alone."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.simulation.casting import Manner, cast
from bot.simulation.stage import WORKBOOK, first_cooperatives
from bot.simulation.timing import in_office_hours, turns
from domain.people import Role
from storage.workbook.read import read_workbook
from storage.workbook.sheets import ProgrammeSheets

MOROCCO = ZoneInfo("Africa/Casablanca")


@pytest.fixture(scope="module")
def sheets() -> ProgrammeSheets:
    """The sample programme."""
    content = read_workbook(WORKBOOK).content
    assert content is not None
    return content


def test_every_manner_is_met_whatever_the_seed(sheets: ProgrammeSheets) -> None:
    for seed in range(5):
        assert set(cast(sheets, seed).manners.values()) == set(Manner)


def test_the_channel_says_who_is_reached_by_phone_alone(sheets: ProgrammeSheets) -> None:
    dealt = cast(sheets, 1)

    by_phone = {code for code, manner in dealt.manners.items() if manner is Manner.BY_PHONE}
    assert by_phone == {"C03", "C08", "C12", "C14"}
    assert all(not dealt.leaders[code] for code in by_phone)


def test_manners_that_are_named_are_not_dealt(sheets: ProgrammeSheets) -> None:
    named = {"C10": Manner.SILENT, "C11": Manner.BLOCKED}

    assert cast(sheets, 1, named).manners.items() >= named.items()


def test_the_same_seed_deals_the_same(sheets: ProgrammeSheets) -> None:
    assert cast(sheets, 4) == cast(sheets, 4)
    assert cast(sheets, 4) != cast(sheets, 5)


def test_a_part_of_the_programme_keeps_its_own_people_alone(sheets: ProgrammeSheets) -> None:
    part = first_cooperatives(sheets, 2)

    assert {one.code for one in part.people if one.role is Role.CONSULTANT} == {"K1", "K2"}
    assert {one.cooperative for one in part.actions} == {"C01", "C02"}
    assert {one.cooperatives for one in part.people if one.role is Role.LEADER} == {("C01",), ("C02",)}


def test_leaders_who_share_a_check_in_meet_at_the_same_question_every_other_time() -> None:
    apart, together = (turns(Manner.SHARING, place, 2, Random(1)) for place in (0, 1))

    assert apart[0].after < apart[1].after
    assert together[0].after == together[1].after
    assert {one.leader for one in together} == {0, 1}


def test_only_those_who_report_blockages_answer_within_half_an_hour() -> None:
    for manner in set(Manner) - {Manner.BLOCKED}:
        for seed in range(30):
            assert all(one.after >= timedelta(minutes=60) for one in turns(manner, seed, 2, Random(seed)))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 12, 7, 10, 15, tzinfo=UTC), datetime(2026, 12, 7, 10, 15, tzinfo=UTC)),
        (datetime(2026, 12, 7, 7, tzinfo=UTC), datetime(2026, 12, 7, 9, tzinfo=UTC)),
        (datetime(2026, 12, 7, 20, tzinfo=UTC), datetime(2026, 12, 8, 9, tzinfo=UTC)),
        (datetime(2026, 12, 11, 19, tzinfo=UTC), datetime(2026, 12, 14, 9, tzinfo=UTC)),
    ],
)
def test_nobody_is_at_their_desk_in_the_evening_or_at_the_weekend(at: datetime, expected: datetime) -> None:
    assert in_office_hours(at, MOROCCO) == expected
