"""Every tap comes in here: its data is read by the one codec and becomes the use case of its button."""

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.button_codec import UnknownButtonError, decode
from handlers import alerts, check_in, joining, looking_up, summary, tasks
from handlers.performing import Performing
from handlers.routes import Routes
from usecases import tapping

ROUTES: Routes = {
    **joining.TAPS,
    **check_in.TAPS,
    **alerts.TAPS,
    **looking_up.TAPS,
    **summary.TAPS,
    **tasks.TAPS,
}


async def tap(update: Update, context: Performing) -> None:
    """One tap: data that none of our buttons carries gets a kind answer and changes nothing."""
    query = update.callback_query
    try:
        button = decode(query.data or "" if query is not None else "")
    except UnknownButtonError:
        await context.perform(update, tapping.answer_unknown_button)
        return
    use_case, arguments = ROUTES[type(button)](button)
    await context.perform(update, use_case, **arguments)


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """One for all taps."""
    return [CallbackQueryHandler(tap)]
