"""What the tests hold in hand: a local Telegram over real HTTP and a clock they move.

Every answer of the Bot API is checked by aiogram's types on the way: they are the referee of what
Telegram may say.
"""

from __future__ import annotations

from typing import Any

import aiogram.methods
import httpx
from pydantic import TypeAdapter
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import State

TOKEN = "7654321:LOCAL-token_of_tests"
START = 1_800_000_000.0
DISPLAY = 1_900_000_000.0
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000002000000010080200000000000000")


class FakeClock:
    """Seconds since the epoch, moved by hand."""

    def __init__(self) -> None:
        self.seconds = START

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


class Stage:
    """An application that shows another one, so that tests share a server and nothing else."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


class World:
    """A local Telegram, a program that calls it as a bot, and a hand on its controls."""

    def __init__(self, state: State, clock: FakeClock, url: str, http: httpx.Client) -> None:
        self.state = state
        self.clock = clock
        self.url = url
        self.http = http

    def call(self, method: str, *, token: str = TOKEN, files: Any = None, **params: Any) -> dict[str, Any]:
        """The whole answer to a Bot API call, refereed when it is a success."""
        address = f"{self.url}/bot{token}/{method}"
        if files is None:
            response = self.http.post(address, json=params)
        else:
            response = self.http.post(address, data=params, files=files)
        answer: dict[str, Any] = response.json()
        assert response.status_code == (200 if answer["ok"] else answer["error_code"])
        if answer["ok"]:
            returning = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
            TypeAdapter(returning).validate_python(answer["result"])
        return answer

    def ok(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        answer = self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def refused(self, method: str, **params: Any) -> str:
        """The description of a call that must be refused."""
        answer = self.call(method, **params)
        assert not answer["ok"], answer
        description: str = answer["description"]
        return description

    def control(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        """The JSON a control route gives, under the status it must give."""
        response = self.http.request(method, self.url + path, **options)
        assert response.status_code == status, response.text
        return response.json()

    def person(self, first_name: str = "Fadma", **fields: Any) -> int:
        """A new person; gives their id."""
        user_id: int = self.control("POST", "/sandbox/users", 201, json={"first_name": first_name, **fields})["id"]
        return user_id

    def reader(self) -> int:
        """A new person who has started the bot, with nothing waiting for it."""
        user_id = self.person()
        self.send(user_id, text="/start")
        self.updates(offset=-1)
        self.ok("getUpdates", offset=self.state.main_bot.updates.next_id)
        return user_id

    def send(self, user_id: int, status: int = 200, **body: Any) -> Any:
        """What a person sends."""
        return self.control("POST", f"/sandbox/users/{user_id}/send", status, json=body)

    def tap(self, user_id: int, status: int = 200, **body: Any) -> Any:
        """What a person's tap is answered, not waiting for it unless asked to."""
        return self.control("POST", f"/sandbox/users/{user_id}/tap", status, json={"wait": 0, **body})

    def chat(self, user_id: int, after: int = 0) -> Any:
        """What a person's phone shows."""
        return self.control("GET", f"/sandbox/users/{user_id}/chat?after={after}")

    def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What waits for the bot."""
        found: list[dict[str, Any]] = self.ok("getUpdates", **params)
        return found
