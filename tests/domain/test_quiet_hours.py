"""Quiet hours: docs/rules.md, "Quiet hours". Ramadan 2027 runs from 8 February to 8 March, the feast is on 9 and 10."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import Slot
from domain.quiet_hours import is_allowed, is_silent_day, last_speaking_day, next_allowed, next_speaking_day, slot_start
from domain.rules import PublicDays, Rules

FIVE_YEARS = timedelta(days=5 * 365)
INSTANTS = st.timedeltas(timedelta(0), FIVE_YEARS).map(lambda passed: datetime(2026, 1, 1, tzinfo=UTC) + passed)
SLOTS = st.none() | st.sampled_from(Slot)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def at(text: str) -> datetime:
    """An instant in UTC, which is Morocco's own hour from 20 September 2026 on."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2026-12-07T08:59", "2026-12-07T09:00"),
        ("2026-12-07T09:00", "2026-12-07T09:00"),
        ("2026-12-07T13:00", "2026-12-07T13:00"),
        ("2026-12-07T20:59", "2026-12-07T20:59"),
        ("2026-12-07T21:00", "2026-12-08T09:00"),
        ("2026-12-12T03:00", "2026-12-12T09:00"),
        # Friday's prayer
        ("2026-12-11T11:59", "2026-12-11T11:59"),
        ("2026-12-11T12:00", "2026-12-11T15:30"),
        ("2026-12-11T15:30", "2026-12-11T15:30"),
        ("2026-12-11T22:00", "2026-12-12T09:00"),
        # Ramadan
        ("2027-02-15T09:30", "2027-02-15T10:30"),
        ("2027-02-15T14:29", "2027-02-15T14:29"),
        ("2027-02-15T14:30", "2027-02-16T10:30"),
        ("2027-02-19T12:00", "2027-02-20T10:30"),
        # Its first and last two days, and the feast
        ("2027-02-07T21:30", "2027-02-10T10:30"),
        ("2027-02-08T11:00", "2027-02-10T10:30"),
        ("2027-02-09T11:00", "2027-02-10T10:30"),
        ("2027-03-06T11:00", "2027-03-06T11:00"),
        ("2027-03-07T11:00", "2027-03-11T09:00"),
        ("2027-05-16T10:00", "2027-05-18T09:00"),
    ],
)
def test_next_allowed(rules: Rules, asked: str, given: str) -> None:
    assert next_allowed(at(asked), rules) == at(given)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2027-02-15T11:00", "2027-02-15T21:30"),
        ("2027-02-15T22:29", "2027-02-15T22:29"),
        ("2027-02-15T22:30", "2027-02-16T21:30"),
        ("2027-02-19T13:00", "2027-02-19T21:30"),
        ("2026-12-07T11:00", "2026-12-07T11:00"),
        ("2026-12-07T21:30", "2026-12-08T09:00"),
    ],
)
def test_evening_leaders_are_written_to_after_sunset_in_ramadan_only(rules: Rules, asked: str, given: str) -> None:
    assert next_allowed(at(asked), rules, Slot.EVENING) == at(given)


def test_other_slots_keep_the_common_hours_in_ramadan(rules: Rules) -> None:
    assert is_allowed(at("2027-02-15T11:00"), rules, Slot.AFTERNOON)
    assert not is_allowed(at("2027-02-15T21:45"), rules, Slot.AFTERNOON)
    assert not is_allowed(at("2027-02-15T21:45"), rules)


def test_hours_are_local(rules: Rules) -> None:
    """Until 20 September 2026 Morocco was an hour ahead of UTC."""
    assert next_allowed(at("2026-06-01T00:00"), rules) == at("2026-06-01T08:00")
    assert next_allowed(at("2026-10-01T00:00"), rules) == at("2026-10-01T09:00")


@pytest.mark.parametrize(
    ("on", "slot", "start"),
    [
        (date(2026, 12, 7), Slot.MORNING, "2026-12-07T09:30"),
        (date(2026, 12, 7), Slot.AFTERNOON, "2026-12-07T15:30"),
        (date(2026, 12, 7), Slot.EVENING, "2026-12-07T19:30"),
        (date(2026, 12, 11), Slot.AFTERNOON, "2026-12-11T15:30"),
        (date(2027, 2, 22), Slot.MORNING, "2027-02-22T10:30"),
        (date(2027, 2, 22), Slot.AFTERNOON, "2027-02-22T10:30"),
        (date(2027, 2, 22), Slot.EVENING, "2027-02-22T21:30"),
        (date(2027, 2, 8), Slot.MORNING, "2027-02-10T10:30"),
        (date(2027, 3, 7), Slot.AFTERNOON, "2027-03-11T15:30"),
    ],
)
def test_slot_start(rules: Rules, on: date, slot: Slot, start: str) -> None:
    assert slot_start(on, slot, rules) == at(start)


@pytest.mark.parametrize(
    ("on", "silent"),
    [
        (date(2027, 2, 7), False),
        (date(2027, 2, 8), True),
        (date(2027, 2, 9), True),
        (date(2027, 2, 10), False),
        (date(2027, 3, 6), False),
        (date(2027, 3, 7), True),
        (date(2027, 3, 8), True),
        (date(2027, 3, 10), True),
        (date(2027, 3, 11), False),
        (date(2027, 5, 1), False),
    ],
)
def test_silent_days(rules: Rules, on: date, silent: bool) -> None:
    assert is_silent_day(on, rules) is silent


def test_the_nearest_speaking_days(rules: Rules) -> None:
    assert [last_speaking_day(date(2027, 2, day), rules).day for day in (7, 8, 9, 10)] == [7, 7, 7, 10]
    assert [next_speaking_day(date(2027, 2, day), rules).day for day in (7, 8, 9, 10)] == [7, 10, 10, 10]


@given(asked=INSTANTS, slot=SLOTS)
def test_next_allowed_is_allowed_and_settles(rules: Rules, asked: datetime, slot: Slot | None) -> None:
    found = next_allowed(asked, rules, slot)
    assert found >= asked
    assert found.utcoffset() == timedelta(0)
    assert is_allowed(found, rules, slot)
    assert next_allowed(found, rules, slot) == found
    assert (found == asked) is is_allowed(asked, rules, slot)


@given(asked=INSTANTS, slot=SLOTS, part=st.floats(0, 1))
def test_nothing_before_next_allowed_is_allowed(rules: Rules, asked: datetime, slot: Slot | None, part: float) -> None:
    found = next_allowed(asked, rules, slot)
    between = asked + (found - asked) * part
    assert between >= found or not is_allowed(between, rules, slot)


@given(asked=INSTANTS, slot=SLOTS)
def test_no_message_begins_at_night_or_at_prayer(rules: Rules, asked: datetime, slot: Slot | None) -> None:
    local = next_allowed(asked, rules, slot).astimezone(rules.zone)
    assert time(9) <= local.time() < time(22, 30)
    assert local.weekday() != 4 or not time(12) <= local.time() < time(15, 30)


@given(on=DAYS, slot=st.sampled_from(Slot))
def test_slot_start_is_allowed(rules: Rules, on: date, slot: Slot) -> None:
    start = slot_start(on, slot, rules)
    assert start.astimezone(rules.zone).date() >= on
    assert is_allowed(start, rules, slot)


def test_a_naive_instant_is_refused(rules: Rules) -> None:
    with pytest.raises(ValueError, match="aware"):
        next_allowed(datetime(2026, 12, 7, 9), rules)  # noqa: DTZ001 - a naive one is what is tested


def test_endless_silence_is_refused(rules: Rules) -> None:
    feasts = frozenset(date(2026, 1, 1) + timedelta(days=days) for days in range(1000))
    silent = Rules(zone=rules.zone, public_days=PublicDays(movable_feasts=feasts))
    with pytest.raises(ValueError, match="silence"):
        next_allowed(at("2026-01-01T00:00"), silent)
    with pytest.raises(ValueError, match="silence"):
        slot_start(date(2026, 1, 1), Slot.MORNING, silent)
