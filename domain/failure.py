"""A failure told without its text, which may hold somebody's words, a phone number or the token."""

from collections.abc import Iterator
from types import TracebackType

_OURS = frozenset({"bot", "handlers", "scheduler", "usecases", "storage", "messages", "domain"})


def failure_place(error: BaseException) -> str:
    """The kind of failure, the place in our code where it came up, and who called that from another module.

    `ValueError in storage.rows.as_value, line 34, from storage.plan.actions, line 52`.
    """
    places = list(_places(error.__traceback__))
    ours = [one for one in places if one[0].partition(".")[0] in _OURS] or places[-1:]
    if not ours:
        return type(error).__name__
    caller = next((one for one in reversed(ours) if one[0] != ours[-1][0]), None)
    called = f", from {_shown(caller)}" if caller is not None else ""
    return f"{type(error).__name__} in {_shown(ours[-1])}{called}"


def _shown(place: tuple[str, str, int]) -> str:
    module, function, line = place
    return f"{module}.{function}, line {line}"


def _places(trace: TracebackType | None) -> Iterator[tuple[str, str, int]]:
    while trace is not None:
        frame = trace.tb_frame
        yield str(frame.f_globals.get("__name__", "")), frame.f_code.co_name, trace.tb_lineno
        trace = trace.tb_next
