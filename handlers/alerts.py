"""Alerts: see, resolve, the queue."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain import buttons
from handlers.performing import Performing
from handlers.routes import Routes
from usecases import resolving

TAPS: Routes = {
    buttons.SeeAlert: lambda tap: (resolving.see, {"alert_id": tap.alert_id}),
    buttons.ResolveAlert: lambda tap: (resolving.ask_resolution, {"alert_id": tap.alert_id}),
    buttons.ShowAlert: lambda tap: (resolving.show_alert, {"alert_id": tap.alert_id}),
}


async def queue(update: Update, context: Performing) -> None:
    """/alertes."""
    await context.perform(update, resolving.show_alerts)


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """The commands of this task."""
    return [CommandHandler("alertes", queue, filters.ChatType.PRIVATE)]
