"""Looking things up: plan, portfolio, videos, guide, who answered."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain import buttons
from handlers.performing import Performing
from handlers.routes import Routes
from usecases import browsing, searching

TAPS: Routes = {
    buttons.ShowPlan: lambda tap: (browsing.show_plan, {"cooperative_id": tap.cooperative_id, "page": tap.page}),
    buttons.ShowAction: lambda tap: (browsing.show_action, {"action_id": tap.action_id}),
    buttons.ShowPortfolio: lambda tap: (browsing.show_portfolio, {"page": tap.page}),
    buttons.ShowVideos: lambda tap: (browsing.show_videos, {"axis": tap.axis}),
    buttons.ShowVideo: lambda tap: (browsing.show_video, {"code": tap.code}),
    buttons.ShowGuideAxis: lambda tap: (browsing.show_guide, {"axis": tap.axis}),
    buttons.ShowGuideSection: lambda tap: (browsing.show_section, {"code": tap.code}),
    buttons.SearchGuide: lambda _: (searching.ask_words, {}),
}


async def plan(update: Update, context: Performing) -> None:
    """/plan."""
    await context.perform(update, browsing.show_plan, cooperative_id=None)


async def portfolio(update: Update, context: Performing) -> None:
    """/cooperatives."""
    await context.perform(update, browsing.show_portfolio)


async def videos(update: Update, context: Performing) -> None:
    """/videos."""
    await context.perform(update, browsing.show_videos, axis=None)


async def guide(update: Update, context: Performing) -> None:
    """/guide."""
    await context.perform(update, browsing.show_guide, axis=None)


async def response(update: Update, context: Performing) -> None:
    """/suivi."""
    await context.perform(update, browsing.show_response)


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """The commands of this task."""
    private = filters.ChatType.PRIVATE
    return [
        CommandHandler("plan", plan, private),
        CommandHandler("cooperatives", portfolio, private),
        CommandHandler("videos", videos, private),
        CommandHandler("guide", guide, private),
        CommandHandler("suivi", response, private),
    ]
