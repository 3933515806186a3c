"""Rows and domain values: the same names on both sides, so that one function turns one into the other."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Row

T = TypeVar("T")

#: Makes a value of a row of `storage/statement.py`; the fields that live in other tables are given by name.
Maker = Callable[..., T]


def as_value(kind: type[T], row: Row[Any], **more: object) -> T:
    """The domain value of a row; `more` gives the fields that live in other tables. TypeError as of `maker`."""
    make: Maker[T] = _maker(cast("Hashable", kind), row._fields)
    return make(row, **more)


def maker(kind: type[T], columns: Iterable[ColumnElement[Any]]) -> Maker[T]:
    """What makes values of a kind from rows of these columns; TypeError where a field is given by neither.

    The kind is a dataclass with slots that does nothing of its own when it is made: the slots are filled directly, in
    a quarter of the time a frozen one takes to fill itself (docs/decisions/0006-a-fast-turn.md).
    """
    return _maker(cast("Hashable", kind), tuple(str(one.key) for one in columns))


@cache
def _maker(kind: Any, columns: tuple[str, ...]) -> Maker[Any]:
    """Put together once for each kind and query."""
    if not hasattr(kind, "__slots__") or hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} is no dataclass of slots alone")
    slots = {one.name: getattr(kind, one.name).__set__ for one in fields(kind)}
    fills = [(slots[name], place) for place, name in enumerate(columns) if name in slots]
    defaults, wanted = _left_out(kind, frozenset(columns))
    new = kind.__new__

    def make(row: Sequence[Any], **more: object) -> Any:
        if not wanted <= more.keys():
            raise TypeError(f"{kind.__name__} lacks {', '.join(sorted(wanted - more.keys()))}")
        value = new(kind)
        for fill, place in fills:
            fill(value, row[place])
        for name, given in {**defaults, **more}.items() if defaults or more else ():
            slots[name](value, given)
        return value

    return make


def _left_out(kind: Any, found: frozenset[str]) -> tuple[dict[str, object], frozenset[str]]:
    """Of the fields that are not among the columns: the values of those that have one by default, and the others."""
    left = [one for one in fields(kind) if one.name not in found]
    defaults = {one.name: one.default for one in left if one.default is not MISSING}
    return defaults, frozenset(one.name for one in left) - defaults.keys()
