"""Statements of every turn: written with SQLAlchemy, compiled once an engine, run straight on the engine's driver.

Measured (docs/decisions/0006-a-fast-turn.md): around a statement that SQLite answers in 4 µs SQLAlchemy takes 50 to 70.
What runs a few times an hour is executed by SQLAlchemy as ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect
from sqlalchemy.sql.expression import Delete, Insert, Select, Update
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from storage.rows import Maker, maker
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

#: A row as the driver gives it, with our types put in.
Row = tuple[Any, ...]
Expression = Select[Any] | Insert | Update | Delete
_Convert = Callable[[Any], Any]


class Statement:
    """A statement with named parameters (`bindparam`); lists (`IN`) are no parameters of it."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, uow: UnitOfWork, **given: Any) -> list[Row]:
        """All rows of the result, in order."""
        return uow.once((self, *given.items()), lambda: self._ask(uow, given))

    def unconverted(self, uow: UnitOfWork, **given: Any) -> tuple[list[Row], Callable[[Row], Row]]:
        """All rows as the driver gives them, and what puts our types into one: for rows of which few are looked at."""
        compiled = self._for(uow)
        return uow.execute(compiled.sql, compiled.arranged(given)).fetchall(), compiled.convert

    def row(self, uow: UnitOfWork, **given: Any) -> Row | None:
        """The first row, None if there is none."""
        rows = self.rows(uow, **given)
        return rows[0] if rows else None

    def run(self, uow: UnitOfWork, **given: Any) -> int:
        """Gives how many rows were touched."""
        compiled = self._for(uow)
        return int(uow.execute(compiled.sql, compiled.arranged(given)).rowcount)

    def run_many(self, uow: UnitOfWork, given: Sequence[Mapping[str, Any]]) -> int:
        """Once for each set of parameters, in one call of the driver; gives how many rows were touched."""
        if not given:
            return 0
        compiled = self._for(uow)
        return int(uow.execute(compiled.sql, [compiled.arranged(one) for one in given], many=True).rowcount)

    def _ask(self, uow: UnitOfWork, given: Mapping[str, Any]) -> list[Row]:
        compiled = self._for(uow)
        return compiled.converted(uow.execute(compiled.sql, compiled.arranged(given)).fetchall())

    def _for(self, uow: UnitOfWork) -> "_Compiled":
        dialect = uow.connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._expression, dialect)
        return compiled


class Query(Statement, Generic[T]):
    """A selection of which each row becomes a value: columns and fields have the same names."""

    def __init__(self, kind: type[T], expression: Select[Any]) -> None:
        super().__init__(expression)
        self._make: Maker[T] = maker(kind, expression.exported_columns)

    def values(self, uow: UnitOfWork, **given: Any) -> tuple[T, ...]:
        """A value for each row, in order."""
        return tuple(map(self._make, self.rows(uow, **given)))

    def value(self, uow: UnitOfWork, **given: Any) -> T | None:
        """The first row's value, None if there is none."""
        row = self.row(uow, **given)
        return None if row is None else self._make(row)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The statement in one engine's SQL.

    `parameters` are name and conversion, in the order of the text; `fixed` the values that are part of the statement;
    `conversions` the places of the columns whose values are not the driver's own.
    """

    sql: str
    positional: bool
    parameters: tuple[tuple[str, _Convert | None], ...]
    fixed: Mapping[str, Any]
    conversions: tuple[tuple[int, _Convert], ...]

    def arranged(self, given: Mapping[str, Any]) -> Any:
        """The parameters as the driver wants them; KeyError if one is missing."""
        values = {**self.fixed, **given}
        if self.positional:
            return [values[name] if convert is None else convert(values[name]) for name, convert in self.parameters]
        return {name: values[name] if convert is None else convert(values[name]) for name, convert in self.parameters}

    def converted(self, rows: list[Row]) -> list[Row]:
        """The driver's values as values of ours."""
        return [self.convert(row) for row in rows] if self.conversions else rows

    def convert(self, row: Row) -> Row:
        """One of them."""
        values = list(row)
        for place, convert in self.conversions:
            if values[place] is not None:
                values[place] = convert(values[place])
        return tuple(values)


def _compile(expression: Expression, dialect: Dialect) -> _Compiled:
    compiled = expression.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    parameters = tuple((name, _bind(compiled.binds[name].type, dialect)) for name in names or ())
    fixed = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}
    fixed |= {
        one.key: one.default.arg
        for one in compiled.insert_prefetch
        if isinstance(one.default, ScalarElementColumnDefault)
    }
    given_back = enumerate(expression.exported_columns)
    found = ((place, _result(column.type, dialect)) for place, column in given_back)
    conversions = tuple((place, convert) for place, convert in found if convert is not None)
    return _Compiled(compiled.string, compiled.positional, parameters, fixed, conversions)


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
