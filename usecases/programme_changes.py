"""What a workbook would change: two programmes compared row by row, by code."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from domain.library import GuideSection, Video
from domain.programme import Programme
from storage.workbook.sheets import ActionRow, CooperativeRow, EventRow, IndicatorRow, PersonRow, ProgrammeSheets

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChangedRow(Generic[T]):
    """A row that is there already and differs in these fields."""

    before: T
    after: T
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetChanges(Generic[T]):
    """The rows of one sheet that are new, that differ, and that the workbook no longer names."""

    new: tuple[T, ...] = ()
    changed: tuple[ChangedRow[T], ...] = ()
    gone: tuple[T, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def after(self) -> tuple[T, ...]:
        """The changed rows as they shall be."""
        return tuple(one.after for one in self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes of a whole programme, sheet by sheet. What is gone is told, never deleted."""

    programme: SheetChanges[Programme]
    cooperatives: SheetChanges[CooperativeRow]
    people: SheetChanges[PersonRow]
    actions: SheetChanges[ActionRow]
    indicators: SheetChanges[IndicatorRow]
    events: SheetChanges[EventRow]
    videos: SheetChanges[Video]
    guide_sections: SheetChanges[GuideSection]

    def __bool__(self) -> bool:
        return any(group for _, group in self.by_name())

    @property
    def writes(self) -> bool:
        """Whether applying them would write anything."""
        return any(group.new or group.changed for _, group in self.by_name())

    def by_name(self) -> tuple[tuple[str, SheetChanges[Any]], ...]:
        """The groups with their names, in the order of the report."""
        return tuple((one.name, getattr(self, one.name)) for one in fields(self))


def code_of(row: Any) -> str:
    """What a row is called in a report: its code, or the programme's name."""
    return row.name if isinstance(row, Programme) else str(row.code)


def compare(stored: ProgrammeSheets, wanted: ProgrammeSheets) -> Changes:
    """What turns one programme into the other."""
    return Changes(
        programme=_by_key(_one(stored.programme), _one(wanted.programme), lambda _: ""),
        cooperatives=_by_key(stored.cooperatives, wanted.cooperatives, code_of),
        people=_by_key(stored.people, wanted.people, code_of),
        actions=_by_key(stored.actions, wanted.actions, code_of),
        indicators=_indicators(stored.indicators, wanted.indicators),
        events=_by_key(stored.events, wanted.events, code_of),
        videos=_by_key(stored.videos, wanted.videos, code_of),
        guide_sections=_by_key(stored.guide_sections, wanted.guide_sections, code_of),
    )


def _one(programme: Programme | None) -> tuple[Programme, ...]:
    return () if programme is None else (programme,)


def _by_key(stored: Iterable[T], wanted: Sequence[T], key: Callable[[T], str]) -> SheetChanges[T]:
    known = {key(row): row for row in stored}
    named = {key(row) for row in wanted}
    pairs = [(known[key(row)], row) for row in wanted if key(row) in known]
    return SheetChanges(
        new=tuple(row for row in wanted if key(row) not in known),
        changed=_changed(pairs),
        gone=tuple(row for code, row in known.items() if code not in named),
    )


def _indicators(stored: Iterable[IndicatorRow], wanted: Sequence[IndicatorRow]) -> SheetChanges[IndicatorRow]:
    """By action and name; one renamed in its place, with the same unit, is the same indicator with its readings."""
    named = _by_key(stored, wanted, code_of)
    gone = {_place(row): row for row in named.gone}
    renamed = [(gone[_place(row)], row) for row in named.new if _place(row) in gone]
    before, after = {code_of(one) for one, _ in renamed}, {code_of(other) for _, other in renamed}
    return SheetChanges(
        new=tuple(row for row in named.new if code_of(row) not in after),
        changed=named.changed + _changed(renamed),
        gone=tuple(row for row in named.gone if code_of(row) not in before),
    )


def _place(row: IndicatorRow) -> tuple[str, int, str, str]:
    return (row.action, row.position, row.kind, row.unit)


def _changed(pairs: Iterable[tuple[T, T]]) -> tuple[ChangedRow[T], ...]:
    rows = (ChangedRow(before, after, _differing(before, after)) for before, after in pairs)
    return tuple(row for row in rows if row.fields)


def _differing(before: Any, after: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name))
