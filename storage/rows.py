"""Rows and domain values: the same names on both sides, so that one function turns one into the other."""

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Row

T = TypeVar("T")


@cache
def _columns(kind: Any, columns: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Which field stands in which column: asked once for each kind and query."""
    names = {one.name for one in fields(kind)}
    return tuple((name, place) for place, name in enumerate(columns) if name in names)


def as_value(kind: type[T], row: Row[Any], **more: object) -> T:
    """The domain value of a row; `more` gives the fields that live in other tables."""
    columns = _columns(cast("Hashable", kind), row._fields)
    return kind(**{**{name: row[place] for name, place in columns}, **more})
