"""Answers to taps: given after the commit, best effort, outside the outbox.

A tap that is still unhandled after a second is answered empty, so that the phone stops waiting.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.bot_api import BotApi
from domain.notices import TapNotice
from domain.people import Language
from messages import render_notice

log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 1.0
#: Of taps whose phones were told to stop waiting: a tap that is set aside is never handled, and would stay for good.
_REMEMBERED_TAPS = 10_000


@dataclass(slots=True)
class TapAnswers:
    """The taps whose phones wait, by their id. What is taken out of `_waiting` is answered by who took it, once."""

    api: BotApi
    patience: float = _PATIENCE_SECONDS
    _waiting: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    #: In the order in which they were let go.
    _let_go: dict[str, None] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def expect(self, tap_id: str) -> None:
        """A tap has come in: from now on its phone waits."""
        if tap_id not in self._waiting:
            self._waiting[tap_id] = asyncio.get_running_loop().call_later(self.patience, self._answer_empty, tap_id)

    def hold(self, tap_id: str) -> bool:
        """Keeps the phone waiting for its notice; False if it does not wait (any more). Called in any thread."""
        return self._waiting.pop(tap_id, None) is not None

    def give(self, tap_id: str, notice: TapNotice | None, language: Language) -> None:
        """Answers a tap that was held, with its notice."""
        text = render_notice(notice, language) if notice is not None else ""
        self._start(tap_id, text, alert=notice is not None and notice.alert)

    def let_go(self, tap_id: str) -> None:
        """Tells a phone that may still wait to stop, unless it was told before."""
        if tap_id in self._let_go:
            del self._let_go[tap_id]
            return
        self._waiting.pop(tap_id, None)
        self._start(tap_id, "", alert=False)

    def let_go_for_now(self, tap_id: str) -> None:
        """Tells a phone to stop waiting before its tap is handled."""
        self._let_go[tap_id] = None
        if len(self._let_go) > _REMEMBERED_TAPS:
            del self._let_go[next(iter(self._let_go))]
        self._start(tap_id, "", alert=False)

    async def rest(self) -> None:
        """Waits for the answers that are under way."""
        while self._tasks:
            await asyncio.gather(*tuple(self._tasks), return_exceptions=True)

    async def close(self) -> None:
        """Waits as `rest`; who still waits is left to the process that handles their tap."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()
        await self.rest()

    def _answer_empty(self, tap_id: str) -> None:
        if self._waiting.pop(tap_id, None) is not None:
            self.let_go_for_now(tap_id)

    def _start(self, tap_id: str, text: str, *, alert: bool) -> None:
        task = asyncio.get_running_loop().create_task(self._give(tap_id, text, alert=alert))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _give(self, tap_id: str, text: str, *, alert: bool) -> None:
        try:
            parameters = {"callback_query_id": tap_id, "text": text or None, "show_alert": alert or None}
            await self.api.call("answerCallbackQuery", parameters)
        except TelegramError as error:
            # Too old after an outage, or the network: the message that follows in the chat says it all.
            log.debug("tap not answered", kind=type(error).__name__)
