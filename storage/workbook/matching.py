"""Which sheet of a file is which, and which of its columns: by their names, in any language and order."""

from collections.abc import Iterable
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from storage.workbook.fault import Fault
from storage.workbook.fault_kinds import FaultKind
from storage.workbook.fold import fold
from storage.workbook.grid import RawSheet
from storage.workbook.layout import LAYOUTS, header_of, names_of, sheet_name
from storage.workbook.sheet_names import SHEET_NAMES
from storage.workbook.sheets import SheetKind

#: How alike a name must be to be suggested: wide enough for a slip or two.
_ALIKE = 0.7


def match_sheets(sheets: Iterable[RawSheet]) -> tuple[dict[SheetKind, RawSheet], list[Fault]]:
    """The sheets of the programme among those of the file. Others, such as « Exemples », are left alone."""
    kinds = {fold(name): kind for kind, names in SHEET_NAMES.items() for name in names}
    found: dict[SheetKind, RawSheet] = {}
    faults: list[Fault] = []
    others: list[str] = []
    for sheet in sheets:
        kind = kinds.get(fold(sheet.title))
        if kind is None:
            others.append(sheet.title)
        elif kind in found:
            faults.append(
                Fault(kind=FaultKind.SHEET_TWICE, sheet=sheet.title, given=sheet.title, wanted=found[kind].title)
            )
        else:
            found[kind] = sheet
    faults += [_missing_sheet(kind, others) for kind in SheetKind if kind not in found]
    return found, faults


def _missing_sheet(kind: SheetKind, others: list[str]) -> Fault:
    name = sheet_name(kind)
    near = _nearest(name, others)
    mend = f"Renommez « {near} » en « {name} »." if near else "Ajoutez-la ; elle peut rester vide sous ses titres."
    return Fault(kind=FaultKind.SHEET_MISSING, sheet=name, given=name, wanted=mend)


def match_columns(kind: SheetKind, sheet: RawSheet) -> tuple[dict[str, int], list[Fault]]:
    """The number of the column that fills each field, and the faults of the header row."""
    fields = {fold(name): column.field for column in LAYOUTS[kind].columns for name in names_of(kind, column.field)}
    found: dict[str, int] = {}
    faults: list[Fault] = []
    unknown: dict[int, str] = {}
    for number, cell in sorted(sheet.header.items()):
        title = str(cell.value)
        field = fields.get(fold(title))
        if field is None:
            unknown[number] = title
        elif field in found:
            wanted = f"la colonne {get_column_letter(found[field])}"
            faults.append(_header_fault(FaultKind.COLUMN_TWICE, sheet, number, title, wanted))
        else:
            found[field] = number
    missing = [column.field for column in LAYOUTS[kind].columns if column.field not in found]
    faults += [_unknown_column(kind, sheet, number, title, missing) for number, title in unknown.items()]
    faults += _missing_columns(kind, sheet, missing)
    return found, faults + _untitled_columns(sheet)


def _unknown_column(kind: SheetKind, sheet: RawSheet, number: int, title: str, missing: list[str]) -> Fault:
    headers = {name: header_of(kind, field) for field in missing for name in names_of(kind, field)}
    near = _nearest(title, headers)
    if near:
        mend = f"Vouliez-vous dire « {headers[near]} » ? Sinon, supprimez cette colonne."
    else:
        mend = "Supprimez cette colonne, ou mettez-la sur une autre feuille."
    return _header_fault(FaultKind.COLUMN_UNKNOWN, sheet, number, title, mend)


def _missing_columns(kind: SheetKind, sheet: RawSheet, missing: list[str]) -> list[Fault]:
    """Each is placed on the first free cell of the header row, where it could be added."""
    free = max(sheet.header, default=0) + 1
    return [_header_fault(FaultKind.COLUMN_MISSING, sheet, free, header_of(kind, field)) for field in missing]


def _untitled_columns(sheet: RawSheet) -> list[Fault]:
    untitled = {number for row in sheet.rows for number in row.cells if number not in sheet.header}
    return [_header_fault(FaultKind.COLUMN_UNTITLED, sheet, number) for number in sorted(untitled)]


def _header_fault(kind: FaultKind, sheet: RawSheet, number: int, given: str = "", wanted: str = "") -> Fault:
    return Fault(kind=kind, sheet=sheet.title, cell=f"{get_column_letter(number)}1", given=given, wanted=wanted)


def _nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that reads nearly like the name, if any."""
    by_fold = {fold(candidate): candidate for candidate in candidates}
    close = get_close_matches(fold(name), by_fold, n=1, cutoff=_ALIKE)
    return by_fold[close[0]] if close else None
