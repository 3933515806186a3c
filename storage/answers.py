"""Named queries on answers: they are only ever added."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from domain.answer import Answer, Attachment, Given
from storage import file_copies
from storage.rows import as_value
from storage.tables import check_ins as t
from storage.unit_of_work import UnitOfWork

#: Asked at every turn of a check-in, so put together once: that costs more than running it.
_ANSWERS = (
    select(t.answer)
    .where(t.answer.c.check_in_id.in_(bindparam("check_in_ids", expanding=True)))
    .order_by(t.answer.c.id)
)


def add(uow: UnitOfWork, answer: Answer) -> Answer:
    """Stores an answer (its id is ignored) and gives it with its id."""
    values = {one.name: getattr(answer, one.name) for one in fields(Answer) if one.name not in {"id", "given"}}
    values |= {one.name: getattr(answer.given, one.name) for one in fields(Given)}
    key = uow.connection.execute(insert(t.answer).values(values)).inserted_primary_key
    return replace(answer, id=int(key[0]))  # type: ignore[index] # a row of one


def of_check_in(uow: UnitOfWork, check_in_id: int) -> tuple[Answer, ...]:
    """The answers of a check-in in the order they came."""
    return of_check_ins(uow, [check_in_id]).get(check_in_id, ())


def of_check_ins(uow: UnitOfWork, check_in_ids: Iterable[int]) -> dict[int, tuple[Answer, ...]]:
    """Answers by check-in id, in the order they came."""
    found: dict[int, list[Answer]] = {}
    for row in uow.connection.execute(_ANSWERS, {"check_in_ids": list(check_in_ids)}):
        found.setdefault(row.check_in_id, []).append(_answer(row))
    return {key: tuple(value) for key, value in found.items()}


def of_message(uow: UnitOfWork, chat_id: int, message_id: int) -> Answer | None:
    """The answer that came in a Telegram message: what an edit of that message corrects."""
    query = (
        select(t.answer)
        .where(t.answer.c.chat_id == chat_id, t.answer.c.message_id == message_id)
        .order_by(t.answer.c.id.desc())
    )
    row = uow.connection.execute(query).first()
    return _answer(row) if row else None


def add_attachment(uow: UnitOfWork, attachment: Attachment) -> Attachment:
    """Stores a file's references (its id is ignored) and gives it with its id; its bytes wait to be fetched."""
    values = {one.name: getattr(attachment, one.name) for one in fields(Attachment) if one.name != "id"}
    key = uow.connection.execute(insert(t.attachment).values(values)).inserted_primary_key
    stored = replace(attachment, id=int(key[0]))  # type: ignore[index] # a row of one
    file_copies.expect(uow, stored.id)
    return stored


def attachments(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, Attachment]:
    """Attachments by id."""
    query = select(t.attachment).where(t.attachment.c.id.in_(list(ids)))
    return {row.id: as_value(Attachment, row) for row in uow.connection.execute(query)}


def _answer(row: Row[Any]) -> Answer:
    return as_value(Answer, row, given=as_value(Given, row))
