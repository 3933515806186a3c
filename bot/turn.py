"""A turn: one stored update on its way through the handlers, and what came of it."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from bot.taps import TapAnswers
from bot.writer import Batch
from domain.notices import TapNotice
from domain.people import Language
from domain.rules import Moment
from storage.inbox import InboxRow


@dataclass(slots=True)
class Turn:
    """`performed` and `failure` tell the inbox worker what the library's dispatcher would swallow.

    `tap_id` is empty for what is no tap; `tap_held` says that its phone waits for `notice`.
    """

    row: InboxRow
    batch: Batch
    moment: Callable[[], Moment]
    taps: TapAnswers
    tap_id: str = ""
    performed: bool = False
    failure: BaseException | None = None
    notice: TapNotice | None = None
    tap_held: bool = False
    language: Language = Language.ARABIC


#: The turn being handled; updates are handled one after another, so it is one at a time.
current_turn: ContextVar[Turn] = ContextVar("current_turn")
