"""Answers of the control API."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sandbox.errors import ApiError, ControlError
from sandbox.jsonwire import encode


def json_response(value: object, status: int = 200) -> Response:
    """The value as a JSON answer."""
    return Response(encode(value), status_code=status, media_type="application/json")


async def refused(_request: Request, error: Exception) -> Response:
    """``{"error": …}`` for what a driver asked wrongly."""
    if isinstance(error, ControlError):
        return json_response({"error": error.message}, error.status)
    if isinstance(error, ApiError):
        return json_response({"error": error.description}, error.code)
    raise error
