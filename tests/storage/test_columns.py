"""Column types: what goes in comes back, on both engines, and what has no meaning is refused."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from domain.outgoing import Lane
from domain.period import Month
from storage.tables.columns import Coded, Decimals, Json, UtcDateTime

TABLE = Table(
    "sample",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("number", Decimals),
    Column("lane", Coded(Lane, integer=True)),
    Column("month", Coded(Month.parse)),
    Column("json", Json),
)

Keep = Callable[..., object]
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2190, 1, 1), timezones=ZONES)  # noqa: DTZ001 - bounds are naive by design of the library
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
#: No half surrogates and no zeros: PostgreSQL has no text with them, and Telegram sends none.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
JSONS = st.dictionaries(TEXTS, st.integers(-(2**53), 2**53) | TEXTS)

#: One connection serves all examples of a test.
examples = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        TABLE.metadata.create_all(opened)
        yield opened
        opened.rollback()


@pytest.fixture
def keep(connection: Connection) -> Keep:
    """Stores one value and reads it back."""

    def kept(column: str, value: object) -> object:
        row = connection.execute(insert(TABLE).values({column: value}).returning(TABLE.c.id)).scalar_one()
        return connection.execute(select(TABLE.c[column]).where(TABLE.c.id == row)).scalar_one()

    return kept


@examples
@given(at=INSTANTS)
def test_an_instant_comes_back_aware_in_utc(keep: Keep, at: datetime) -> None:
    back = keep("at", at)

    assert back == at
    assert isinstance(back, datetime)
    assert back.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(keep: Keep) -> None:
    with pytest.raises(StatementError, match="has a time zone"):
        keep("at", datetime(2026, 12, 7, 9, 30))  # noqa: DTZ001 - what is refused


@examples
@given(number=NUMBERS)
def test_a_number_keeps_its_digits(keep: Keep, number: Decimal) -> None:
    back = keep("number", number)

    assert isinstance(back, Decimal)
    assert back.as_tuple() == number.as_tuple()


@pytest.mark.parametrize("lane", list(Lane))
def test_a_code_comes_back_as_its_member(keep: Keep, lane: Lane) -> None:
    assert keep("lane", lane) is lane


@examples
@given(year=st.integers(2000, 2099), month=st.integers(1, 12))
def test_a_value_with_a_text_form_comes_back(keep: Keep, year: int, month: int) -> None:
    assert keep("month", Month(year, month)) == Month(year, month)


@examples
@given(value=JSONS)
def test_a_small_json_value_comes_back(keep: Keep, value: dict[str, object]) -> None:
    assert keep("json", value) == value


@pytest.mark.parametrize("column", ["at", "number", "lane", "month", "json"])
def test_nothing_comes_back_as_nothing(keep: Keep, column: str) -> None:
    assert keep(column, None) is None
