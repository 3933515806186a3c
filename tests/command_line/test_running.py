"""`run`: it answers, stops when told to, waits for its turn, and says why when it cannot."""

import json
import signal
import sqlite3
import time
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from structlog.testing import capture_logs

from bot.commands.serving import ring
from sandbox import Server
from tests.command_line.terminal import TOKEN, Terminal
from tests.house import House


@pytest.fixture
def ready(imported: Terminal, online: Terminal) -> Terminal:
    """The programme, and a Telegram that answers."""
    assert imported is online
    return online


def answer_to(server: Server, text: str) -> str:
    """What the bot answers to a stranger's message."""
    deadline = time.monotonic() + 10
    user = httpx.post(f"{server.url}/sandbox/users", json={"first_name": "Inconnue", "language_code": "fr"}).json()
    httpx.post(f"{server.url}/sandbox/users/{user['id']}/send", json={"text": text})
    while time.monotonic() < deadline:
        chat = httpx.get(f"{server.url}/sandbox/users/{user['id']}/chat").json()["messages"]
        if chat[-1]["from"] == "bot":
            return str(chat[-1]["text"])
    raise AssertionError("the bot did not answer")


def status_of(terminal: Terminal) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(terminal.give("status", "--json").out)
    return found


def test_it_answers_shows_how_it_is_and_stops_cleanly(ready: Terminal, telegram: Server) -> None:
    with ready.running() as bot:
        assert "SuiviLocalBot" in bot.line_with("running")
        assert "invitation" in answer_to(telegram, "/start")
        while (found := status_of(ready))["next_check_in"] is None or found["last_poll"] is None:
            continue

        assert bot.stop(signal.SIGTERM) == 0

    assert found["active"] is True
    assert f":{bot.process.pid}:" in found["holder"]
    assert [line.split("]")[-1].strip() for line in bot.log[-2:]] == ["stopping", "stopped"], bot.log
    assert status_of(ready)["active"] is False


def test_a_standby_says_so_once_and_takes_over(ready: Terminal) -> None:
    with ready.running() as active, ready.running() as standby:
        # Which of the two comes first is theirs to decide.
        standby.line_with("standing by" if "running" in active.line_with("]") else "running")
        first, second = (active, standby) if "running" in active.log[-1] else (standby, active)

        assert first.stop() == 0
        second.line_with("taken over")
        second.line_with("running")

        assert second.stop(signal.SIGINT) == 0
    assert sum("standing by" in line for line in second.log) == 1


def test_a_process_that_lost_its_lease_ends_in_one_line(ready: Terminal) -> None:
    with ready.running() as bot:
        bot.line_with("running")
        connection = sqlite3.connect(ready.database)
        with connection:
            connection.execute("UPDATE lease SET holder = 'another', token = token + 1, expires_at = '2100-01-01'")
        connection.close()

        assert bot.line_with("suivi: ") == "suivi: another process of this bot has taken over\n"
        assert bot.process.wait(10) == 1


@pytest.mark.parametrize("table", ["heartbeat", "inbox", "outbox", "lease"])
def test_a_process_one_part_of_which_fails_for_good_ends_in_one_line(ready: Terminal, table: str) -> None:
    with ready.running() as bot:
        bot.line_with("running")
        connection = sqlite3.connect(ready.database)
        with connection:
            connection.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        connection.close()

        assert "cannot be used: no such table" in bot.line_with("suivi: ")
        assert bot.process.wait(10) == 1


def test_a_refused_token_ends_it_in_one_line(imported: Terminal, telegram: Server) -> None:
    token = TOKEN.replace("123456", "999")
    imported.configure(telegram=f'token = "{token}"\nbase_url = "{telegram.url}"')

    done = imported.give_outside("run")

    assert done.code == 1
    assert (
        done.err
        == f"suivi: {telegram.url} refuses the token: telegram.token is wrong or was revoked (ask @BotFather)\n"
    )


def test_it_waits_for_a_telegram_that_cannot_be_reached(imported: Terminal) -> None:
    imported.configure(telegram=f'token = "{TOKEN}"\nbase_url = "http://127.0.0.1:1"')
    with imported.running() as bot:
        assert "NotDeliveredError" in bot.line_with("Telegram does not answer, trying again")
        assert bot.stop() == 0


def test_stale_time_zones_end_it_in_one_line(ready: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    # As Casablanca was before 2026: an hour ahead all year round.
    monkeypatch.setattr("bot.rules.ZoneInfo", lambda _name: ZoneInfo("Etc/GMT-1"))

    done = ready.give("run")

    assert done.code == 1
    assert done.err == "suivi: the time-zone data is too old for Morocco: install tzdata 2026.3 or newer\n"


async def test_a_tick_that_fails_is_told_and_does_not_silence_the_alarm(house: House) -> None:
    await house.write(lambda uow: uow.connection.exec_driver_sql("ALTER TABLE alert RENAME TO elsewhere"))

    with capture_logs() as told:
        await ring(house.service)

    assert "tick failed" in {event["event"] for event in told}
    assert not any("alert" in str(event) and "SELECT" in str(event) for event in told)
    await house.write(lambda uow: uow.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO alert"))
