"""What `import` prints on a terminal: the faults with their mends, or the changes. In French, as the workbook is."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from storage.workbook.fault import Fault
from storage.workbook.layout import header_of, sheet_name
from storage.workbook.sheets import SheetKind
from usecases.programme_changes import ChangedRow, Changes, code_of

#: How many changed rows of a sheet are shown one by one; `--json` lists them all.
_SHOWN = 20
#: Fields that no single column bears.
_OTHER_FIELDS: Mapping[str, str] = {"position": "ordre", "text": "texte français", "text_ar": "texte arabe"}


def print_report(console: Console, faults: Sequence[Fault], changes: Changes | None, *, applied: bool) -> None:
    """Faults if there are any, else the changes and whether they have been written."""
    if faults:
        _print_faults(console, faults)
    elif changes is None or not changes:
        console.print("Aucun changement : la base dit déjà ce que dit le classeur.")
    else:
        _print_changes(console, changes)
        console.print(_conclusion(changes, applied=applied))


def _conclusion(changes: Changes, *, applied: bool) -> str:
    if not changes.writes:
        return "Rien à écrire : ce qui a disparu du classeur reste dans la base."
    return "Changements enregistrés." if applied else "Rien n'est encore écrit ; ajoutez --apply pour enregistrer."


def _print_faults(console: Console, faults: Sequence[Fault]) -> None:
    count = "Une erreur" if len(faults) == 1 else f"{len(faults)} erreurs"
    table = Table(title=f"{count} ; rien n'a été écrit", title_justify="left", show_lines=True)
    table.add_column("Cellule", overflow="fold", style="bold")
    table.add_column("Erreur", overflow="fold")
    table.add_column("Remède", overflow="fold")
    for fault in faults:
        # Text, because a cell may hold what looks like markup.
        table.add_row(Text(fault.place or "(fichier)"), Text(fault.fault), Text(fault.mend))
    console.print(table)


def _print_changes(console: Console, changes: Changes) -> None:
    table = Table(title="Changements", title_justify="left")
    table.add_column("Feuille", style="bold")
    for header in ("nouveaux", "modifiés", "absents du classeur"):
        table.add_column(header, justify="right")
    for name, group in changes.by_name():
        counts = (len(group.new), len(group.changed), len(group.gone))
        table.add_row(sheet_name(SheetKind(name)), *(str(count) if count else "–" for count in counts))
    console.print(table)
    for name, group in changes.by_name():
        _print_changed(console, SheetKind(name), group.changed)
        if group.gone:
            codes = ", ".join(code_of(row) for row in group.gone[:_SHOWN])
            more = "…" if len(group.gone) > _SHOWN else ""
            console.print(Text(f"{sheet_name(SheetKind(name))}, absents mais gardés : {codes}{more}"))


def _print_changed(console: Console, kind: SheetKind, changed: Sequence[ChangedRow[Any]]) -> None:
    for row in islice(changed, _SHOWN):
        fields = ", ".join(_named(kind, field) for field in row.fields)
        console.print(Text(f"{sheet_name(kind)} {code_of(row.after)} : {fields}"))
    if len(changed) > _SHOWN:
        console.print(Text(f"{sheet_name(kind)} : et {len(changed) - _SHOWN} autres"))


def _named(kind: SheetKind, field: str) -> str:
    """The title of the column that fills a field."""
    return _OTHER_FIELDS.get(field) or header_of(kind, field)
