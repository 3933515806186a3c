"""The check-in: answering by buttons, changing, saying more, confirming; and the phone calls around it."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain import buttons
from handlers.performing import Performing
from handlers.routes import Call, Routes
from usecases import answering, calling, reviewing


def _answer(tap: answering.AnswerButton) -> Call:
    return answering.answer_by_button, {"button": tap}


TAPS: Routes = {
    buttons.GiveStatus: _answer,
    buttons.AllOthersUnchanged: _answer,
    buttons.GivePercent: _answer,
    buttons.GiveTarget: _answer,
    buttons.GiveReason: _answer,
    buttons.GiveCall: _answer,
    buttons.GiveNewDate: _answer,
    buttons.SkipQuestion: _answer,
    buttons.ChangeAnswer: lambda tap: (reviewing.change, {"item_id": tap.item_id}),
    buttons.SayMore: lambda tap: (reviewing.say_more, {"check_in_id": tap.check_in_id}),
    buttons.Confirm: lambda tap: (reviewing.confirm, {"check_in_id": tap.check_in_id}),
    buttons.ShowCheckIn: lambda tap: (reviewing.resume, {"check_in_id": tap.check_in_id}),
    buttons.WishCall: lambda tap: (calling.wish_call, {"call": tap.call}),
    buttons.StartPhoneEntry: lambda tap: (
        calling.start_phone_entry,
        {"call_task_id": tap.call_task_id, "leader_id": tap.person_id},
    ),
    buttons.ReportCallFailure: lambda tap: (
        calling.report_failure,
        {"call_task_id": tap.call_task_id, "failure": tap.failure},
    ),
}


async def resume(update: Update, context: Performing) -> None:
    """/point: the open check-in."""
    await context.perform(update, reviewing.resume, check_in_id=None)


async def calls(update: Update, context: Performing) -> None:
    """/appels."""
    await context.perform(update, calling.show_call_tasks)


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """The commands of this task."""
    private = filters.ChatType.PRIVATE
    return [CommandHandler("point", resume, private), CommandHandler("appels", calls, private)]
