"""Control routes about the server itself: calls, faults, events, the clock."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clockcontrol import ClockControl
from sandbox.errors import ControlError, not_found
from sandbox.faults import Fault, FaultKind
from sandbox.jsonresponse import json_response
from sandbox.jsonwire import JsonObject
from sandbox.limits import RateLimits
from sandbox.requestjson import integer_of, json_body, query_integer, query_wait, seconds_of
from sandbox.state import State

_DEFAULT_SECONDS = {FaultKind.DELIVER_TIMEOUT: 60.0}


class LabControl:
    """What drivers see and do behind Telegram's back."""

    def __init__(self, state: State, clock: ClockControl | None) -> None:
        """Control this state, and the clock when there is one."""
        self._state = state
        self._clock = clock

    async def info(self, _request: Request) -> Response:
        """Which bot people write to, and whether there is a clock to move."""
        user = self._state.main_bot.user
        bot = {name: user[name] for name in ("id", "username", "first_name")}
        return json_response({"bot": bot, "clock": self._clock is not None})

    async def calls(self, request: Request) -> Response:
        """The Bot API calls after ``after``, of one ``method`` when named."""
        method = request.query_params.get("method", "").lower()
        found = self._state.calls.after(query_integer(request, "after"), method)
        return json_response({"seq": self._state.calls.seq, "calls": found})

    async def faults(self, request: Request) -> Response:
        """POST: ask for a fault. GET: those in force. DELETE: none any more."""
        faults = self._state.faults
        if request.method == "POST":
            faults.add(read_fault(await json_body(request)))
        elif request.method == "DELETE":
            faults.clear()
        return json_response({"faults": [fault.public() for fault in faults.active]})

    async def limits(self, request: Request) -> Response:
        """POST: enforce rates of sending, as Telegram does. GET: those in force. DELETE: none."""
        if request.method == "POST":
            body = await json_body(request)
            self._state.limits = RateLimits(
                self._state.now,
                global_per_second=seconds_of(body, "global_per_second", 30.0),
                chat_per_second=seconds_of(body, "chat_per_second", 1.0),
                chat_burst=seconds_of(body, "chat_burst", 3.0),
            )
        elif request.method == "DELETE":
            self._state.limits = None
        limits = self._state.limits
        return json_response(None if limits is None else limits.public())

    async def updates(self, request: Request) -> Response:
        """Put any object into the bot's queue as its next update, even one no bot can read."""
        body = await json_body(request)
        update = body.get("update")
        if not isinstance(update, dict):
            raise ControlError("update must be a JSON object")
        update.pop("update_id", None)
        return json_response({"update_id": self._state.main_bot.updates.push_raw(update)})

    async def events(self, request: Request) -> Response:
        """Whose phone changed after ``after``; waits up to ``wait`` seconds for something."""
        after = query_integer(request, "after")
        deadline = asyncio.get_running_loop().time() + query_wait(request)
        while self._state.revision <= after:
            left = deadline - asyncio.get_running_loop().time()
            if not await self._state.changed.wait(left):
                break
        events: JsonObject = {
            "seq": self._state.revision,
            "users": self._state.touched_after(after),
        }
        events["clock"] = None if self._clock is None else await self._clock.reading()
        return json_response(events)

    async def clock(self, request: Request) -> Response:
        """GET: what the programme's clock shows. POST: move it."""
        if self._clock is None:
            raise not_found("there is no clock here")
        if request.method == "GET":
            return json_response(await self._clock.reading())
        body = await json_body(request)
        if body.get("to") == "next":
            reading = await self._clock.moved_to_next()
        else:
            reading = await self._clock.advanced(seconds_of(body, "advance"))
        self._state.announce()
        return json_response(reading)


def read_fault(body: JsonObject) -> Fault:
    """A fault as a driver writes it. Raises ``ControlError`` 400."""
    try:
        kind = FaultKind(str(body.get("kind")))
    except ValueError:
        kinds = ", ".join(kind.value for kind in FaultKind)
        raise ControlError(f"kind must be one of {kinds}") from None
    named = body.get("method") or []
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list):
        raise ControlError("method must be a name or a list of names")
    times = integer_of(body, "times") if "times" in body else 1
    seconds = seconds_of(body, "seconds", _DEFAULT_SECONDS.get(kind, 1.0))
    methods = frozenset(str(name).lower() for name in names)
    every = max(1, integer_of(body, "every") or 1)
    return Fault(kind, methods, times or None, seconds, integer_of(body, "chat_id"), every)
