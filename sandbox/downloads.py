"""``getFile`` and the bytes behind it."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.files import DOWNLOAD_LIMIT
from sandbox.jsonwire import JsonObject


def get_file(call: Call) -> JsonObject:
    """``getFile``: the path to download from. Raises ``ApiError`` 400 above 20 MB."""
    stored = call.state.files.get(call.params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return stored.base() | {"file_path": stored.path}
