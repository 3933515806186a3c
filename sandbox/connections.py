"""A client's connection, held in silence or cut: what a bad network looks like from the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import Receive, Scope

from sandbox.faults import Fault, FaultKind

DropConnection = Callable[[Scope], None]
# Where `serve` puts the way to cut a connection into a request's scope.
DROP = "sandbox.drop_connection"
_DROP_SECONDS = 1.0


async def before_call(fault: Fault | None, scope: Scope, receive: Receive) -> bool:
    """Do what a fault does before a call is looked at; True when the call is lost by it."""
    if fault is None:
        return False
    if fault.kind is FaultKind.DELAY:
        await asyncio.sleep(fault.seconds)
    if fault.kind is FaultKind.DROP:
        await cut(scope, receive)
        return True
    return False


async def instead_of_answer(fault: Fault | None, scope: Scope, receive: Receive) -> bool:
    """Keep back the answer of a delivered call, if that is the fault; True when it was kept back."""
    if fault is None or fault.kind is not FaultKind.DELIVER_TIMEOUT:
        return False
    await _hold(receive, fault.seconds)
    await cut(scope, receive)
    return True


async def cut(scope: Scope, receive: Receive) -> None:
    """Cut the client's connection without a word, as far as the server at hand lets us."""
    drop: DropConnection | None = scope.get(DROP)
    if drop is not None:
        drop(scope)
    await _hold(receive, _DROP_SECONDS)


async def _hold(receive: Receive, seconds: float) -> None:
    """Say nothing until the client gives up, ``seconds`` at most."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return
