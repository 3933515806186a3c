"""A turn: one stored update on its way through the handlers, and what came of it."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from bot.writer import Batch
from domain.notices import TapNotice
from domain.people import Language
from domain.rules import Moment
from storage.inbox import InboxRow


@dataclass(slots=True)
class Turn:
    """`performed` and `failure` tell the inbox worker what the library's dispatcher would swallow."""

    row: InboxRow
    batch: Batch
    moment: Callable[[], Moment]
    performed: bool = False
    failure: BaseException | None = None
    notice: TapNotice | None = None
    tap_id: str = ""
    language: Language = Language.ARABIC


#: The turn being handled; updates are handled one after another, so it is one at a time.
current_turn: ContextVar[Turn] = ContextVar("current_turn")


def result_notice(result: Any) -> TapNotice | None:
    """What a use case gives is a notice for the tap, or nothing."""
    return result if isinstance(result, TapNotice) else None
