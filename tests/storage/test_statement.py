"""Statements that run straight on the driver give what SQLAlchemy would give, and fail as it would."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, event, insert, select
from sqlalchemy.exc import IntegrityError

from domain.people import Language, Person, Reachability, Role, Slot
from storage import people
from storage.statement import Query, Statement
from storage.tables.people import person
from storage.unit_of_work import UnitOfWork, unit_of_work

AGREED_AT = datetime(2026, 12, 7, 12, tzinfo=UTC)

_BY_CODE = Query(Person, select(person).where(person.c.code == bindparam("code_")))
_VALUES: dict[str, Any] = {
    name: bindparam(name) for name in ("code", "name", "role", "language", "slot", "reachability")
}
_ADD = Statement(insert(person).values(_VALUES).returning(person.c.id))
_ADD_MANY = Statement(insert(person).values(_VALUES).inline())


def _someone(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": "Aïcha",
        "role": Role.LEADER,
        "language": Language.ARABIC,
        "slot": Slot.EVENING,
        "reachability": Reachability.UNLINKED,
    }


def _add(uow: UnitOfWork, code: str) -> int:
    number: int = _ADD.rows(uow, **_someone(code))[0][0]
    return number


def _add_all(uow: UnitOfWork, *codes: str) -> None:
    _ADD_MANY.run_many(uow, [_someone(code) for code in codes])


def test_what_is_written_comes_back_as_values_of_ours(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        number = _add(uow, "L01A")
        people.set_consent(uow, number, AGREED_AT, Language.ARABIC)

        found = _BY_CODE.value(uow, code_="L01A")

        assert found == people.by_id(uow, number)
        assert found is not None
        assert (found.role, found.slot, found.consented_at) == (Role.LEADER, Slot.EVENING, AGREED_AT)


def test_columns_that_are_not_named_take_their_defaults(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        _add(uow, "L01A")
        found = _BY_CODE.value(uow, code_="L01A")

    assert found is not None
    assert (found.phone, found.telegram_id) == ("", None)


def test_a_missing_parameter_is_refused(engine: Engine) -> None:
    with unit_of_work(engine) as uow, pytest.raises(KeyError, match="code_"):
        _BY_CODE.value(uow, code="L01A")


def test_a_refused_row_is_told_without_its_words(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as raised, unit_of_work(engine) as uow:
        _add_all(uow, "L01A", "L01A")

    assert "Aïcha" not in str(raised.value)
    assert raised.value.orig is not None


def test_a_savepoint_takes_back_what_was_done_in_it(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        with uow.savepoint():
            _add(uow, "L01A")
            with pytest.raises(IntegrityError), uow.savepoint():
                _add_all(uow, "L02A", "L01A")

        assert _BY_CODE.value(uow, code_="L01A") is not None
        assert _BY_CODE.value(uow, code_="L02A") is None


def test_whoever_watches_the_engine_hears_of_it(engine: Engine) -> None:
    heard: list[str] = []
    event.listen(engine, "after_cursor_execute", lambda _connection, _cursor, sql, *_: heard.append(sql.split()[0]))
    with unit_of_work(engine) as uow:
        _add(uow, "L01A")

    assert "INSERT" in heard


def test_what_is_asked_twice_is_read_once_where_that_is_wished(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        _add(uow, "L01A")
    heard: list[str] = []
    event.listen(engine, "after_cursor_execute", lambda _connection, _cursor, sql, *_: heard.append(sql))

    with unit_of_work(engine) as uow:
        uow.remember()
        assert _BY_CODE.value(uow, code_="L01A") == _BY_CODE.value(uow, code_="L01A")
        assert _BY_CODE.value(uow, code_="L02A") is None

    assert sum("FROM person" in sql for sql in heard) == 2
