"""The few calls by which the bot speaks, made straight on the wire.

The library's own methods build an object for every button on the way out and parse a whole message on the way back,
of which its number is all that is wanted: half of the time of a call (benchmarks/turns.py).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.wire import AiohttpRequest, AnswerLostError, Take

#: What a call carries as a file: its name and its content.
Upload = tuple[str, bytes]

_JSON = {"Content-Type": "application/json"}


@dataclass(slots=True)
class BotApi:
    """`root` is the address of the server, `token` the bot's."""

    root: str
    token: str
    wire: AiohttpRequest

    async def call(self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        """What Telegram answers. Parameters that are None are left out.

        Raises the library's errors: RetryAfter, ChatMigrated, Forbidden, BadRequest, InvalidToken, NetworkError for
        Telegram's own failures, and those of the wire.
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        body: Any = _form(given, files) if files else json.dumps(given).encode()
        url = f"{self.root}/bot{self.token}/{method}"
        status, answer = await self.wire.exchange(url, body, headers=None if files else _JSON, uploads=bool(files))
        return _result(status, answer)

    async def download(self, file_id: str, take: Take, most_bytes: int) -> None:
        """Hands the bytes of a file over in parts, in order.

        Raises as `call` does, TooLargeError above so many bytes, and whatever `take` raises.
        """
        found = await self.call("getFile", {"file_id": file_id})
        path = found.get("file_path")
        if not path:
            raise NetworkError("there is no link to the file")
        status, answer = await self.wire.download(f"{self.root}/file/bot{self.token}/{path}", take, most_bytes)
        if status == HTTPStatus.NOT_FOUND:
            # Here it says nothing about the token: links to files expire.
            raise NetworkError("the link to the file is no longer good")
        if status != HTTPStatus.OK:
            _result(status, answer)


def _form(parameters: Mapping[str, Any], files: Mapping[str, Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, (file_name, content) in files.items():
        form.add_field(name, content, filename=file_name)
    return form


def _result(status: int, body: bytes) -> Any:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        # What says that all is well and is cut short may have followed a delivery.
        kind = AnswerLostError if status == HTTPStatus.OK else NetworkError
        raise kind(f"no answer of Telegram's, status {status}")
    if answer.get("ok"):
        return answer["result"]
    raise _error(status, str(answer.get("description", "")), answer.get("parameters") or {})


def _error(status: int, description: str, parameters: Mapping[str, Any]) -> TelegramError:
    if "retry_after" in parameters:
        return RetryAfter(parameters["retry_after"])
    if "migrate_to_chat_id" in parameters:
        return ChatMigrated(parameters["migrate_to_chat_id"])
    match status:
        case HTTPStatus.FORBIDDEN:
            return Forbidden(description)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.NOT_FOUND:
            return InvalidToken(description)
        case HTTPStatus.BAD_REQUEST | HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return BadRequest(description)
        case _:
            return NetworkError(f"{status} {description}")
