"""The Bot API over HTTP: ``/bot<token>/METHOD``, as a bare ASGI application for speed."""

from __future__ import annotations

import time

from starlette.types import Receive, Scope, Send

from sandbox.body import read_params
from sandbox.bots import Bot
from sandbox.call import Call
from sandbox.calls import CallRecord
from sandbox.connections import before_call, instead_of_answer
from sandbox.errors import ApiError, method_not_found, unauthorized
from sandbox.faults import Fault
from sandbox.jsonwire import JsonObject, encode
from sandbox.methods import GET_UPDATES, METHODS, NAMES
from sandbox.params import Params
from sandbox.polling import get_updates
from sandbox.state import State

_JSON = (b"content-type", b"application/json")
_NO_ANSWER: JsonObject = {"ok": None}


class BotApi:
    """Answers Bot API calls out of a ``State``."""

    def __init__(self, state: State) -> None:
        """Serve this state."""
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        path = scope["path_params"]
        bot = self._state.bot_of(path["token"])
        try:
            params = await read_params(scope, receive)
            if bot is None:
                raise unauthorized()
        except ApiError as error:
            await _answer(send, error.answer())
            return
        method = path["method"].lower()
        started = time.perf_counter()
        faults = self._state.faults
        fault = faults.strike(method, params.raw("chat_id")) if faults.active else None
        lost = await before_call(fault, scope, receive)
        answer = _NO_ANSWER if lost else await self._perform(bot, method, params, fault)
        record = CallRecord(
            time=self._state.now(),
            bot_id=bot.id,
            method=NAMES.get(method, method),
            parameters=params.logged(),
            answer=answer,
            seconds=time.perf_counter() - started,
            fault=None if fault is None else fault.kind.value,
        )
        self._state.calls.add(record)
        if not lost and not await instead_of_answer(fault, scope, receive):
            await _answer(send, answer)

    async def _perform(self, bot: Bot, method: str, params: Params, fault: Fault | None) -> JsonObject:
        try:
            if fault is not None:
                fault.refuse()
            if self._state.limits is not None:
                self._state.limits.check(method, params.raw("chat_id"))
            call = Call(self._state, bot, params)
            if method == GET_UPDATES:
                return {"ok": True, "result": await get_updates(call)}
            handler = METHODS.get(method)
            if handler is None:
                raise method_not_found()
            return {"ok": True, "result": handler(call)}
        except ApiError as error:
            return error.answer()


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
