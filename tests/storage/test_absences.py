"""Absences: when the polls stood still for too long, and when their people may be asked again."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from storage import absences, inbox
from storage.absences import Absence
from storage.inbox import RawUpdate
from storage.transport_states import InboxState
from storage.unit_of_work import unit_of_work

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
LONGEST = timedelta(seconds=150)
SECOND = timedelta(seconds=1)


def poll(engine: Engine, at: datetime) -> bool:
    with unit_of_work(engine) as uow:
        return absences.note_poll(uow, "last poll", at, LONGEST)


def to_settle(engine: Engine) -> Absence | None:
    with unit_of_work(engine) as uow:
        return absences.to_settle(uow)


def catch_up(engine: Engine, at: datetime) -> None:
    with unit_of_work(engine) as uow:
        absences.mark_caught_up(uow, at)


def receive(engine: Engine, number: int, at: datetime) -> None:
    with unit_of_work(engine) as uow:
        inbox.store(uow, [RawUpdate(update_id=number, payload="{}", sender_id=1)], at)


def test_the_first_poll_of_all_ends_no_absence(engine: Engine) -> None:
    assert not poll(engine, NOON)


def test_polls_that_follow_one_another_are_no_absence(engine: Engine) -> None:
    polls = [NOON, NOON + LONGEST, NOON + 2 * LONGEST, NOON + 2 * LONGEST]
    assert [poll(engine, at) for at in polls] == [False] * 4


def test_a_clock_that_was_set_back_is_no_absence(engine: Engine) -> None:
    assert [poll(engine, at) for at in (NOON, NOON - timedelta(hours=1), NOON - timedelta(hours=1))] == [False] * 3


def test_an_absence_lasts_from_the_last_poll_to_the_next(engine: Engine) -> None:
    back = NOON + LONGEST + SECOND
    assert [poll(engine, at) for at in (NOON, back, back + SECOND)] == [False, True, False]
    catch_up(engine, back)

    found = to_settle(engine)

    assert found is not None
    assert (found.began_at, found.ended_at, found.lasted) == (NOON, back, LONGEST + SECOND)


def test_nobody_is_asked_again_before_all_that_waited_is_taken_in_and_worked_off(engine: Engine) -> None:
    back = NOON + timedelta(hours=1)
    poll(engine, NOON)
    poll(engine, back)
    receive(engine, 7, back)
    assert to_settle(engine) is None

    receive(engine, 8, back + SECOND)
    catch_up(engine, back + SECOND)
    assert to_settle(engine) is None

    with unit_of_work(engine) as uow:
        inbox.finish(uow, 1, InboxState.DONE, back)
        inbox.retry_later(uow, 2, 1, back + timedelta(minutes=1), "failed")
    assert to_settle(engine) is None, "what is tried again may be an answer"

    with unit_of_work(engine) as uow:
        inbox.finish(uow, 2, InboxState.DEAD, back)
    receive(engine, 9, back + 2 * SECOND)
    assert to_settle(engine) is not None, "what came later is not waited for"


def test_absences_are_settled_one_after_another(engine: Engine) -> None:
    times = [NOON + timedelta(hours=hours) for hours in range(3)]
    for at in times:
        poll(engine, at)
    catch_up(engine, times[-1])

    first = to_settle(engine)
    assert first is not None
    assert first.began_at == times[0]
    with unit_of_work(engine) as uow:
        absences.set_asked_up_to(uow, first.id, 42)
        assert absences.by_id(uow, first.id) == Absence(
            id=first.id, began_at=times[0], ended_at=times[1], asked_up_to=42
        )
        absences.settle(uow, first.id, times[-1])

    second = to_settle(engine)
    assert second is not None
    assert second.began_at == times[1]


def test_what_is_settled_is_forgotten_with_time(engine: Engine) -> None:
    poll(engine, NOON)
    poll(engine, NOON + timedelta(hours=1))
    catch_up(engine, NOON + timedelta(hours=1))
    found = to_settle(engine)
    assert found is not None
    with unit_of_work(engine) as uow:
        assert absences.purge(uow, NOON + timedelta(days=60)) == 0
        absences.settle(uow, found.id, NOON + timedelta(hours=1))
        assert absences.purge(uow, NOON) == 0
        assert absences.purge(uow, NOON + timedelta(days=60)) == 1
