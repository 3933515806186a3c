"""The columns of each sheet: which field a column fills, how its cells are read, what an empty cell means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from domain.action_plan import IndicatorKind, Priority
from domain.people import Channel, Language, Voice
from storage.workbook import cells, choices, times
from storage.workbook.cells import Parser
from storage.workbook.sheet_names import COLUMN_NAMES, SHEET_NAMES, Names
from storage.workbook.sheets import SheetKind

_MOST_MONTHS = 60
_MOST_MEMBERS = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. An empty cell gives `default`; a required one is a fault.

    `words` are what a template's drop-down offers; `refers_to` is the sheet whose codes the cells name.
    """

    field: str
    parse: Parser
    required: bool = False
    default: object = ""
    words: tuple[str, ...] = ()
    refers_to: SheetKind | None = None


def _choice(
    field: str, meanings: Mapping[Enum, tuple[str, ...]], *, required: bool = False, default: object = ""
) -> Column:
    return Column(field, cells.choice(meanings), required, default, tuple(names[0] for names in meanings.values()))


def _reference(field: str, to: SheetKind, *, required: bool = False) -> Column:
    return Column(field, cells.code, required, refers_to=to)


def _references(field: str, to: SheetKind) -> Column:
    return Column(field, cells.codes, default=(), refers_to=to)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's columns; `key` are the fields that tell its rows apart."""

    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)


_CODE = Column("code", cells.code, required=True)
_AXIS = _choice("axis", choices.AXES, required=True)
_TITLE = Column("title", cells.line, required=True)
_TITLE_AR = Column("title_ar", cells.line)

LAYOUTS: Mapping[SheetKind, Layout] = {
    SheetKind.PROGRAMME: Layout(
        (
            Column("name", cells.line, required=True),
            Column("start", times.day, required=True),
            Column("months", cells.whole(1, _MOST_MONTHS), required=True),
            Column("time_zone", cells.time_zone, required=True),
        ),
        key=(),
    ),
    SheetKind.PEOPLE: Layout(
        (
            _CODE,
            Column("name", cells.line, required=True),
            _choice("role", choices.ROLES, required=True),
            Column("function", cells.line),
            _references("cooperatives", SheetKind.COOPERATIVES),
            Column("phone", cells.phone),
            Column("email", cells.email),
            _choice("language", choices.LANGUAGES, default=None),
        )
    ),
    SheetKind.COOPERATIVES: Layout(
        (
            _CODE,
            Column("name", cells.line, required=True),
            Column("name_ar", cells.line),
            Column("province", cells.line),
            Column("commune", cells.line),
            Column("activity", cells.line),
            Column("members", cells.whole(0, _MOST_MEMBERS), default=0),
            Column("women", cells.whole(0, _MOST_MEMBERS), default=0),
            _choice("language", choices.LANGUAGES, default=Language.ARABIC),
            _choice("voice", choices.VOICES, default=Voice.NONE),
            _choice("channel", choices.CHANNELS, default=Channel.TELEGRAM),
            _reference("consultant", SheetKind.PEOPLE),
        )
    ),
    SheetKind.ACTIONS: Layout(
        (
            _CODE,
            _reference("cooperative", SheetKind.COOPERATIVES, required=True),
            _AXIS,
            _TITLE,
            _TITLE_AR,
            Column("responsible", cells.line),
            Column("start", times.day, required=True),
            Column("deadline", times.day, required=True),
            Column("stakeholders", cells.texts, default=()),
            _choice("priority", choices.PRIORITIES, default=Priority.MEDIUM),
        )
    ),
    SheetKind.INDICATORS: Layout(
        (
            _reference("action", SheetKind.ACTIONS, required=True),
            Column("name", cells.line, required=True),
            _choice("kind", choices.INDICATOR_KINDS, default=IndicatorKind.FOLLOW_UP),
            Column("unit", cells.line),
            Column("baseline", cells.decimal, required=True),
            Column("target", cells.decimal, required=True),
        ),
        key=("action", "name"),
    ),
    SheetKind.EVENTS: Layout(
        (
            _CODE,
            _choice("kind", choices.EVENT_KINDS, required=True),
            _TITLE,
            Column("on", times.day, required=True),
            Column("hour", times.hour, default=None),
            Column("place", cells.line),
            _references("cooperatives", SheetKind.COOPERATIVES),
        )
    ),
    SheetKind.VIDEOS: Layout(
        (
            _CODE,
            _AXIS,
            _TITLE,
            _TITLE_AR,
            Column("source", cells.source, required=True),
            Column("seconds", times.duration, default=0),
        )
    ),
    SheetKind.GUIDE_SECTIONS: Layout(
        (_CODE, _AXIS, _TITLE, _TITLE_AR, Column("file", cells.beside, required=True)),
    ),
}


def sheet_name(kind: SheetKind) -> str:
    """The name a template gives the sheet."""
    return SHEET_NAMES[kind][0]


def header_of(kind: SheetKind, field: str) -> str:
    """The title a template gives the column."""
    return names_of(kind, field)[0]


def names_of(kind: SheetKind, field: str) -> Names:
    """All titles the column may bear."""
    return COLUMN_NAMES[kind][field]
