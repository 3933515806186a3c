"""The wire: what was certainly not delivered is told from what may have been, and no error holds the token."""

import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.responses import Response
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.wire import AiohttpRequest, AnswerLostError, NotDeliveredError
from sandbox.app import create_app
from sandbox.client import Client
from sandbox.serving import Server, serve
from sandbox.state import State
from tests.house import TOKEN


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(create_app(State())) as running:
        yield running


@pytest.fixture
async def wire() -> AsyncIterator[AiohttpRequest]:
    opened = AiohttpRequest(timeout=0.3, upload_timeout=5, connect_timeout=0.3)
    await opened.initialize()
    yield opened
    await opened.shutdown()


async def fault(server: Server, kind: str, seconds: float = 1) -> None:
    async with Client(server.url) as client:
        await client.call("POST", "/sandbox/faults", {"kind": kind, "seconds": seconds})


def address(server: Server) -> str:
    return f"{server.url}/bot{TOKEN}/getMe"


async def test_an_answer_comes_back_with_its_status(wire: AiohttpRequest, server: Server) -> None:
    status, body = await wire.do_request(address(server), "POST", RequestData())

    assert status == 200
    assert b'"is_bot":true' in body


async def test_a_refused_connection_is_certainly_no_delivery(wire: AiohttpRequest) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/bot{TOKEN}/sendMessage"
        with pytest.raises(NotDeliveredError) as raised:
            await wire.do_request(url, "POST", RequestData())

    assert TOKEN not in str(raised.value)


async def test_a_name_that_is_not_found_is_certainly_no_delivery(wire: AiohttpRequest) -> None:
    with pytest.raises(NotDeliveredError):
        await wire.do_request("http://nobody.invalid/", "POST", RequestData())


async def test_a_connection_that_breaks_may_have_delivered(wire: AiohttpRequest, server: Server) -> None:
    await fault(server, "drop")

    with pytest.raises(AnswerLostError) as raised:
        await wire.do_request(address(server), "POST", RequestData())

    assert TOKEN not in str(raised.value)


async def test_an_answer_that_does_not_come_in_time_may_have_delivered(wire: AiohttpRequest, server: Server) -> None:
    await fault(server, "deliver_timeout", seconds=2)

    with pytest.raises(TimedOut):
        await wire.do_request(address(server), "POST", RequestData())


@pytest.mark.parametrize(("status", "lost"), [(502, True), (504, True), (500, False), (503, False)])
async def test_a_gateway_that_gives_up_may_have_delivered(wire: AiohttpRequest, status: int, lost: bool) -> None:
    with serve(Response(status_code=status)) as server:
        if lost:
            with pytest.raises(AnswerLostError):
                await wire.do_request(server.url, "POST", RequestData())
        else:
            assert (await wire.do_request(server.url, "POST", RequestData()))[0] == status


def test_lost_answers_and_refused_connections_are_failures_of_the_network() -> None:
    assert issubclass(AnswerLostError, NetworkError)
    assert issubclass(NotDeliveredError, NetworkError)
