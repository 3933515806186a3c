"""A driver's hands: the control routes as an asynchronous client, and a phone that one person holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import aiohttp


class ClientError(RuntimeError):
    """The server refused what a driver asked, with its words."""


class Client:
    """One connection pool to a local Telegram at ``url``; an asynchronous context manager."""

    def __init__(self, url: str) -> None:
        """Nothing is opened before the context is entered."""
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the pool."""
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, path: str, json: object = None, data: aiohttp.FormData | None = None) -> Any:
        """One request; its JSON answer. Raises ``ClientError`` with the server's words when it is refused."""
        if self._session is None:
            raise ClientError("the client is not open")
        async with self._session.request(method, f"{self.url}{path}", json=json, data=data) as response:
            answer = await response.json(content_type=None)
            if not response.ok:
                raise ClientError(str(answer.get("error", response.status)))
            return answer

    async def fetch(self, path: str) -> bytes:
        """The bytes behind an address of this server. Raises ``ClientError`` when it is refused."""
        if self._session is None:
            raise ClientError("the client is not open")
        async with self._session.get(f"{self.url}{path}") as response:
            content = await response.read()
            if not response.ok:
                raise ClientError(f"{path}: {response.status}")
            return content

    async def add_user(self, **fields: object) -> Phone:
        """A new person (``first_name`` at least) and their phone."""
        user = await self.call("POST", "/sandbox/users", fields)
        return Phone(self, user["id"])


class Phone:
    """What one person does with the bot."""

    def __init__(self, client: Client, user_id: int) -> None:
        """Hold the phone of this person."""
        self.client = client
        self.user_id = user_id
        self._path = f"/sandbox/users/{user_id}"

    async def send(self, text: str, *, reply_to: int | None = None, edit_of: int | None = None) -> int:
        """Write (or edit) a text; gives the message's number."""
        body = {"text": text, "reply_to": reply_to, "edit_of": edit_of}
        answer = await self.client.call("POST", f"{self._path}/send", body)
        return int(answer["message_id"])

    async def send_file(
        self, field: str, content: bytes, name: str, mime_type: str, more: Mapping[str, str] | None = None
    ) -> int:
        """Send a voice note, photo, video or document; gives the message's number."""
        form = aiohttp.FormData()
        form.add_field(field, content, filename=name, content_type=mime_type)
        for key, value in (more or {}).items():
            form.add_field(key, value)
        answer = await self.client.call("POST", f"{self._path}/send", data=form)
        return int(answer["message_id"])

    async def tap(self, message_id: int, data: str, **more: object) -> dict[str, Any]:
        """Tap a button; gives what the tap was answered."""
        body = {"message_id": message_id, "data": data, **more}
        answer: dict[str, Any] = await self.client.call("POST", f"{self._path}/tap", body)
        return answer

    async def chat(self, after: int = 0) -> list[dict[str, Any]]:
        """The messages that are new or changed after revision ``after``."""
        answer = await self.client.call("GET", f"{self._path}/chat?after={after}")
        messages: list[dict[str, Any]] = answer["messages"]
        return messages

    async def block(self, *, blocked: bool) -> None:
        """Block the bot, or let it in again."""
        await self.client.call("POST", f"{self._path}/block", {"blocked": blocked})

    async def deactivate(self) -> None:
        """Leave Telegram: the account is gone."""
        await self.client.call("POST", f"{self._path}/block", {"deactivated": True})
