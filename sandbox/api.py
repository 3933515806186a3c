"""The Bot API over HTTP: ``/bot<token>/METHOD``, as a bare ASGI application for speed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from sandbox.body import read_params
from sandbox.bots import Bot
from sandbox.call import Call
from sandbox.errors import ApiError, forbidden, method_not_found, too_many_requests, unauthorized
from sandbox.faults import Fault, FaultKind
from sandbox.jsonwire import JsonObject, encode
from sandbox.methods import GET_UPDATES, METHODS, NAMES
from sandbox.params import Params
from sandbox.polling import get_updates
from sandbox.state import State

_JSON = (b"content-type", b"application/json")
DropConnection = Callable[[Scope], None]


class BotApi:
    """Answers Bot API calls out of a ``State``."""

    def __init__(self, state: State) -> None:
        """Serve this state."""
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        path = scope["path_params"]
        bot = self._state.bot_of(path["token"])
        if bot is None:
            await _answer(send, unauthorized().answer())
            return
        method = path["method"].lower()
        started = time.perf_counter()
        try:
            params = await read_params(scope, receive)
        except ApiError as error:
            await _answer(send, error.answer())
            return
        fault = None
        if self._state.faults.active:
            fault = self._state.faults.strike(method, params.raw("chat_id"))
        lost = fault is not None and await self._suffer(fault, scope, receive)
        answer = None if lost else await self._perform(bot, method, params, fault)
        self._log(bot, method, params, answer, started, fault)
        if answer is None:
            return
        if fault is not None and fault.kind is FaultKind.DELIVER_TIMEOUT:
            await _hold(receive, fault.seconds)
            await drop_connection(scope, receive)
            return
        await _answer(send, answer)

    async def _suffer(self, fault: Fault, scope: Scope, receive: Receive) -> bool:
        """Do what a fault does before the call; True when the call is lost by it."""
        if fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
        if fault.kind is FaultKind.DROP:
            await drop_connection(scope, receive)
            return True
        return False

    async def _perform(self, bot: Bot, method: str, params: Params, fault: Fault | None) -> JsonObject:
        try:
            if fault is not None:
                _refuse(fault)
            call = Call(self._state, bot, params)
            if method == GET_UPDATES:
                return {"ok": True, "result": await get_updates(call)}
            handler = METHODS.get(method)
            if handler is None:
                raise method_not_found()
            return {"ok": True, "result": handler(call)}
        except ApiError as error:
            return error.answer()

    def _log(
        self,
        bot: Bot,
        method: str,
        params: Params,
        answer: JsonObject | None,
        started: float,
        fault: Fault | None,
    ) -> None:
        self._state.calls.add(
            time=self._state.now(),
            bot_id=bot.id,
            method=NAMES.get(method, method),
            parameters=params.logged(),
            answer=answer or {"ok": None},
            seconds=time.perf_counter() - started,
            fault=None if fault is None else fault.kind.value,
        )


def _refuse(fault: Fault) -> None:
    if fault.kind is FaultKind.TOO_MANY:
        raise too_many_requests(max(1, round(fault.seconds)))
    if fault.kind is FaultKind.FORBIDDEN:
        raise forbidden("bot was blocked by the user")
    if fault.kind is FaultKind.SERVER_ERROR:
        raise ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")


async def _answer(send: Send, answer: JsonObject) -> None:
    body = encode(answer)
    await send(
        {
            "type": "http.response.start",
            "status": answer.get("error_code", 200),
            "headers": [_JSON, (b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})


async def _hold(receive: Receive, seconds: float) -> None:
    """Say nothing until the client gives up, ``seconds`` at most."""
    try:
        async with asyncio.timeout(seconds):
            await _disconnected(receive)
    except TimeoutError:
        return


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def drop_connection(scope: Scope, receive: Receive) -> None:
    """Cut the client's connection without a word."""
    drop: DropConnection = scope["app"].state.drop_connection
    drop(scope)
    await _hold(receive, 1.0)
