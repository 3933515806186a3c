"""`invite`: a link with the bot's own name, or one line and no invitation."""

import hashlib
import re
import sqlite3

import pytest

from sandbox import Server
from tests.command_line.terminal import TOKEN, Terminal

LINK = re.compile(r"https://t\.me/SuiviLocalBot\?start=([\w-]{22})\n")


def stored_hashes(terminal: Terminal) -> list[str]:
    connection = sqlite3.connect(terminal.database)
    found = [row[0] for row in connection.execute("SELECT token_hash FROM invitation")]
    connection.close()
    return found


@pytest.fixture
def ready(imported: Terminal, online: Terminal) -> Terminal:
    """The programme, and a Telegram that answers."""
    assert imported is online
    return online


def test_a_link_for_a_person_of_the_workbook(ready: Terminal) -> None:
    done = ready.give_outside("invite", "leader", "--person", "L10A")

    assert (done.code, done.err) == (0, "")
    link = LINK.fullmatch(done.out)
    assert link is not None
    assert stored_hashes(ready) == [hashlib.sha256(link[1].encode()).hexdigest()]


@pytest.mark.parametrize("arguments", [["staff"], ["consultant", "--person", "K3"], ["leader", "--cooperative", "c10"]])
def test_every_role_can_be_invited(ready: Terminal, arguments: list[str]) -> None:
    assert LINK.fullmatch(ready.give("invite", *arguments).out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["leader"], "a leader is invited for a cooperative"),
        (["leader", "--cooperative", "C99"], "there is no cooperative C99"),
        (["staff", "--person", "X1"], "there is no person X1"),
        (["staff", "--person", "L10A"], "L10A is a leader, not a staff"),
    ],
)
def test_an_invitation_that_cannot_be_made_is_one_line(ready: Terminal, arguments: list[str], words: str) -> None:
    done = ready.give("invite", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"suivi: {words}")
    assert stored_hashes(ready) == []


@pytest.mark.parametrize(
    ("token", "server", "words"),
    [
        (TOKEN.replace("123456", "999"), None, "refuses the token: telegram.token is wrong or was revoked"),
        (TOKEN, "http://127.0.0.1:1", "http://127.0.0.1:1 cannot be reached (NotDeliveredError)"),
    ],
)
def test_no_invitation_is_left_behind_when_telegram_does_not_answer(
    imported: Terminal, telegram: Server, token: str, server: str | None, words: str
) -> None:
    imported.configure(telegram=f'token = "{token}"\nbase_url = "{server or telegram.url}"')

    done = imported.give("invite", "staff")

    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert token.partition(":")[2] not in done.err
    assert stored_hashes(imported) == []
