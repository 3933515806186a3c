"""The limits at given times: no starting burst for the many, a small burst for a chat, silence when asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import Limits
from domain.outgoing import Lane

BULK = [Lane.CHECK_IN, Lane.REPORT]
URGENT = [Lane.REPLY, Lane.ALERT]


def taken(limits: Limits, lane: Lane, chat: int, at: float) -> bool:
    return limits.wait(lane, chat, at) == 0


@pytest.mark.parametrize("lane", BULK)
def test_the_many_start_without_a_burst_and_go_on_at_their_rate(lane: Lane) -> None:
    limits = Limits(per_second=32)

    sent = [at for at in range(1024) if taken(limits, lane, at, 100 + at / 256)]

    assert sent == list(range(0, 1024, 8))


def test_an_idle_spell_saves_nothing_up() -> None:
    limits = Limits(per_second=25)
    assert taken(limits, Lane.CHECK_IN, 1, 100)

    assert taken(limits, Lane.CHECK_IN, 2, 200)
    assert limits.wait(Lane.CHECK_IN, 3, 200) == pytest.approx(0.04)


def test_places_taken_a_little_late_keep_the_rate() -> None:
    limits, at = Limits(per_second=25), 100.0
    for chat in range(100):
        while wait := limits.wait(Lane.CHECK_IN, chat, at):
            at += wait + 0.01

    assert at - 100 == pytest.approx(99 * 0.04 + 0.01)


def test_places_that_a_busy_machine_missed_are_made_up_for() -> None:
    limits, at, sent = Limits(per_second=25), 100.0, 0
    while at < 110:
        for chat in range(limits.bulk_room(at, 48)):
            sent += taken(limits, Lane.CHECK_IN, 1000 * sent + chat, at)
        at += 0.15

    assert sent == pytest.approx(250, abs=5)


@given(pauses=st.lists(st.floats(0.001, 2), min_size=20, max_size=80))
def test_no_second_holds_more_of_the_many_than_telegram_bears(pauses: list[float]) -> None:
    limits, at, sent = Limits(per_second=25), 100.0, list[float]()
    for pause in pauses:
        sent += [at for _ in range(limits.bulk_room(at, 48)) if taken(limits, Lane.CHECK_IN, len(sent), at)]
        at += pause

    assert all(sum(one <= later < one + 1 for later in sent) < 30 for one in sent)


@pytest.mark.parametrize("lane", URGENT)
def test_answers_and_alerts_do_not_wait_for_the_many(lane: Lane) -> None:
    limits = Limits(per_second=25)
    assert taken(limits, Lane.CHECK_IN, 1, 100)

    assert all(taken(limits, lane, chat, 100) for chat in range(2, 200))


@pytest.mark.parametrize("lane", list(Lane))
def test_a_chat_gets_three_at_once_and_then_one_a_second(lane: Lane) -> None:
    limits = Limits(per_second=1e6)

    sent = [at for at in range(40) if taken(limits, lane, 1, 100 + at / 10)]

    assert sent == [0, 1, 2, 10, 20, 30]


def test_a_chat_that_has_nothing_left_is_named_until_it_has() -> None:
    limits = Limits()
    for _ in range(3):
        limits.wait(Lane.REPLY, 1, 100)

    assert set(limits.spent_chats(100.9)) == {1}
    assert set(limits.spent_chats(101)) == set()


def test_a_quiet_chat_has_its_burst_again() -> None:
    limits = Limits()
    for _ in range(3):
        assert taken(limits, Lane.REPLY, 1, 100)

    assert [taken(limits, Lane.REPLY, 1, 110) for _ in range(4)] == [True, True, True, False]


@given(first=st.floats(0.1, 60), second=st.floats(0.1, 60), after=st.floats(0, 60))
def test_silence_lasts_for_all_and_nothing_shortens_it(first: float, second: float, after: float) -> None:
    limits = Limits()
    limits.halt(first, 100)
    limits.halt(second, 100 + min(after, first))
    until = max(100 + first, 100 + min(after, first) + second)

    assert limits.is_halted(until - 0.05)
    assert limits.wait(Lane.REPLY, 1, until - 0.05) == pytest.approx(0.05)
    assert taken(limits, Lane.REPLY, 1, until)


def test_silence_holds_even_with_the_limits_off() -> None:
    limits = Limits(per_second=None)
    limits.halt(5, 100)

    assert limits.wait(Lane.REPLY, 1, 102) == 3


@pytest.mark.parametrize("lane", list(Lane))
def test_without_limits_everything_goes_at_once(lane: Lane) -> None:
    limits = Limits(per_second=None)

    assert all(taken(limits, lane, 1, 100) for _ in range(100))
    assert limits.bulk_room(100, 50) == 50


def test_one_place_for_the_many_opens_at_a_time() -> None:
    limits = Limits(per_second=25)
    assert limits.bulk_room(100, 50) == 1
    limits.wait(Lane.REPORT, 1, 100)

    assert limits.bulk_room(100.039, 50) == 0
    assert limits.bulk_room(100.041, 50) == 1


def test_the_pause_ends_when_something_may_go_again() -> None:
    limits = Limits(per_second=25)
    assert limits.pause(100, 1) == 1
    limits.wait(Lane.CHECK_IN, 1, 100)
    assert limits.pause(100, 1) == pytest.approx(0.04)
    limits.halt(0.5, 100)
    assert limits.pause(100, 1) == pytest.approx(0.5)


def test_chats_long_unheard_of_are_forgotten() -> None:
    limits = Limits(per_second=1e9)
    for chat in range(10_050):
        limits.wait(Lane.REPLY, chat, 100)

    assert len(limits._chats) == 10_000
