"""``getFile`` and the bytes behind it, ``/file/bot<token>/<path>``."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.call import Call
from sandbox.connections import before_call, instead_of_answer
from sandbox.errors import ApiError, bad_request, unauthorized
from sandbox.faults import DOWNLOAD
from sandbox.files import DOWNLOAD_LIMIT
from sandbox.jsonresponse import json_response
from sandbox.jsonwire import JsonObject
from sandbox.state import State


def get_file(call: Call) -> JsonObject:
    """``getFile``: the path to download from. Raises ``ApiError`` 400 above 20 MB."""
    stored = call.state.files.get(call.params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return stored.base() | {"file_path": stored.path}


class Downloads:
    """Gives the bytes of a file to a bot that asked ``getFile`` for its path."""

    def __init__(self, state: State) -> None:
        """Serve the files of this state."""
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        faults = self._state.faults
        fault = faults.strike(DOWNLOAD, None) if faults.active else None
        if await before_call(fault, scope, receive) or await instead_of_answer(fault, scope, receive):
            return
        try:
            if fault is not None:
                fault.refuse()
            response = self._find(scope)
        except ApiError as error:
            response = json_response(error.answer(), error.code)
        await response(scope, receive, send)

    def _find(self, scope: Scope) -> Response:
        path = scope["path_params"]
        if self._state.bot_of(path["token"]) is None:
            raise unauthorized()
        stored = self._state.files.at(path["path"])
        if stored is None or stored.size > DOWNLOAD_LIMIT:
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return FileResponse(self._state.files.location(stored), media_type="application/octet-stream")
