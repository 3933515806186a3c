"""The outbox: a message once a key, in order within a chat, first lanes first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from domain.outgoing import Lane, Outgoing, OutgoingKind
from storage import outbox, sending
from storage.transport_states import OutboxState
from storage.unit_of_work import UnitOfWork, unit_of_work

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=5)


def put(uow: UnitOfWork, key: str, *, chat: int | None = 1, lane: Lane = Lane.REPLY, **more: Any) -> bool:
    return outbox.put(uow, Outgoing(key=key, kind=OutgoingKind.HOME, lane=lane, chat_id=chat, **more), NOON)


def due(uow: UnitOfWork, at: datetime = NOON, **more: Any) -> list[str]:
    return [row.key for row in sending.due(uow, programme_at=at, real_at=at, limit=10, **more)]


def row_of(uow: UnitOfWork, key: str) -> outbox.OutboxRow:
    return next(row for row in sending.due(uow, programme_at=LATER, real_at=LATER, limit=10) if row.key == key)


def states(uow: UnitOfWork) -> dict[str, str]:
    rows = uow.connection.execute(text("SELECT key, state FROM outbox"))
    return {row.key: row.state for row in rows}


def test_a_key_is_said_once(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        assert put(uow, "a")
        assert not put(uow, "a")
        assert due(uow) == ["a"]


def test_first_lanes_go_first_and_older_messages_before_younger(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "report", lane=Lane.REPORT)
        put(uow, "opening", lane=Lane.CHECK_IN)
        put(uow, "one")
        put(uow, "two")

        assert due(uow) == ["one", "two", "opening", "report"]
        assert due(uow, lanes=[Lane.REPORT]) == ["report"]


def test_a_message_that_waits_holds_up_its_chat_and_no_other(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "one", chat=1)
        put(uow, "two", chat=1)
        put(uow, "other", chat=2)
        sending.try_again(uow, row_of(uow, "one").id, LATER, "refused", 1)

        assert due(uow) == ["other"]
        assert due(uow, LATER) == ["one", "two", "other"]


def test_messages_to_nobodys_chat_do_not_hold_up_one_another(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "one", chat=None)
        put(uow, "two", chat=None)
        sending.try_again(uow, row_of(uow, "one").id, LATER, "refused", 1)

        assert due(uow) == ["two"]


def test_a_chat_that_is_being_written_to_is_left_out(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "one", chat=1)
        put(uow, "other", chat=2)

        assert due(uow, but_not=[1]) == ["other"]


def test_a_message_waits_for_its_hour(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "evening", not_before=LATER)

        assert due(uow) == []
        assert sending.next_due_at(uow, NOON) == LATER
        assert due(uow, LATER) == ["evening"]


@pytest.mark.parametrize(
    ("sent", "becomes"), [(False, OutboxState.SUPERSEDED), (True, OutboxState.SENT)], ids=["waiting", "sent"]
)
def test_a_replacement_takes_the_place_of_what_was_not_sent_yet(
    engine: Engine, sent: bool, becomes: OutboxState
) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "question")
        if sent:
            row = row_of(uow, "question")
            sending.mark_sent(uow, row.id, chat_id=1, message_id=55, at=NOON, ids={})
        put(uow, "answered", replaces="question")

        assert states(uow)["question"] == becomes
        assert due(uow) == ["answered"]
        assert outbox.sent_message(uow, "question") == ((1, 55) if sent else None)


def test_what_was_being_sent_is_known_after_the_process_died(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "one")
        put(uow, "two", chat=2)
        one = row_of(uow, "one").id
        sending.mark_sending(uow, [one])

    with unit_of_work(engine) as uow:
        assert sending.interrupted(uow) == (one,)
        assert due(uow) == ["two"]


def test_a_message_that_was_set_aside_is_listed_and_replayed(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "one")
        row = row_of(uow, "one")
        sending.mark_sending(uow, [row.id])
        sending.mark(uow, row.id, OutboxState.FAILED, "reason", NOON)

        assert outbox.failed(uow) == ((row.id, NOON, OutgoingKind.HOME, "reason"),)
        assert outbox.replay(uow, row.id)
        assert not outbox.replay(uow, row.id)
        assert row_of(uow, "one").attempts == 0


def test_what_is_on_its_way_is_never_forgotten(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        put(uow, "pending")
        put(uow, "sent", chat=2)
        sending.mark_sent(uow, row_of(uow, "sent").id, chat_id=2, message_id=1, at=NOON, ids={})

        assert outbox.purge(uow, LATER) == 1
        assert due(uow) == ["pending"]


def test_the_message_of_a_key_is_found_by_an_index(sqlite_engine: Engine) -> None:
    with unit_of_work(sqlite_engine) as uow:
        plan = uow.connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT message_id FROM outbox WHERE (key = 'k' OR replaces = 'k')"
            " AND message_id IS NOT NULL"
        )
        assert not any("SCAN" in str(row) for row in plan)
