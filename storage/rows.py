"""Rows and domain values: the same names on both sides, so that one function turns one into the other."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Row

T = TypeVar("T")

#: Makes a value of a row of `storage/statement.py`; the fields that live in other tables are given by name.
Maker = Callable[..., T]


@cache
def _columns(kind: Any, columns: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Which field stands in which column: asked once for each kind and query."""
    names = {one.name for one in fields(kind)}
    return tuple((name, place) for place, name in enumerate(columns) if name in names)


def as_value(kind: type[T], row: Row[Any], **more: object) -> T:
    """The domain value of a row; `more` gives the fields that live in other tables."""
    columns = _columns(cast("Hashable", kind), row._fields)
    return kind(**{**{name: row[place] for name, place in columns}, **more})


def maker(kind: type[T], columns: Iterable[ColumnElement[Any]]) -> Maker[T]:
    """What makes values of a kind from rows of these columns."""
    found = _columns(cast("Hashable", kind), tuple(str(one.key) for one in columns))
    names = [name for name, _ in found]
    pick = itemgetter(*(place for _, place in found))

    def make(row: tuple[Any, ...], **more: object) -> T:
        return kind(**{**dict(zip(names, pick(row), strict=True)), **more})

    return make
