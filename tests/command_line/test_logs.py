"""The logs: structured, on the standard error stream, and without tokens or phone numbers."""

import json
import logging

import pytest
import structlog

from bot.logs import configure_logs
from bot.redaction import redact
from bot.settings import LogFormat, LogLevel
from tests.command_line.terminal import TOKEN, Terminal

FORMATS = pytest.mark.parametrize("form", list(LogFormat))
PHONE = "+999 000 000 01"


class Carrier:
    """Something that shows a token when it is printed."""

    def __repr__(self) -> str:
        return f"<session of https://api.telegram.org/bot{TOKEN}/getMe>"


def logged(terminal: Terminal) -> str:
    said = terminal.capture.readouterr()
    assert said.out == ""
    return said.err


@FORMATS
def test_no_token_and_no_phone_number_passes(terminal: Terminal, form: LogFormat) -> None:
    configure_logs(LogLevel.DEBUG, form)
    log = structlog.get_logger("any")

    log.info(TOKEN, number=PHONE)
    log.info("deep", values={"urls": [f"https://x/bot{TOKEN}/sendMessage"], "phones": (PHONE,)})
    log.info("object", of=Carrier())
    log.bind(token=TOKEN).warning("bound")
    log.error("failed", exc_info=ValueError(f"{TOKEN} {PHONE}"))
    told = logged(terminal)

    assert TOKEN.partition(":")[2] not in told
    assert "000 01" not in told
    assert told.count("[token]") >= 5
    assert "ValueError" in told


@FORMATS
def test_the_libraries_go_the_same_way(terminal: Terminal, form: LogFormat) -> None:
    configure_logs(LogLevel.DEBUG, form)

    logging.getLogger("telegram.ext").error("The token `%s` was rejected", TOKEN)
    told = logged(terminal)

    assert "[token]" in told
    assert TOKEN not in told


@pytest.mark.parametrize("library", ["httpx", "aiohttp.access", "apscheduler.executors.default", "telegram.Bot"])
def test_libraries_are_heard_only_when_something_is_wrong(terminal: Terminal, library: str) -> None:
    configure_logs(LogLevel.DEBUG, LogFormat.CONSOLE)

    logging.getLogger(library).info("every request")
    logging.getLogger(library).warning("something")
    told = logged(terminal)

    assert "every request" not in told
    assert "something" in told


def test_a_json_line_is_an_object_with_its_level_and_time(terminal: Terminal) -> None:
    configure_logs(LogLevel.INFO, LogFormat.JSON)

    structlog.get_logger("any").warning("no updates", reason="تأخر", seconds=3)
    event = json.loads(logged(terminal))

    assert event.pop("timestamp").endswith("Z")
    assert event == {"event": "no updates", "level": "warning", "reason": "تأخر", "seconds": 3}


def test_what_is_below_the_level_is_not_written(terminal: Terminal) -> None:
    configure_logs(LogLevel.ERROR, LogFormat.CONSOLE)
    structlog.get_logger("any").warning("quiet")
    logging.getLogger("telegram").warning("quiet too")
    assert logged(terminal) == ""


@pytest.mark.parametrize(
    "number",
    [
        "+212 6 12 34 56 78",
        "+212612345678",
        "00212612345678",
        "0612345678",
        "06 12 34 56 78",
        "05-28-99-00-11",
        "212612345678",
        "+999 000 000 01",
        "+33 (0)6 12 34 56 78",
    ],
)
def test_a_phone_number_is_taken_out_however_it_is_written(number: str) -> None:
    assert redact(f"called {number}, nobody") == "called [phone], nobody"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-07T09:30:00.061234Z",
        "2026-12-07 09:30:00+00:00",
        "row 1234567890",
        "update 812345678",
        "25.0 of 100",
        "vm:1677:a15e6dab",
        "127.0.0.1:8080",
        "2026-12-1",
    ],
)
def test_times_and_numbers_of_rows_stay(text: str) -> None:
    assert redact(text) == text
