"""Rows of whatever a column can hold come back as they went in, on both engines, and what we put in fits."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    String,
    Table,
    Text,
    Time,
    insert,
    select,
)
from sqlalchemy.types import TypeEngine

from domain.numbers import MAX_LENGTH, parse_number
from storage.tables import library, metadata, people, plan, transport
from storage.tables.columns import Coded, Decimals, Json, UtcDateTime

#: Every kind of column is in one of them, and they refer to no other table.
TABLES = [people.programme, people.person, library.video, library.event, transport.inbox, transport.due_failure]

WORDS = st.sampled_from(
    ["", "'; DROP TABLE person; --", "%s %(name)s :name \\ \\0", "خبز\u200f\u2066 🔥", "\r\n\t\x01\x7f"]
)
TEXTS = WORDS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def short(most: int) -> st.SearchStrategy[str]:
    """Texts of so many letters at most, often as long as that."""
    return TEXTS.map(lambda text: text[:most]) | st.just("é" * most) | st.just("🔥" * most)


def values_of(column: Column[Any]) -> st.SearchStrategy[object]:
    kind = column.type
    found = next(make(kind) for made, make in VALUES.items() if isinstance(kind, made))
    return found | st.none() if column.nullable else found


#: The first that fits counts: a Text is a String too.
VALUES: dict[type[TypeEngine[Any]], Callable[[Any], st.SearchStrategy[object]]] = {
    Coded: lambda kind: st.sampled_from(kind.parse),
    Decimals: lambda _: st.decimals(-(10**15), 10**15, places=9) | st.just(Decimal("0.000000000000001")),
    Json: lambda _: st.dictionaries(TEXTS, st.integers(-(2**63), 2**63) | TEXTS, max_size=3),
    UtcDateTime: lambda _: st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive by design of the library
    Text: lambda _: TEXTS | st.just("x" * 100_000),
    String: lambda kind: short(kind.length),
    BigInteger: lambda _: st.integers(-(2**63), 2**63 - 1),
    Integer: lambda _: st.integers(-(2**31), 2**31 - 1),
    Boolean: lambda _: st.booleans(),
    Date: lambda _: st.dates(date(1, 1, 1), date(9999, 12, 31)),
    Time: lambda _: st.times(),
}

ROWS = st.sampled_from(TABLES).flatmap(
    lambda table: st.tuples(st.just(table), st.fixed_dictionaries({one.name: values_of(one) for one in table.columns}))
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=ROWS)
def test_a_row_comes_back_as_it_went_in(engine: Engine, made: tuple[Table, dict[str, object]]) -> None:
    table, row = made
    with engine.connect() as connection, connection.begin() as undone:
        connection.execute(insert(table).values(row))
        assert dict(connection.execute(select(table)).mappings().one()) == row
        undone.rollback()


def test_every_code_fits_into_its_column() -> None:
    for table in metadata.sorted_tables:
        for column in table.columns:
            codes = getattr(column.type, "parse", None)
            if isinstance(codes, type) and issubclass(codes, Enum):
                assert all(len(str(one.value)) <= 40 for one in codes), column


@pytest.mark.parametrize("typed", ["9" * 12 + "," + "9" * 6, "-" + "9" * 12 + "," + "9" * 6, "9" * MAX_LENGTH])
def test_the_longest_number_that_is_understood_fits_into_its_column(typed: str) -> None:
    length = plan.indicator_reading.c.value.type.impl_instance.length  # type: ignore[attr-defined] # Decimals
    number = parse_number(typed)

    assert number is None or len(format(number.value, "f")) <= length


def stored(connection: Connection, *instants: datetime) -> list[datetime]:
    for number, at in enumerate(instants):
        connection.execute(insert(transport.heartbeat).values(name=str(number), at=at))
    return list(connection.execute(select(transport.heartbeat.c.at).order_by(transport.heartbeat.c.at)).scalars())


def test_instants_before_1970_are_kept_and_come_first(engine: Engine) -> None:
    ages = [datetime(2026, 12, 7, 9, tzinfo=UTC), datetime(1969, 7, 20, tzinfo=UTC), datetime(1912, 3, 30, tzinfo=UTC)]
    with engine.connect() as connection, connection.begin():
        assert stored(connection, *ages) == sorted(ages)
