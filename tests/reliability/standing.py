"""Counts the commits and sends of a bot in its own process, and stands still at one of them, to be killed there.

The counting hangs on two seams only: the dialect's commit (just before and just after it lies the disk) and the wire.
"""

import os
import re
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

from bot.wire import AiohttpRequest
from tests.reliability.matrix.points import Deed, KillPoint, Side

Tell = Callable[[str], None]

#: A commit that changes nothing else is no step of a scenario: these beat by themselves.
_BEATING = {"lease", "heartbeat"}
_WRITE = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)


class Standing:
    """Watches one bot; tells of each deed (`commit 3`), and `frozen` when it stands still at `point`."""

    def __init__(self, point: KillPoint | None, tell: Tell) -> None:
        self._point = point
        self._tell = tell
        self._done: Counter[Deed] = Counter()
        self._armed = False
        self._wrote = False

    def arm(self) -> None:
        """From now on commits and sends are counted."""
        self._armed = True

    def watch_commits(self, engine: Engine) -> None:
        """Counts the commits of an engine that wrote something."""
        event.listen(engine, "after_cursor_execute", self._look)
        event.listen(engine, "rollback", self._forget)
        commit = engine.dialect.do_commit

        def counted(connection: Any) -> None:
            wrote, self._wrote = self._wrote, False
            if not (self._armed and wrote):
                commit(connection)
                return
            number = self._count(Deed.COMMIT)
            self._stand_if(Deed.COMMIT, Side.BEFORE, number)
            commit(connection)
            self._stand_if(Deed.COMMIT, Side.AFTER, number)

        engine.dialect.do_commit = counted  # type: ignore[assignment,method-assign] # in this process alone

    def watch_sends(self) -> None:
        """Counts the calls of this process that send or edit."""
        exchange = AiohttpRequest.exchange

        async def counted(wire: AiohttpRequest, url: str, body: Any, **more: Any) -> tuple[int, bytes]:
            method = url.rsplit("/", 1)[1]
            if not (self._armed and method.startswith(("send", "edit"))):
                return await exchange(wire, url, body, **more)
            number = self._count(Deed.SEND)
            self._stand_if(Deed.SEND, Side.BEFORE, number)
            answer = await exchange(wire, url, body, **more)
            self._stand_if(Deed.SEND, Side.AFTER, number)
            return answer

        AiohttpRequest.exchange = counted  # type: ignore[assignment,method-assign] # in this process alone

    def _look(
        self, _connection: Connection, cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
    ) -> None:
        found = _WRITE.match(statement)
        if found is not None and found[1] not in _BEATING and cursor.rowcount != 0:
            self._wrote = True

    def _forget(self, _connection: Connection) -> None:
        self._wrote = False

    def _count(self, deed: Deed) -> int:
        self._done[deed] += 1
        self._tell(f"{deed} {self._done[deed]}")
        return self._done[deed]

    def _stand_if(self, deed: Deed, side: Side, number: int) -> None:
        if self._point == KillPoint(deed, side, number):
            self._tell("frozen")
            # All threads stop, whatever they do: nothing happens after this point but the kill.
            os.kill(os.getpid(), signal.SIGSTOP)
            while True:
                signal.pause()
