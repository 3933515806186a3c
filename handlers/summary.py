"""The month's summary in a chat."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain import buttons
from handlers.performing import Performing
from handlers.routes import Routes
from usecases import reporting

TAPS: Routes = {
    buttons.ShowSummary: lambda tap: (
        reporting.show_summary,
        {"month": tap.month, "cooperative_id": tap.cooperative_id},
    ),
    buttons.GetSummaryFile: lambda tap: (
        reporting.send_summary_file,
        {
            "month": tap.month,
            "cooperative_id": tap.cooperative_id,
            "format": tap.format,
            "language": tap.language,
        },
    ),
}


async def summary(update: Update, context: Performing) -> None:
    """/bilan [month] [cooperative]."""
    await context.perform(update, reporting.ask_summary, words=" ".join(context.args or []))


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """The commands of this task."""
    return [CommandHandler("bilan", summary, filters.ChatType.PRIVATE)]
