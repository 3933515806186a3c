"""Answers to taps: given after the commit, best effort, outside the outbox.

A tap that is still unhandled after a second is answered empty, so that the phone stops waiting.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from domain.notices import TapNotice
from domain.people import Language
from messages import render_notice

log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 1.0


@dataclass(slots=True)
class TapAnswers:
    """The taps whose phones wait, by their id; `patience_seconds` (real) is how long a phone is left waiting."""

    bot: Bot
    patience_seconds: float = _PATIENCE_SECONDS
    _waiting: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def expect(self, tap_id: str) -> None:
        """A tap has come in: from now on its phone waits."""
        loop = asyncio.get_running_loop()
        self._waiting[tap_id] = loop.call_later(self.patience_seconds, self._answer_empty, tap_id)

    def settle(self, tap_id: str, notice: TapNotice | None, language: Language) -> None:
        """The tap has been handled: its notice is given, unless the phone was told to stop waiting before."""
        if not tap_id:
            return
        timer = self._waiting.pop(tap_id, None)
        if timer is not None:
            timer.cancel()
        text = render_notice(notice, language) if notice is not None else ""
        self._start(tap_id, text, alert=notice is not None and notice.alert)

    async def rest(self) -> None:
        """Waits for the answers that are under way."""
        while self._tasks:
            await asyncio.gather(*tuple(self._tasks), return_exceptions=True)

    def _answer_empty(self, tap_id: str) -> None:
        if self._waiting.pop(tap_id, None) is not None:
            self._start(tap_id, "", alert=False)

    def _start(self, tap_id: str, text: str, *, alert: bool) -> None:
        task = asyncio.get_running_loop().create_task(self._give(tap_id, text, alert=alert))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _give(self, tap_id: str, text: str, *, alert: bool) -> None:
        try:
            await self.bot.answer_callback_query(tap_id, text=text or None, show_alert=alert)
        except TelegramError as error:
            # Too old after an outage, or the network: the message that follows in the chat says it all.
            log.debug("tap not answered", kind=type(error).__name__)
