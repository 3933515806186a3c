"""What is wrong with settings, in words: the key, where it was set, and what was probably meant."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

#: The keys of each section.
KnownKeys = Mapping[str, tuple[str, ...]]

PREFIX = "SUIVI_"
#: What was given for these is never repeated.
_SECRETS = frozenset({"telegram.token", "database.url"})
_LONGEST_QUOTE = 40
_SECTION_AND_KEY = 2


def variable_of(key: str) -> str:
    """The environment's name of a setting: `telegram.token` is SUIVI_TELEGRAM__TOKEN."""
    return PREFIX + key.replace(".", "__").upper()


def unknown_variables(known: KnownKeys, environment: Mapping[str, str]) -> list[str]:
    """A line for each variable that bears our prefix and is no setting."""
    names = {variable_of(key): key for key in _keys(known)}
    given = sorted(name for name in environment if name.upper().startswith(PREFIX))
    return [
        f"{name} in the environment is no setting{_meant(_as_key(name), known, as_variable=True)}"
        for name in given
        if name.upper() not in names
    ]


def validation_faults(
    error: ValidationError, known: KnownKeys, file: Path, environment: Mapping[str, str]
) -> list[str]:
    """A line for each fault; those that the environment's own check tells already are left out."""
    variables = {name.upper() for name in environment}
    lines = []
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"][:_SECTION_AND_KEY])
        is_unknown = detail["type"] == "extra_forbidden"
        if variable_of(key) in variables:
            if not is_unknown:
                lines.append(f"{variable_of(key)} in the environment: {_what(detail, key)}")
        elif is_unknown:
            lines.append(f"{file}: {key} is no setting{_meant(key, known, as_variable=False)}")
        else:
            lines.append(f"{file}: {key}: {_what(detail, key)}")
    return lines


def _what(detail: ErrorDetails, key: str) -> str:
    if "." not in key:
        return "this is a section with keys of its own"
    words = detail["msg"].removeprefix("Value error, ")
    words = words[0].lower() + words[1:]
    given = detail["input"]
    if key in _SECRETS or not isinstance(given, str | int | float):
        return words
    return f"{words} (not {str(given)[:_LONGEST_QUOTE]!r})"


def _as_key(variable: str) -> str:
    return variable.upper().removeprefix(PREFIX).replace("__", ".").lower()


def _meant(key: str, known: KnownKeys, *, as_variable: bool) -> str:
    """The nearest setting or section, or the one of another section with the same name."""
    keys = _keys(known)
    leaf = key.rpartition(".")[2]
    candidates = keys if as_variable or "." in key else [*known, *keys]
    near = get_close_matches(key, candidates, n=1, cutoff=0.75) or [
        one for one in keys if one.rpartition(".")[2] == leaf
    ]
    if not near:
        return ""
    return f"; did you mean {variable_of(near[0]) if as_variable else near[0]}?"


def _keys(known: KnownKeys) -> list[str]:
    return [f"{section}.{key}" for section, keys in known.items() for key in keys]
