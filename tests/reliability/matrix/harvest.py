"""What a run has left: facts, messages decided and messages delivered, read from outside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.outgoing import OutgoingKind
from storage.tables.alerts import alert, alert_event
from storage.tables.check_ins import agenda_item, answer, attachment, call_task, check_in
from storage.tables.people import cooperative, note, person
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork
from tests.reliability.matrix.stage import Act

_AGAIN = ":again"
_TURN = re.compile(r"u(\d+):(\w+)")
#: What was there before the scenario keeps its number; what is born in it may get another one after a kill.
_BORN_IN_SCENARIO = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row of the outbox. `name` is the same in every run of a scenario; `replaces` names the message it changes.

    `reask`: what is asked once more because its fate was unknown. `asked_again`: the answer to somebody who missed
    something.
    """

    id: int
    name: str
    kind: OutgoingKind
    to: str
    state: OutboxState
    message_id: int | None
    replaces: str
    initiated: bool
    note: str
    reask: bool = False
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """A new message that Telegram put into somebody's chat."""

    to: str
    message_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """`facts` are the answers and all else that people's acts have left in the database, each as one line."""

    facts: Counter[str]
    messages: tuple[Message, ...]
    delivered: tuple[Delivered, ...]
    unhandled: int
    missed: tuple[str, ...]
    waiting_rungs: bool


def harvest(
    uow: UnitOfWork,
    calls: Iterable[Mapping[str, Any]],
    *,
    acts: Iterable[Act],
    missed: Iterable[str],
    users: Mapping[str, int],
    after_row: int,
) -> Harvest:
    """Everything there is to count; `after_row` is the last row of the outbox from before the scenario."""
    codes = {user: code for code, user in users.items()}
    dead = select(inbox.c.id).where(inbox.c.state.in_([InboxState.NEW, InboxState.DEAD]))
    open_rungs = select(check_in.c.id).where(check_in.c.opened_at.is_not(None), check_in.c.next_at.is_not(None))
    return Harvest(
        facts=Counter(_facts(uow)),
        messages=tuple(_messages(uow, tuple(acts), after_row)),
        delivered=tuple(_delivered(calls, codes)),
        unhandled=len(uow.connection.execute(dead).all()),
        missed=tuple(missed),
        waiting_rungs=uow.connection.execute(open_rungs).first() is not None,
    )


def _delivered(calls: Iterable[Mapping[str, Any]], codes: Mapping[int, str]) -> Iterable[Delivered]:
    for call in calls:
        if call["ok"] and call["method"].startswith("send"):
            shown = call["result"]
            yield Delivered(
                codes[shown["chat"]["id"]], shown["message_id"], shown.get("text") or shown.get("caption") or ""
            )


def _messages(uow: UnitOfWork, acts: tuple[Act, ...], after_row: int) -> Iterable[Message]:
    by_update = {one.update_id: one for one in acts}
    turns = {
        row.id: by_update.get(row.update_id) for row in uow.connection.execute(select(inbox.c.id, inbox.c.update_id))
    }
    query = select(outbox, person.c.code).outerjoin(person, person.c.id == outbox.c.person_id)
    for row in uow.connection.execute(query.where(outbox.c.id > after_row).order_by(outbox.c.id)):
        act = _act(row.key, turns)
        yield Message(
            id=row.id,
            name=f"{_name(row.key, turns)} to {row.code}",
            kind=row.kind,
            to=str(row.code),
            state=row.state,
            message_id=row.message_id,
            replaces=f"{_name(row.replaces, turns)} to {row.code}" if row.replaces else "",
            initiated=row.initiated,
            note=row.note,
            reask=row.key.endswith(_AGAIN),
            asked_again=act is not None and act.asks_again,
        )


def _act(key: str, turns: Mapping[int, Act | None]) -> Act | None:
    turn = _TURN.match(key)
    return turns.get(int(turn[1])) if turn else None


def _name(key: str, turns: Mapping[int, Act | None]) -> str:
    key = key.removesuffix(_AGAIN)
    turn = _TURN.match(key)
    if turn is not None:
        act = turns.get(int(turn[1]))
        return f"{act.label}: {turn[2]}" if act else key
    return key if key.startswith("rung:") else _BORN_IN_SCENARIO.sub("#", key)


def _facts(uow: UnitOfWork) -> Iterable[str]:
    yield from _answers(uow)
    yield from _alerts(uow)
    opened = (
        select(cooperative.c.code, check_in.c.period, check_in.c.state)
        .join(cooperative, cooperative.c.id == check_in.c.cooperative_id)
        .where(check_in.c.opened_at.is_not(None))
    )
    for row in uow.connection.execute(opened):
        yield f"check-in {row.code} {row.period} {row.state}"
    for row in uow.connection.execute(select(attachment.c.kind, attachment.c.person_id)):
        yield f"attachment {row.kind} of {row.person_id}"
    for row in uow.connection.execute(select(note.c.person_id, note.c.text)):
        yield f"note of {row.person_id}: {row.text}"
    for row in uow.connection.execute(select(call_task.c.check_in_id, call_task.c.state)):
        yield f"call task of {row.check_in_id} {row.state}"


def _answers(uow: UnitOfWork) -> Iterable[str]:
    given = (answer.c.status, answer.c.number, answer.c.percent, answer.c.reason, answer.c.call, answer.c.new_date)
    query = (
        select(cooperative.c.code, check_in.c.period, agenda_item.c.position, answer.c.ask, *given)
        .add_columns(answer.c.text, answer.c.attachment_id, answer.c.skipped, answer.c.typed_by, answer.c.version)
        .select_from(answer)
        .join(check_in, check_in.c.id == answer.c.check_in_id)
        .join(cooperative, cooperative.c.id == check_in.c.cooperative_id)
        .outerjoin(agenda_item, agenda_item.c.id == answer.c.item_id)
    )
    for row in uow.connection.execute(query):
        said = " ".join(str(one) for one in row[4:10] if one is not None)
        rest = f"{row.text} {'with a file' if row.attachment_id else ''} {'skipped' if row.skipped else ''}"
        place = f"{row.code} {row.period} item {row.position} version {row.version}"
        yield f"answer {place} {row.ask.name}: {said} {rest} by {row.typed_by}"


def _alerts(uow: UnitOfWork) -> Iterable[str]:
    columns = (alert.c.action_id, alert.c.state, alert.c.reason, alert.c.note, alert.c.call, alert.c.resolution)
    for row in uow.connection.execute(select(*columns)):
        yield f"alert {tuple(str(one) for one in row)}"
    events = select(alert.c.action_id, alert_event.c.step, alert_event.c.by, alert_event.c.note)
    for row in uow.connection.execute(events.join(alert, alert.c.id == alert_event.c.alert_id)):
        yield f"alert of {row.action_id} {row.step} by {row.by} {row.note}"
