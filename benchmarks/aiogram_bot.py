"""The same conversation with aiogram's state machine, as its documentation would write it: all is kept in memory."""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks import conversation
from benchmarks.pinning import pin, tell

TOKEN = "7000000001:BENCH-token_of_the_local_telegram"  # noqa: S105 - opens nothing


class CheckIn(StatesGroup):
    """The one state of the conversation."""

    asking = State()


def question(place: int) -> tuple[str, InlineKeyboardMarkup]:
    """A question in the library's terms."""
    text, rows = conversation.question(place)
    buttons = [[InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in rows]
    return text, InlineKeyboardMarkup(inline_keyboard=buttons)


async def start(message: Message, state: FSMContext) -> None:
    """The first question."""
    await state.set_state(CheckIn.asking)
    await state.set_data({"answers": []})
    text, buttons = question(0)
    await message.answer(text, reply_markup=buttons)


async def answer(tap: CallbackQuery, state: FSMContext) -> None:
    """One tap: kept, answered, shown, and the next question asked."""
    assert isinstance(tap.message, Message)
    answers = [*(await state.get_data())["answers"], tap.data]
    await state.update_data(answers=answers)
    await tap.answer(conversation.RECORDED)
    await tap.message.edit_text(conversation.answered(len(answers)))
    if tap.data == conversation.CONFIRM:
        await state.clear()
        await tap.message.answer(conversation.THANKS)
        return
    text, buttons = question(len(answers))
    await tap.message.answer(text, reply_markup=buttons)


async def live(url: str) -> None:
    """Polls until it is ended."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(start, CommandStart())
    dispatcher.callback_query.register(answer, CheckIn.asking, F.data)
    tell(ready=True)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    pin(int(sys.argv[1]))
    asyncio.run(live(sys.argv[2]))
