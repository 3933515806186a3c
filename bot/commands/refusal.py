"""How a command ends without having done its work: one line."""

from bot.redaction import redact
from domain.failure import failure_place


class RefusalError(Exception):
    """The command cannot be carried out, with the reason in one line."""


def one_line(error: Exception) -> str:
    """What to tell of a failure. One that nobody foresaw is told by its kind and place: its text may hold anything."""
    from bot.settings import SettingsError

    if isinstance(error, RefusalError | SettingsError):
        text = str(error)
    elif isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        text = f"unexpected failure: {failure_place(error)}"
    return redact(" ".join(text.split()))
