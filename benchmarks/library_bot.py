"""The same conversation as the library's documentation would write it: a ConversationHandler that keeps all in memory.

It makes the same calls a turn as ours: the tap is answered, the question is edited to show what was said, the next one
is sent. Nothing is stored.
"""

import sys
import warnings

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
)

from benchmarks import conversation
from benchmarks.pinning import pin, tell

TOKEN = "7000000001:BENCH-token_of_the_local_telegram"  # noqa: S105 - opens nothing
ASKING = 0


def question(place: int) -> tuple[str, InlineKeyboardMarkup]:
    """A question in the library's terms."""
    text, rows = conversation.question(place)
    buttons = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    return text, InlineKeyboardMarkup(buttons)


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The first question."""
    assert update.effective_chat is not None
    assert context.user_data is not None
    context.user_data["answers"] = []
    text, buttons = question(0)
    await context.bot.send_message(update.effective_chat.id, text, reply_markup=buttons, parse_mode="HTML")
    return ASKING


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """One tap: kept, answered, shown, and the next question asked."""
    assert update.effective_chat is not None
    assert context.user_data is not None
    tap: CallbackQuery | None = update.callback_query
    assert tap is not None
    answers = context.user_data["answers"]
    answers.append(tap.data)
    await tap.answer(conversation.RECORDED)
    await tap.edit_message_text(conversation.answered(len(answers)), parse_mode="HTML")
    if tap.data == conversation.CONFIRM:
        await context.bot.send_message(update.effective_chat.id, conversation.THANKS, parse_mode="HTML")
        return ConversationHandler.END
    text, buttons = question(len(answers))
    await context.bot.send_message(update.effective_chat.id, text, reply_markup=buttons, parse_mode="HTML")
    return ASKING


def main(url: str) -> None:
    """Polls until it is ended."""
    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    # Its warning says what is wanted here: one conversation a person, not one a message.
    warnings.simplefilter("ignore")
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={ASKING: [CallbackQueryHandler(answer)]},
            fallbacks=[CommandHandler("start", start)],
        )
    )
    tell(ready=True)
    application.run_polling()


if __name__ == "__main__":
    pin(int(sys.argv[1]))
    main(sys.argv[2])
