"""Reading the body of a Bot API call: query, JSON, urlencoded and multipart."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Receive, Scope

from sandbox.errors import bad_request, too_large
from sandbox.files import UPLOAD_LIMIT, Upload
from sandbox.jsonwire import JsonObject, decode
from sandbox.params import Params

# Room for the other fields and the multipart framing around the largest file.
_BODY_LIMIT = UPLOAD_LIMIT + 1024 * 1024


async def read_params(scope: Scope, receive: Receive) -> Params:
    """The call's parameters. Raises ``ApiError`` 400 for unreadable JSON, 413 above 50 MB."""
    values: JsonObject = {}
    if scope["query_string"]:
        values.update(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    content_type = _header(scope, b"content-type")
    if content_type.startswith(b"multipart/form-data"):
        return await _read_multipart(scope, receive, values)
    body = await read_body(scope, receive)
    if not body:
        return Params(values)
    if content_type.startswith(b"application/json"):
        values.update(_read_json(body))
    else:
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values)


async def read_body(scope: Scope, receive: Receive) -> bytes:
    """The whole body. Raises ``ApiError`` 413 above the limit."""
    if int(_header(scope, b"content-length") or 0) > _BODY_LIMIT:
        raise too_large()
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts = [body]
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)


def _read_json(body: bytes) -> JsonObject:
    try:
        values = decode(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _read_multipart(scope: Scope, receive: Receive, values: JsonObject) -> Params:
    if int(_header(scope, b"content-length") or 0) > _BODY_LIMIT:
        raise too_large()
    uploads: dict[str, Upload] = {}
    async with Request(scope, receive).form(max_part_size=UPLOAD_LIMIT) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = await read_upload(value)
            else:
                values[name] = value
    return Params(values, uploads)


async def read_upload(part: UploadFile) -> Upload:
    """A file part with its bytes. Raises ``ApiError`` 413 above 50 MB."""
    data = await part.read()
    if len(data) > UPLOAD_LIMIT:
        raise too_large()
    return Upload(data, part.filename or "file", part.content_type)


def _header(scope: Scope, name: bytes) -> bytes:
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return b""
