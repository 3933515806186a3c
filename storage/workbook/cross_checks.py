"""What no cell can tell alone: codes used twice, references, dates and numbers that contradict each other."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from domain.people import Role
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.fold import fold
from storage.workbook.layout import LAYOUTS
from storage.workbook.sheets import SheetKind
from storage.workbook.table import Table, TableRow

Tables = Mapping[SheetKind, Table]


def check_across(tables: Tables) -> None:
    """Notes all such faults on the tables they stand in."""
    for kind, table in tables.items():
        _check_keys(table)
        for column in LAYOUTS[kind].columns:
            if column.refers_to is not None:
                _check_references(table, column.field, tables[column.refers_to])
    _check_leaders(tables[SheetKind.PEOPLE])
    _check_consultants(tables)
    for row in tables[SheetKind.ACTIONS].rows:
        _check_dates(tables[SheetKind.ACTIONS], row)
    for row in tables[SheetKind.COOPERATIVES].rows:
        _check_women(tables[SheetKind.COOPERATIVES], row)


def check_row_counts(tables: Tables) -> None:
    """One programme, and at least one cooperative; what else is empty may be filled later."""
    programme = tables[SheetKind.PROGRAMME]
    for row in programme.rows[1:]:
        programme.blame(FaultKind.SECOND_PROGRAMME, row, "name")
    for kind, wanted in ((SheetKind.PROGRAMME, "aucun programme"), (SheetKind.COOPERATIVES, "aucune coopérative")):
        table = tables[kind]
        if not table.rows and table.columns:
            table.blame(FaultKind.NO_ROWS, TableRow(2), LAYOUTS[kind].columns[0].field, wanted=wanted)


#: Guessing takes time: a sheet that is wrong throughout is told without guesses from here on.
_MOST_HINTS = 100
_NO_HINT = "Ajoutez-y une ligne, ou corrigez le code."
_UNKNOWN = {
    SheetKind.COOPERATIVES: FaultKind.UNKNOWN_COOPERATIVE,
    SheetKind.PEOPLE: FaultKind.UNKNOWN_PERSON,
    SheetKind.ACTIONS: FaultKind.UNKNOWN_ACTION,
}


def _check_keys(table: Table) -> None:
    key = LAYOUTS[table.kind].key
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        if not key or any(not row.values.get(field) for field in key):
            continue
        code = tuple(fold(row.values[field]) if field != "code" else row.values[field] for field in key)
        if code in seen:
            first = f"{get_column_letter(table.columns[key[-1]])}{seen[code]}"
            table.blame(FaultKind.CODE_TWICE, row, key[-1], given=row.values[key[-1]], wanted=first)
        else:
            seen[code] = row.number


def _check_references(table: Table, field: str, to: Table) -> None:
    known = {row.values["code"] for row in to.rows if "code" in row.values}
    for row in table.rows:
        given = row.values.get(field, ())
        for code in (given,) if isinstance(given, str) else given:
            if code and code not in known:
                wanted = _nearest_of(code, known) if len(table.faults) < _MOST_HINTS else _NO_HINT
                table.blame(_UNKNOWN[to.kind], row, field, given=code, wanted=wanted)


def _check_leaders(people: Table) -> None:
    """Leaders lead a cooperative, and only they do."""
    for row in people.rows:
        role, cooperatives = row.values.get("role"), row.values.get("cooperatives")
        if role is Role.LEADER and cooperatives == ():
            people.blame(FaultKind.LEADER_WITHOUT_COOPERATIVE, row, "cooperatives")
        elif role in {Role.CONSULTANT, Role.STAFF} and cooperatives:
            people.blame(FaultKind.COOPERATIVE_NOT_LED, row, "cooperatives", given=";".join(cooperatives))


def _check_consultants(tables: Tables) -> None:
    """A cooperative's consultant is one."""
    roles = {row.values.get("code"): row.values.get("role") for row in tables[SheetKind.PEOPLE].rows}
    table = tables[SheetKind.COOPERATIVES]
    for row in table.rows:
        consultant = row.values.get("consultant")
        if consultant and roles.get(consultant, Role.CONSULTANT) in {Role.LEADER, Role.STAFF}:
            table.blame(FaultKind.NOT_A_CONSULTANT, row, "consultant", given=consultant)


def _check_dates(actions: Table, row: TableRow) -> None:
    start, deadline = row.values.get("start"), row.values.get("deadline")
    if start and deadline and deadline < start:
        shown = [f"{one:%d/%m/%Y}" for one in (deadline, start)]
        actions.blame(FaultKind.DEADLINE_BEFORE_START, row, "deadline", given=shown[0], wanted=shown[1])


def _check_women(cooperatives: Table, row: TableRow) -> None:
    members, women = row.values.get("members"), row.values.get("women")
    if members is not None and women is not None and women > members:
        cooperatives.blame(FaultKind.MORE_WOMEN_THAN_MEMBERS, row, "women", given=women, wanted=members)


def _nearest_of(code: str, known: Iterable[str]) -> str:
    near = get_close_matches(code, sorted(known), n=1)
    return f"Vouliez-vous dire « {near[0]} » ?" if near else _NO_HINT
