"""The parameters of a Bot API call, whatever way they came."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.files import Upload
from sandbox.jsonwire import JsonObject, decode

_TRUE = frozenset({"true", "yes", "1"})


class Params:
    """Parameters by name. JSON bodies give typed values, forms give texts: both are understood."""

    __slots__ = ("_values", "uploads")

    def __init__(self, values: JsonObject, uploads: dict[str, Upload] | None = None) -> None:
        """Take the fields and the files of one call."""
        self._values = values
        self.uploads = uploads or {}

    def raw(self, name: str) -> object:
        """The value as it came, ``None`` when absent."""
        return self._values.get(name)

    def text(self, name: str) -> str:
        """A text; empty when absent."""
        value = self._values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; ``default`` when absent or not a number."""
        value = self._values.get(name)
        if value is None:
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A truth value; false when absent."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else str(value).lower() in _TRUE

    def json(self, name: str) -> object:
        """A structured value, parsed when it came as text; ``None`` when absent or empty.

        Raises ``ApiError`` 400 when its JSON cannot be read.
        """
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            parsed: object = decode(value)
        except ValueError:
            reason = f"can't parse {name.replace('_', ' ')} JSON object"
            raise bad_request(reason) from None
        return parsed

    def upload(self, name: str) -> Upload | None:
        """The file sent under that name, or the one it points to by ``attach://``."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)

    def logged(self) -> JsonObject:
        """All of it for the call log, files by name and size in bytes."""
        if not self.uploads:
            return self._values
        files = {
            name: {"file_name": upload.name, "file_size": len(upload.data)} for name, upload in self.uploads.items()
        }
        return self._values | files
