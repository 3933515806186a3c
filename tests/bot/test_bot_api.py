"""The calls by which the bot speaks: what Telegram refused is told from what may have arrived."""

from collections.abc import AsyncIterator

import pytest
from starlette.responses import JSONResponse, Response
from telegram.error import BadRequest, NetworkError

from bot.bot_api import BotApi
from bot.wire import AiohttpRequest, AnswerLostError
from sandbox.serving import serve
from tests.house import TOKEN


@pytest.fixture
async def wire() -> AsyncIterator[AiohttpRequest]:
    opened = AiohttpRequest(timeout=5)
    await opened.initialize()
    yield opened
    await opened.shutdown()


@pytest.mark.parametrize("body", ['{"ok":true,"resu', "<html>Welcome to this network</html>"])
async def test_a_good_answer_that_cannot_be_read_may_be_a_delivery(wire: AiohttpRequest, body: str) -> None:
    with serve(Response(body)) as server, pytest.raises(AnswerLostError):
        await BotApi(server.url, TOKEN, wire).call("sendMessage", {"chat_id": 1, "text": "?"})


async def test_a_failure_that_is_not_telegrams_is_none_of_the_message(wire: AiohttpRequest) -> None:
    with serve(Response("<html>", status_code=503)) as server, pytest.raises(NetworkError) as raised:
        await BotApi(server.url, TOKEN, wire).call("sendMessage", {"chat_id": 1, "text": "?"})

    assert not isinstance(raised.value, AnswerLostError | BadRequest)


async def test_a_file_that_is_too_large_for_telegram_is_refused_for_good(wire: AiohttpRequest) -> None:
    answer = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    with serve(JSONResponse(answer, status_code=413)) as server, pytest.raises(BadRequest):
        await BotApi(server.url, TOKEN, wire).call("sendVideo", {"chat_id": 1}, {"video": ("a.mp4", b"0")})
