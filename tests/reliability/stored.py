"""What the database holds, in the terms of the model of what it should hold."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from storage.tables.alerts import alert_event
from storage.tables.check_ins import agenda_item, answer, attachment, call_task, check_in
from storage.tables.people import cooperative, focus, note, person
from storage.tables.plan import indicator
from storage.tables.transport import inbox, outbox
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import UnitOfWork
from tests.reliability.said import CheckIn, Item, Measure, Note, Said

#: A row of the answers without its number: what it is about, what was said, by whom, and which row it corrects.
AnswerRow = tuple[object, ...]

_URGENT = {"blocked", "late"}
_MEANT = ("question", "answered", "recap", "eve")
_ALERTS = ("alert", "alert_file")


def opened_check_ins(uow: UnitOfWork) -> list[CheckIn]:
    """All check-ins that have opened, each with the agenda that was frozen and nothing said."""
    found = uow.connection.execute(select(check_in).where(check_in.c.opened_at.is_not(None)).order_by(check_in.c.id))
    return [CheckIn(row.id, row.cooperative_id, row.on, _items(uow, row)) for row in found]


def _items(uow: UnitOfWork, of: Row[Any]) -> list[Item]:
    found = uow.connection.execute(select(agenda_item).where(agenda_item.c.check_in_id == of.id))
    return [
        Item(
            id=row.id,
            position=row.position,
            asked=row.asked,
            is_urgent=row.reason in _URGENT,
            is_late=row.deadline_before < of.on,
            measure=_measure(uow, row.action_id),
        )
        for row in found
    ]


def _measure(uow: UnitOfWork, action_id: int) -> Measure | None:
    query = select(indicator).where(indicator.c.action_id == action_id).order_by(indicator.c.position)
    row = uow.connection.execute(query).first()
    return Measure(row.unit.strip().startswith("%"), row.baseline, row.target) if row is not None else None


def cooperatives_of(uow: UnitOfWork, consultant: str) -> list[int]:
    """The cooperatives a consultant follows."""
    query = select(cooperative.c.id).join(person, person.c.id == cooperative.c.consultant_id)
    return list(uow.connection.execute(query.where(person.c.code == consultant)).scalars())


def cooperatives_by_code(uow: UnitOfWork) -> dict[str, int]:
    """The numbers of the cooperatives."""
    return {row.code: row.id for row in uow.connection.execute(select(cooperative.c.code, cooperative.c.id))}


def begun_questions(uow: UnitOfWork, after: int) -> list[Row[Any]]:
    """The questions, later than a row of the outbox, that the bot began by itself or asked anew where one was lost."""
    found = uow.connection.execute(
        select(outbox, person.c.code.label("who"))
        .join(person, person.c.id == outbox.c.person_id)
        .where(outbox.c.id > after, outbox.c.kind == "question", outbox.c.key.not_like("%:again"))
        .order_by(outbox.c.id)
    )
    return [row for row in found if row.initiated or row.ids.get("preface") == "not_seen"]


def states(uow: UnitOfWork) -> dict[int, str]:
    """How each check-in that has opened stands."""
    query = select(check_in.c.id, check_in.c.state).where(check_in.c.opened_at.is_not(None))
    return {row.id: str(row.state) for row in uow.connection.execute(query)}


def answers(uow: UnitOfWork) -> dict[int, list[AnswerRow]]:
    """The answers of each check-in, in order."""
    codes = _codes(uow)
    found: dict[int, list[AnswerRow]] = {}
    places: dict[int | None, int | None] = {None: None}
    query = select(answer, attachment.c.kind).outerjoin(attachment, attachment.c.id == answer.c.attachment_id)
    for row in uow.connection.execute(query.order_by(answer.c.id)):
        rows = found.setdefault(row.check_in_id, [])
        places[row.id] = len(rows)
        who = codes.get(row.answered_by), codes[row.typed_by]
        said = (row.item_id, row.version, str(row.ask), _given(row), row.text, row.kind or "")
        rows.append((*said, row.skipped, row.in_bulk, *who, row.late, places[row.replaces]))
    return found


def _given(row: Row[Any]) -> str:
    if isinstance(row.number, Decimal):
        return format(row.number, "f")
    if row.percent is not None:
        return f"{row.percent}%"
    if row.new_date is not None:
        return str(row.new_date.isoformat())
    chosen = [one for one in (row.status, row.reason, row.call) if one is not None]
    return str(chosen[0].value) if chosen else ""


def expected(said: Iterable[Said]) -> list[AnswerRow]:
    """What the model holds, as `answers` gives it."""
    rows = list(said)
    return [
        (
            one.item,
            one.version,
            one.ask,
            one.given,
            one.text,
            one.file,
            one.skipped,
            one.in_bulk,
            one.answered_by,
            one.typed_by,
            one.late,
            rows.index(one.replaces) if one.replaces is not None else None,
        )
        for one in rows
    ]


def notes(uow: UnitOfWork, of: Iterable[str]) -> list[Note]:
    """What these people wrote that answered nothing, in order."""
    query = (
        select(person.c.code, note.c.text, attachment.c.kind)
        .join(person, person.c.id == note.c.person_id)
        .outerjoin(attachment, attachment.c.id == note.c.attachment_id)
        .where(person.c.code.in_(list(of)))
        .order_by(note.c.id)
    )
    return [Note(row.code, row.text, row.kind or "") for row in uow.connection.execute(query)]


def words_about_alerts(uow: UnitOfWork, consultant: str) -> Counter[str]:
    """What a consultant wrote in answer to alerts: how they were solved, and notes."""
    by = next(number for number, code in _codes(uow).items() if code == consultant)
    solved = select(alert_event.c.note).where(
        alert_event.c.by == by, alert_event.c.step == "resolved", alert_event.c.note != ""
    )
    written = select(note.c.text).where(note.c.person_id == by)
    return Counter([*uow.connection.execute(solved).scalars(), *uow.connection.execute(written).scalars()])


def files_of(uow: UnitOfWork) -> Counter[str]:
    """How many files are kept of each person."""
    query = select(person.c.code).join(attachment, attachment.c.person_id == person.c.id)
    return Counter(uow.connection.execute(query).scalars())


def is_asked_about_alert(uow: UnitOfWork, who: str) -> bool:
    """Whether somebody's next words say how a blockage was solved."""
    query = select(focus.c.kind).join(person, person.c.id == focus.c.person_id).where(person.c.code == who)
    return uow.connection.execute(query).scalar() == "resolution"


def call_of(uow: UnitOfWork, task: int, leader: int) -> tuple[int, str]:
    """The check-in that a call is about, and the leader's code."""
    query = select(call_task.c.check_in_id).where(call_task.c.id == task)
    return uow.connection.execute(query).scalar_one(), _codes(uow)[leader]


def what_is_meant(uow: UnitOfWork, chat_id: int, message_id: int) -> tuple[str, int | None, int | None]:
    """What a message of the bot's is about: ("check_in", check-in, action), ("alert", …) or ("", …)."""
    query = (
        select(outbox.c.kind, outbox.c.ids)
        .where(outbox.c.chat_id == chat_id, outbox.c.message_id == message_id)
        .order_by(outbox.c.id.desc())
    )
    row = uow.connection.execute(query).first()
    if row is None:
        return "", None, None
    if row.kind in _MEANT and "check_in" in row.ids:
        return "check_in", int(row.ids["check_in"]), row.ids.get("item")
    return ("alert" if row.kind in _ALERTS else str(row.kind)), None, None


def unhandled(uow: UnitOfWork) -> list[tuple[str, str]]:
    """Updates that wait or were set aside: (state, error)."""
    query = select(inbox.c.state, inbox.c.error).where(inbox.c.state.in_([InboxState.NEW, InboxState.DEAD]))
    return [(str(row.state), row.error) for row in uow.connection.execute(query)]


def messages(uow: UnitOfWork, chat_id: int) -> list[Row[Any]]:
    """The outbox's rows for one person's chat, in order."""
    query = (
        select(outbox)
        .join(person, person.c.id == outbox.c.person_id)
        .where(person.c.telegram_id == chat_id)
        .order_by(outbox.c.id)
    )
    return list(uow.connection.execute(query))


def is_unknown(row: Row[Any]) -> bool:
    """Whether the phone may or may not have got this message."""
    return row.state in {OutboxState.UNKNOWN, OutboxState.UNKNOWN_ASKED_AGAIN}


def _codes(uow: UnitOfWork) -> dict[int, str]:
    return {row.id: row.code for row in uow.connection.execute(select(person.c.id, person.c.code))}
