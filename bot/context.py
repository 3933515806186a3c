"""The context that handlers are given: one way into a use case."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.turn import current_turn
from domain.actor import Actor
from domain.notices import TapNotice
from storage import inbox, people
from storage.transport_states import InboxState
from storage.unit_of_work import UnitOfWork
from usecases import tapping

R = TypeVar("R")


class SuiviContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """`perform` is all a handler needs; there is no state here, it is in the tables."""

    async def perform(self, update: Update, use_case: Callable[..., R], **arguments: Any) -> R:
        """Runs a use case in the writer's thread as whoever sent the update, and marks the update done with it.

        Both happen or neither: what the use case raises undoes its writes and is raised here. An update is performed
        once; RuntimeError for a second time.
        """
        turn = current_turn.get()
        if turn.performed:
            raise RuntimeError("an update is one call of a use case")
        actor = _actor(update, f"u{turn.row.id}")
        moment = turn.moment()

        def step(uow: UnitOfWork) -> R:
            person = people.by_telegram_id(uow, actor.telegram_id)
            acting = replace(actor, person=person)
            result = use_case(uow, moment, acting, **arguments)
            if isinstance(result, TapNotice):
                turn.notice = result
            if person is not None:
                chosen = turn.notice.language if turn.notice is not None else None
                turn.language = chosen or person.language
            if turn.tap_id:
                turn.tap_held = turn.taps.hold(turn.tap_id)
                if turn.notice is not None and not turn.tap_held:
                    tapping.tell_notice(uow, moment, acting, turn.notice)
            inbox.finish(uow, turn.row.id, InboxState.DONE, moment.real)
            return result

        result = await turn.batch.run(step)
        turn.performed = True
        return result


def _actor(update: Update, turn: str) -> Actor:
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None or chat is None:
        raise ValueError("an update without a person or a chat is nobody's turn")
    replied = message.reply_to_message if message is not None and update.callback_query is None else None
    return Actor(
        turn=turn,
        telegram_id=user.id,
        chat_id=chat.id,
        message_id=message.message_id if message is not None else None,
        reply_to=replied.message_id if replied is not None else None,
        language_code=user.language_code or "",
        name=user.full_name,
    )
