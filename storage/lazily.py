"""Values that are made when they are first looked at: an agenda lists all actions, a turn is about one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from storage.statement import Row

T = TypeVar("T")


class Lazily(Mapping[int, T], Generic[T]):
    """Values by id, of rows by id."""

    def __init__(self, rows: Mapping[int, Row], make: Callable[[Row], T]) -> None:
        self._rows = rows
        self._make = make
        self._made: dict[int, T] = {}

    def __getitem__(self, key: int) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._rows[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
