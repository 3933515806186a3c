"""How buttons are laid out: short ones side by side, long ones across the whole width."""

from collections.abc import Iterable, Sequence

from domain.buttons import Button, OpenTask, Task
from domain.rendered import ButtonFace
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.length import shorten
from messages.wording import Wording

Row = tuple[ButtonFace, ...]
Rows = tuple[Row, ...]

#: The longest label that still leaves room for another beside it on a small phone.
SHORT = 17
LABEL_LIMIT = 60


def face(button: Button, *parts: object) -> ButtonFace:
    """A button whose label is its parts (number, icon, words), those that are there."""
    label = " ".join(_capitalised(str(part)) for part in parts if part not in {None, ""})
    return ButtonFace(shorten(label, LABEL_LIMIT), button)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def stacked(faces: Iterable[ButtonFace]) -> Rows:
    """Each button on a row of its own."""
    return tuple((one,) for one in faces)


def in_rows(faces: Sequence[ButtonFace], width: int) -> Rows:
    """So many buttons a row."""
    return tuple(tuple(faces[start : start + width]) for start in range(0, len(faces), width))


def paired(faces: Iterable[ButtonFace]) -> Rows:
    """Two short buttons a row, a long one alone; the order is kept."""
    rows: list[Row] = []
    for one in faces:
        if rows and len(rows[-1]) == 1 and len(one.label) <= SHORT and len(rows[-1][0].label) <= SHORT:
            rows[-1] = (rows[-1][0], one)
        else:
            rows.append((one,))
    return tuple(rows)


def task_face(task: Task, words: Wording, count: int = 0) -> ButtonFace:
    """A task of the home screen, with how many things wait in it."""
    return face(OpenTask(task), icon(task), words.label(task), f"({count})" if count else "")


def home_row(words: Wording) -> Rows:
    """The way back to the tasks."""
    return ((task_face(Task.HOME, words),),)


def earlier_and_later(words: Wording, earlier: tuple[Button, str] | None, later: tuple[Button, str] | None) -> Rows:
    """What comes before and after, each with an arrow; from right to left in Arabic."""
    back, on = ("▶", "◀") if words.is_arabic else ("◀", "▶")
    faces = []
    if earlier is not None:
        faces.append(face(earlier[0], back, earlier[1]))
    if later is not None:
        faces.append(face(later[0], later[1], on))
    if words.is_arabic:
        faces.reverse()
    return (tuple(faces),) if faces else ()


def pages(words: Wording, earlier: Button | None, later: Button | None) -> Rows:
    """The two ways out of a page."""
    return earlier_and_later(
        words,
        (earlier, words.label(ButtonWord.PREVIOUS)) if earlier is not None else None,
        (later, words.label(ButtonWord.NEXT)) if later is not None else None,
    )
