"""A fault of a workbook: where it stands, what it is, how to mend it."""

from dataclasses import dataclass

from storage.workbook.fault_kinds import FaultKind
from storage.workbook.fault_texts import FAULT_TEXTS

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`sheet` and `cell` are empty for the whole file, `cell` alone for a whole sheet.

    `given` is what was found, `wanted` what would be right: the words of `kind` quote them.
    """

    kind: FaultKind
    sheet: str = ""
    cell: str = ""
    given: str = ""
    wanted: str = ""

    @property
    def place(self) -> str:
        """`Actions!E12`, as spreadsheets write it."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def fault(self) -> str:
        """What is wrong, a sentence."""
        return FAULT_TEXTS[self.kind].fault.format(given=_quoted(self.given), wanted=self.wanted)

    @property
    def mend(self) -> str:
        """What to do about it, a sentence."""
        return FAULT_TEXTS[self.kind].mend.format(given=_quoted(self.given), wanted=self.wanted)


def _quoted(text: str) -> str:
    """One short line that is safe to print: a cell may hold anything."""
    line = "".join(one if one.isprintable() else " " for one in text)
    short = line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
    return f"« {short} »"
