"""Rows and domain values: the same names on both sides, so that one function turns one into the other."""

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Row

T = TypeVar("T")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def as_value(kind: type[T], row: Row[Any], **more: object) -> T:
    """The domain value of a row; `more` gives the fields that live in other tables."""
    mapping = row._mapping  # noqa: SLF001 - the library's own name for a row's mapping
    values = {name: mapping[name] for name in _names(cast("Hashable", kind)) if name in mapping}
    return kind(**{**values, **more})
