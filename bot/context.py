"""The context that handlers are given: one way into a use case."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.turn import current_turn, result_notice
from domain.actor import Actor
from storage import people
from storage.unit_of_work import UnitOfWork

R = TypeVar("R")


class SuiviContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """`perform` is all a handler needs; there is no state here, it is in the tables."""

    async def perform(self, update: Update, use_case: Callable[..., R], **arguments: Any) -> R:
        """Runs a use case in the writer's thread, inside this update's savepoint, as whoever sent the update."""
        turn = current_turn.get()
        actor = _actor(update, f"u{turn.row.id}")
        moment = turn.moment()

        def step(uow: UnitOfWork) -> R:
            person = people.by_telegram_id(uow, actor.telegram_id)
            if person is not None:
                turn.language = person.language
            return use_case(uow, moment, replace(actor, person=person), **arguments)

        result = await turn.batch.run(step)
        turn.performed = True
        turn.notice = result_notice(result) or turn.notice
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
