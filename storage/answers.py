"""Named queries on answers: they are only ever added."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from domain.answer import Answer, Attachment, Given
from storage import file_copies
from storage.rows import as_value, maker
from storage.statement import Statement
from storage.tables import check_ins as t
from storage.unit_of_work import UnitOfWork

_ANSWERS = (
    select(t.answer)
    .where(t.answer.c.check_in_id.in_(bindparam("check_in_ids", expanding=True)))
    .order_by(t.answer.c.id)
)
_GIVEN_FIELDS = tuple(one.name for one in fields(Given))
_OWN_FIELDS = tuple(one.name for one in fields(Answer) if one.name not in {"id", "given"})
_ADD = Statement(
    insert(t.answer).values({name: bindparam(name) for name in (*_OWN_FIELDS, *_GIVEN_FIELDS)}).returning(t.answer.c.id)
)
_OF_CHECK_IN = Statement(
    select(t.answer).where(t.answer.c.check_in_id == bindparam("check_in")).order_by(t.answer.c.id)
)
_as_answer, _as_given = maker(Answer, t.answer.c), maker(Given, t.answer.c)


def add(uow: UnitOfWork, answer: Answer) -> Answer:
    """Stores an answer (its id is ignored) and gives it with its id."""
    values = {name: getattr(answer, name) for name in _OWN_FIELDS}
    values |= {name: getattr(answer.given, name) for name in _GIVEN_FIELDS}
    (row,) = _ADD.rows(uow, **values)
    return replace(answer, id=row[0])


def of_check_in(uow: UnitOfWork, check_in_id: int) -> tuple[Answer, ...]:
    """The answers of a check-in in the order they came."""
    rows = _OF_CHECK_IN.rows(uow, check_in=check_in_id)
    return tuple(_as_answer(row, given=_as_given(row)) for row in rows)


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
