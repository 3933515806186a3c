"""The wire to the Bot API: the library's request interface on aiohttp.

Measured (docs/decisions/0002-aiohttp-wire.md): the default client takes four fifths of the busy time of a turn.
Time-outs are told apart: a connection that was never made is certainly no delivery, a lost answer may be one.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData


class NotDeliveredError(NetworkError):
    """The connection could not be made: Telegram has certainly not seen the request."""


class AnswerLostError(NetworkError):
    """The request went out and no answer of Telegram's came back: it may have been acted on."""


class TooLargeError(Exception):
    """More bytes have come than were to be taken."""


#: What takes the parts of a file, in order.
Take = Callable[[bytes], Awaitable[None]]

#: The bytes of a part, and of an answer that is no file.
_PART, _LONGEST_REFUSAL = 256 * 1024, 4096

#: A gateway's answer is not Telegram's: what is behind it may have acted.
_GATEWAY = frozenset({502, 504})


class AiohttpRequest(BaseRequest):
    """A pool of connections for one kind of calls; time-outs in seconds, a longer one for calls that carry a file."""

    def __init__(
        self,
        *,
        connections: int = 64,
        timeout: float = 20.0,
        upload_timeout: float = 180.0,
        connect_timeout: float = 5.0,
    ) -> None:
        super().__init__()
        self._connections = connections
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=connect_timeout)
        self._upload_timeout = aiohttp.ClientTimeout(total=upload_timeout, connect=connect_timeout)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds a call may take."""
        return self._timeout.total

    async def initialize(self) -> None:
        """Opens the pool."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                # Telegram sets no cookies: looking for them in each answer takes longer than writing the request.
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the pool's own time-outs hold
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """One request of the library's: (HTTP status, body). Raises as `exchange` does."""
        del method  # the library only ever posts
        uploads = request_data is not None and request_data.contains_files
        return await self.exchange(url, _body(request_data), uploads=uploads)

    async def exchange(
        self, url: str, body: Any, *, headers: Mapping[str, str] | None = None, uploads: bool = False
    ) -> tuple[int, bytes]:
        """Posts a body: (HTTP status, body of the answer). Raises NotDeliveredError, TimedOut or AnswerLostError."""
        timeout = self._upload_timeout if uploads else self._timeout
        with _told():
            async with self._opened().post(url, data=body, headers=headers, timeout=timeout) as response:
                if response.status in _GATEWAY:
                    raise AnswerLostError(f"gateway answered {response.status}")
                return response.status, await response.read()

    async def download(self, url: str, take: Take, most_bytes: int) -> tuple[int, bytes]:
        """Gets a file and hands its bytes over in parts: (HTTP status, the answer where it is not the file).

        Raises as `exchange` does; TooLargeError as soon as more has come than that; and whatever `take` raises.
        """
        received = 0
        with _told():
            async with self._opened().get(url, timeout=self._upload_timeout) as response:
                if response.status != HTTPStatus.OK:
                    return response.status, await response.content.read(_LONGEST_REFUSAL)
                async for part in response.content.iter_chunked(_PART):
                    received += len(part)
                    if received > most_bytes:
                        raise TooLargeError(most_bytes)
                    await take(part)
        return HTTPStatus.OK, b""

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the wire is not initialised")
        return self._session


@contextmanager
def _told() -> Iterator[None]:
    """Tells the library's failures apart: was it certainly not delivered, or only the answer lost?"""
    try:
        yield
    except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
        raise NotDeliveredError(f"no connection: {type(error).__name__}") from error
    except TimeoutError as error:
        raise TimedOut from error
    except (aiohttp.ClientError, OSError) as error:
        # The message of the library's error may hold the address, and the address holds the token.
        raise AnswerLostError(f"connection lost: {type(error).__name__}") from error


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form
