"""What all tables share: the metadata with its naming convention, and the column types of ours.

Times are stored in UTC and read back aware on both engines; enums are stored by value; decimals keep their digits.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import DateTime, Dialect, Integer, MetaData, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


#: Codes come in the same order on both engines, whatever language a PostgreSQL server sorts by.
CODE = String(40).with_variant(String(40, collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; naive ones are refused. SQLite keeps no zone, so UTC is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant has a time zone")
        return value.astimezone(UTC) if dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Decimals(TypeDecorator[Decimal]):
    """A decimal number kept as it was written: SQLite has no exact numbers."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as above
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        return None if value is None else Decimal(value)


class Coded(TypeDecorator[Any]):
    """An enum of ours, stored by value; `parse` reads anything else that has a text form (a period, a month)."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = String(40)
    cache_ok = True

    def __init__(self, parse: Callable[[Any], Any], *, integer: bool = False) -> None:
        super().__init__()
        self.parse = parse
        self.integer = integer

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if self.integer else String(40))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002 - as above
        if value is None:
            return None
        return value.value if isinstance(value, Enum) else str(value)

    def process_result_value(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002 - as above
        return None if value is None else self.parse(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002 - as above
        """Codes are few: each is parsed once. Measured: parsing them took a tenth of the time of a turn."""
        return _Parsed(self.parse).__getitem__


class _Parsed(dict[Any, Any]):
    """What codes stand for, as they are met."""

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._parse = parse

    def __missing__(self, code: object) -> object:
        value = self[code] = self._parse(code)
        return value


class Json(TypeDecorator[Any]):
    """A small JSON value kept as text, with its letters readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - as above
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - as above
        return None if value is None else json.loads(value)
