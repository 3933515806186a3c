"""The local Telegram as one Starlette application."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.api import BotApi
from sandbox.clockcontrol import ClockControl
from sandbox.downloads import Downloads
from sandbox.errors import ApiError, ControlError
from sandbox.jsonresponse import refused
from sandbox.labcontrol import LabControl
from sandbox.phonecontrol import PhoneControl
from sandbox.state import State

_PAGE = Path(__file__).parent / "page"


def create_app(state: State, *, clock: ClockControl | None = None, page: Path = _PAGE) -> Starlette:
    """The server over ``state``; ``clock`` adds ``/clock``, ``page`` is the phones page's folder."""
    app = Starlette(
        routes=[*_bot_routes(state), *_control_routes(state, clock), *_page_routes(page)],
        exception_handlers={ControlError: refused, ApiError: refused},
    )
    app.state.sandbox = state
    return app


def _bot_routes(state: State) -> list[BaseRoute]:
    return [
        Route("/bot{token}/{method}", BotApi(state)),
        Route("/file/bot{token}/{path:path}", Downloads(state)),
    ]


def _control_routes(state: State, clock: ClockControl | None) -> list[BaseRoute]:
    phones = PhoneControl(state)
    lab = LabControl(state, clock)
    user = "/sandbox/users/{user_id}"
    return [
        Route("/sandbox/users", phones.users, methods=["GET", "POST"]),
        Route(f"{user}/send", phones.send, methods=["POST"]),
        Route(f"{user}/tap", phones.tap, methods=["POST"]),
        Route(f"{user}/block", phones.block, methods=["POST"]),
        Route(f"{user}/chat", phones.chat),
        Route(f"{user}/file/{{file_id}}", phones.file),
        Route("/sandbox/info", lab.info),
        Route("/sandbox/calls", lab.calls),
        Route("/sandbox/faults", lab.faults, methods=["GET", "POST", "DELETE"]),
        Route("/sandbox/limits", lab.limits, methods=["GET", "POST", "DELETE"]),
        Route("/sandbox/updates", lab.updates, methods=["POST"]),
        Route("/sandbox/events", lab.events),
        Route("/clock", lab.clock, methods=["GET", "POST"]),
    ]


def _page_routes(page: Path) -> list[BaseRoute]:
    async def index(_request: Request) -> Response:
        return FileResponse(page / "index.html")

    return [Route("/", index), Mount("/page", StaticFiles(directory=page, check_dir=False))]
