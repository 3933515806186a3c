"""Reading control requests: JSON bodies, numbers in paths and queries."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request

from sandbox.errors import ControlError
from sandbox.jsonwire import JsonObject, decode

LONGEST_WAIT = 60.0


async def json_body(request: Request) -> JsonObject:
    """The JSON object of the body. Raises ``ControlError`` 400."""
    body = await json_value(request)
    if not isinstance(body, dict):
        raise ControlError("the body must be a JSON object")
    return body


async def json_value(request: Request) -> object:
    """The JSON value of the body. Raises ``ControlError`` 400."""
    try:
        value: object = decode(await request.body())
    except ValueError:
        raise ControlError("the body must be JSON") from None
    return value


def text_of(body: JsonObject, name: str, default: str | None = None) -> str | None:
    """A text field. Raises ``ControlError`` 400 when it is something else."""
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise ControlError(f"{name} must be a text")
    return value


def integer_of(body: JsonObject, name: str) -> int | None:
    """A whole number (digits in a text too), ``None`` when absent. Raises ``ControlError`` 400."""
    value = body.get(name)
    if value is None or value == "":
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ControlError(f"{name} must be a whole number") from None


def flag_of(body: JsonObject, name: str) -> bool:
    """A truth value, false when absent. Raises ``ControlError`` 400 when it is something else."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise ControlError(f"{name} must be true or false")
    return value


def seconds_of(body: JsonObject, name: str, default: float | None = None) -> float:
    """A number of seconds, 0 or more. Raises ``ControlError`` 400, also when absent without default."""
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ControlError(f"{name} must be a number of seconds")
    return float(value)


def query_integer(request: Request, name: str) -> int:
    """A whole number of the query, 0 when absent. Raises ``ControlError`` 400."""
    return integer_of(dict(request.query_params), name) or 0


def query_wait(request: Request) -> float:
    """``wait`` of the query, in seconds, 60 at most, 0 when absent. Raises ``ControlError`` 400."""
    try:
        seconds = float(request.query_params.get("wait") or 0)
    except ValueError:
        raise ControlError("wait must be a number of seconds") from None
    return min(max(0.0, seconds), LONGEST_WAIT)


def path_integer(request: Request, name: str) -> int:
    """A whole number of the path. Raises ``ControlError`` 404."""
    value = str(request.path_params[name])
    if not value.lstrip("-").isascii() or not value.lstrip("-").isdigit():
        raise ControlError(f"there is no {value}", HTTPStatus.NOT_FOUND)
    return int(value)
