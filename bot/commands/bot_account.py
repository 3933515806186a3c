"""Asks Telegram whose token the settings hold."""

from telegram import Bot, User
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.commands.refusal import RefusalError
from bot.settings import Settings
from bot.wire import AiohttpRequest

_SECONDS = 15.0


async def bot_account(settings: Settings) -> User:
    """The bot's own account, through getMe. Raises RefusalError."""
    bot = Bot(
        settings.telegram.token.get_secret_value(),
        base_url=f"{settings.telegram.base_url}/bot",
        request=AiohttpRequest(timeout=_SECONDS),
        get_updates_request=AiohttpRequest(),
    )
    try:
        async with bot:
            return bot.bot
    except TelegramError as error:
        raise RefusalError(telegram_refusal(settings, error)) from error


def telegram_refusal(settings: Settings, error: TelegramError) -> str:
    """A refusal in words; the library's own may repeat the token."""
    server = settings.telegram.base_url
    if isinstance(error, InvalidToken):
        return f"{server} refuses the token: telegram.token is wrong or was revoked (ask @BotFather)"
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return f"{server} cannot be reached ({type(error).__name__})"
    return f"{server} does not answer as it should ({type(error).__name__})"
