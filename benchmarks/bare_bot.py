"""The wire's own time: a bot that answers each tap at once and thinks of nothing.

It shows people a question, and after each tap the same question again.
"""

import asyncio
import sys
from typing import Any

import aiohttp

from benchmarks.crowd import FIRST_USER
from benchmarks.pinning import pin, tell

TOKEN = "7000000001:BENCH-token_of_the_local_telegram"  # noqa: S105 - opens nothing
_BUTTONS = {"inline_keyboard": [[{"text": "⏭ Passer", "callback_data": "0"}]]}


class BareBot:
    """Calls of the Bot API over one session."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._root = f"{url}/bot{TOKEN}"
        self._session = session

    async def show(self, chat_id: int) -> None:
        """One question."""
        await self._call("sendMessage", chat_id=chat_id, text="Où en est cette action ?", reply_markup=_BUTTONS)

    async def serve(self) -> None:
        """Answers taps for ever."""
        offset = 0
        while True:
            for update in await self._call("getUpdates", offset=offset, timeout=25):
                offset = update["update_id"] + 1
                tap = update["callback_query"]
                await self._call("answerCallbackQuery", callback_query_id=tap["id"])
                await self.show(tap["from"]["id"])

    async def _call(self, method: str, **parameters: Any) -> Any:
        async with self._session.post(f"{self._root}/{method}", json=parameters) as response:
            return (await response.json())["result"]


async def live(url: str, people: int) -> None:
    """Shows everybody their question and answers taps until it is ended."""
    async with aiohttp.ClientSession() as session:
        bot = BareBot(url, session)
        for place in range(people):
            await bot.show(FIRST_USER + place)
        tell(ready=True)
        await bot.serve()


if __name__ == "__main__":
    pin(int(sys.argv[1]))
    asyncio.run(live(sys.argv[2], int(sys.argv[3])))
