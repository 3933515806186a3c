"""Telegram's command menu: everything in it is on buttons too, so nobody has to know a command."""

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from domain.buttons import Task
from domain.people import Language
from messages.menu import menu_words

log = structlog.get_logger(__name__)

#: The tasks everybody has, by the command that opens each.
COMMANDS = {
    "menu": Task.HOME,
    "point": Task.CHECK_IN,
    "plan": Task.PLAN,
    "videos": Task.VIDEOS,
    "guide": Task.GUIDE,
    "langue": Task.LANGUAGE,
    "aide": Task.HELP,
}


async def publish_menu(bot: Bot) -> None:
    """Tells Telegram the commands, in Arabic unless a phone is set to French; best effort."""
    try:
        await bot.set_my_commands(_commands(Language.ARABIC))
        await bot.set_my_commands(_commands(Language.FRENCH), language_code=Language.FRENCH.value)
    except TelegramError as error:
        log.warning("menu not published", kind=type(error).__name__)


def _commands(language: Language) -> list[BotCommand]:
    words = menu_words(COMMANDS.values(), language)
    return [BotCommand(command, text) for command, text in zip(COMMANDS, words, strict=True)]
