"""From a cell to a value: one parser for each kind of content. A parser refuses by raising CellRefusedError."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.workbook.fault_kinds import FaultKind
from storage.workbook.fold import fold
from storage.workbook.grid import RawCell
from storage.workbook.limits import LONGEST_TEXT

Parser = Callable[[RawCell], object]

_CODE = re.compile(r"\w[\w.\-]{0,19}")
_PHONE = re.compile(r"(\+|0)[\d .()/-]*")
_PHONE_DIGITS = range(6, 18)
_LONGEST_PHONE = 40
_EMAIL = re.compile(r"[^@\s<>,;:()\[\]\"\\]+@[^@\s<>,;:()\[\]\"\\.]+(\.[^@\s<>,;:()\[\]\"\\.]+)+", re.ASCII)
_LONGEST_EMAIL = 254
_NUMBER = re.compile(r"[+-]?\d{1,15}([.,٫]\d{1,9})?")
#: What a number format shows as it is.
_QUOTED = re.compile(r'"[^"]*"|\\.')
_SPACES = re.compile(r"\s+")
#: Excel's own precision: beyond it 0.3 reads 0.30000000000000004.
_DIGITS = 15


class CellRefusedError(ValueError):
    """A cell does not hold what its column wants."""

    def __init__(self, kind: FaultKind, given: object = "", wanted: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.given = str(given)
        self.wanted = wanted


def text(cell: RawCell) -> str:
    """A text as typed, its ends trimmed. What begins with = + - @ stays text: nobody here computes it."""
    value = cell.value
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise CellRefusedError(FaultKind.TEXT_TOO_LONG, wanted=str(LONGEST_TEXT))
        return _cleaned(value)
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return format(_decimal_of_number(value), "f")
    raise CellRefusedError(FaultKind.DATE_FOR_TEXT)


def line(cell: RawCell) -> str:
    """A text on one line, its runs of spaces made one."""
    return _SPACES.sub(" ", text(cell)).strip()


def code(cell: RawCell) -> str:
    """A code, in capitals: C01 and c01 are the same."""
    given = line(cell)
    capitals = given.upper()  # may be longer: ß becomes SS
    if not _CODE.fullmatch(capitals):
        raise CellRefusedError(FaultKind.BAD_CODE, given)
    return capitals


def texts(cell: RawCell) -> tuple[str, ...]:
    """A list separated by `;`, each once."""
    parts = (part.strip() for part in re.split(r"[;؛]", line(cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def codes(cell: RawCell) -> tuple[str, ...]:
    """A list of codes separated by `;`."""
    return tuple(dict.fromkeys(code(RawCell(part)) for part in texts(cell)))


def decimal(cell: RawCell) -> Decimal:
    """A number, with comma or point, in Latin or Arabic digits; a percentage counts in points, as it is shown."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _decimal_of_number(value)
        return number * 100 if "%" in _QUOTED.sub("", cell.number_format) else number
    if not isinstance(value, str):
        raise CellRefusedError(FaultKind.BAD_NUMBER, value)
    written = _SPACES.sub("", _cleaned(value)).removesuffix("%").removesuffix("٪").replace("−", "-")
    if not _NUMBER.fullmatch(written):
        raise CellRefusedError(FaultKind.BAD_NUMBER, value)
    return _bounded(Decimal(written.replace(",", ".").replace("٫", ".")))


def whole(least: int, most: int) -> Parser:
    """A parser of whole numbers between two limits."""

    def parse(cell: RawCell) -> int:
        try:
            number = decimal(cell)
        except CellRefusedError as refusal:
            raise CellRefusedError(FaultKind.BAD_WHOLE_NUMBER, refusal.given) from refusal
        if number != number.to_integral_value():
            raise CellRefusedError(FaultKind.BAD_WHOLE_NUMBER, cell.value)
        if not least <= number <= most:
            raise CellRefusedError(FaultKind.NUMBER_OUT_OF_RANGE, cell.value, f"{least} et {most}")
        return int(number)

    return parse


def choice(words: Mapping[Enum, tuple[str, ...]]) -> Parser:
    """A parser of one of the codes that these words stand for."""
    by_word = {fold(word): meant for meant, names in words.items() for word in names}
    shown = ", ".join(names[0] for names in words.values())

    @lru_cache(maxsize=1_000)  # the same slip may stand in every row
    def hint(folded: str) -> str:
        near = get_close_matches(folded, by_word, n=1)
        return f"Vouliez-vous dire « {words[by_word[near[0]]][0]} » ? " if near else ""

    def parse(cell: RawCell) -> Enum:
        given = line(cell)
        meant = by_word.get(fold(given))
        if meant is None:
            raise CellRefusedError(FaultKind.UNKNOWN_WORD, given, f"{hint(fold(given))}Choix possibles : {shown}.")
        return meant

    return parse


def phone(cell: RawCell) -> str:
    """A telephone number that can be dialled; one kept as a number has lost its zero or its plus."""
    given = _latin_digits(line(cell))
    digits = sum(one.isdigit() for one in given)
    if not _PHONE.fullmatch(given) or digits not in _PHONE_DIGITS or len(given) > _LONGEST_PHONE:
        raise CellRefusedError(FaultKind.BAD_PHONE, given)
    return given


def email(cell: RawCell) -> str:
    """An e-mail address by its shape."""
    given = line(cell)
    if not _EMAIL.fullmatch(given) or len(given) > _LONGEST_EMAIL or not given.isascii():
        raise CellRefusedError(FaultKind.BAD_EMAIL, given)
    return given


def time_zone(cell: RawCell) -> str:
    """The IANA name of a time zone."""
    given = line(cell)
    try:
        return ZoneInfo(given).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as failure:
        raise CellRefusedError(FaultKind.BAD_TIME_ZONE, given) from failure


def beside(cell: RawCell) -> str:
    """The path of a file beside the workbook, with slashes; it cannot lead out of the folder."""
    given = line(cell).replace("\\", "/")
    path = PurePosixPath(given)
    if path.is_absolute() or ".." in path.parts or ":" in given or not path.name:
        raise CellRefusedError(FaultKind.BAD_SOURCE, given)
    return str(path)


def source(cell: RawCell) -> str:
    """A file beside the workbook or an https link."""
    given = line(cell)
    if re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", given, re.IGNORECASE):
        return given
    return beside(cell)


def _cleaned(value: str) -> str:
    """Composed letters, without control characters (line ends aside) and halves of characters."""
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    return "".join(one for one in composed if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"}).strip()


def _latin_digits(value: str) -> str:
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in value)


def _decimal_of_number(value: float) -> Decimal:
    try:
        return _bounded(Decimal(format(value, f".{_DIGITS}g")) if isinstance(value, float) else Decimal(value))
    except (InvalidOperation, OverflowError) as failure:
        raise CellRefusedError(FaultKind.BAD_NUMBER, value) from failure


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= Decimal(10) ** _DIGITS:
        raise CellRefusedError(FaultKind.BAD_NUMBER, number)
    if number.adjusted() < 0:
        # Hundreds of decimals are a formula's residue, and fit into no column.
        number = round(number, _DIGITS) + 0
    return Decimal(format(number.normalize(), "f"))
