"""A failure told without its text, which may hold somebody's words, a phone number or the token."""

from collections.abc import Iterator
from types import TracebackType

_OURS = frozenset({"bot", "handlers", "scheduler", "usecases", "storage", "messages", "domain"})


def failure_place(error: BaseException) -> str:
    """The kind of failure and the place in our code where it came up: `KeyError in usecases.taking.take, line 12`."""
    place = ""
    for module, function, line in _places(error.__traceback__):
        if module.partition(".")[0] in _OURS or not place:
            place = f" in {module}.{function}, line {line}"
    return f"{type(error).__name__}{place}"


def _places(trace: TracebackType | None) -> Iterator[tuple[str, str, int]]:
    while trace is not None:
        frame = trace.tb_frame
        yield str(frame.f_globals.get("__name__", "")), frame.f_code.co_name, trace.tb_lineno
        trace = trace.tb_next
