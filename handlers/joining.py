"""Joining, language, home, help; leaving a chat and coming back; groups."""

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from domain import buttons
from handlers.performing import Performing
from handlers.routes import Routes
from usecases import joining, reachability

TAPS: Routes = {
    buttons.GiveConsent: lambda tap: (joining.give_consent, {"agreed": tap.agreed}),
    buttons.ChooseLanguage: lambda tap: (joining.choose_language, {"language": tap.language}),
    buttons.ChooseSlot: lambda tap: (joining.choose_slot, {"slot": tap.slot}),
}


async def start(update: Update, context: Performing) -> None:
    """/start, with the token of an invitation or without."""
    await context.perform(update, joining.start, token=(context.args or [""])[0])


async def language(update: Update, context: Performing) -> None:
    """/langue."""
    await context.perform(update, joining.ask_language)


async def help_(update: Update, context: Performing) -> None:
    """/aide."""
    await context.perform(update, joining.show_help)


async def home(update: Update, context: Performing) -> None:
    """/menu: the task buttons."""
    await context.perform(update, joining.show_home)


async def privacy(update: Update, context: Performing) -> None:
    """/privacy."""
    await context.perform(update, joining.show_privacy)


async def stop(update: Update, context: Performing) -> None:
    """/stop."""
    await context.perform(update, joining.stop)


async def refuse_group(update: Update, context: Performing) -> None:
    """Private chats only."""
    await context.perform(update, joining.refuse_group)


async def membership_changed(update: Update, context: Performing) -> None:
    """Somebody blocked the bot or let it in again; or it was brought into a group, or sent out of one."""
    change = update.my_chat_member
    if change is not None and change.chat.type != ChatType.PRIVATE:
        if change.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}:
            await context.perform(update, joining.refuse_group)
        return
    blocked = change is not None and change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    await context.perform(update, reachability.note_block, blocked=blocked)


def handlers() -> list[BaseHandler]:  # type: ignore[type-arg] # the library's own parameters say nothing here
    """Groups first: nothing else is heard there."""
    private = filters.ChatType.PRIVATE
    return [
        ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER, chat_id=None),
        MessageHandler(filters.COMMAND & ~private, refuse_group),
        CommandHandler("start", start, private),
        CommandHandler(["langue", "language"], language, private),
        CommandHandler(["aide", "help"], help_, private),
        CommandHandler("menu", home, private),
        CommandHandler("privacy", privacy, private),
        CommandHandler("stop", stop, private),
    ]
