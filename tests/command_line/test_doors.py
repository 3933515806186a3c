"""The way in and out of every command: exit codes, one line for what goes wrong, a quick start."""

import subprocess
import sys

import pytest

from bot.commands.refusal import RefusalError, one_line
from tests.command_line.terminal import ROOT, TOKEN, Terminal

COMMANDS = [
    "demo",
    "run",
    "import",
    "template",
    "invite",
    "summary",
    "simulate",
    "status",
    "deadletters",
    "migrate",
    "copy",
]


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from bot.__main__ import main\n"
        "try: main(['--help'])\n"
        "finally: print({'sqlalchemy', 'telegram', 'pydantic', 'structlog', 'typst', 'aiohttp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert all(f" {command} " in done.stdout for command in [*COMMANDS, "doctor"])
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["invite", "chef"],
        ["summary", "2027-13"],
        ["summary", "january"],
        ["summary", "2027-01", "--language", "de"],
        ["deadletters", "replay", "12"],
        ["demo", "--port", "99999"],
    ],
)
def test_wrong_usage_is_exit_code_2(terminal: Terminal, arguments: list[str]) -> None:
    done = terminal.give(*arguments)
    assert done.code == 2
    assert "Usage:" in done.err


@pytest.mark.parametrize("arguments", [["--config", "other.toml", "status"], ["status", "--config", "other.toml"]])
def test_the_settings_are_named_before_or_after_the_command(terminal: Terminal, arguments: list[str]) -> None:
    done = terminal.give(*arguments)
    assert done.code == 1
    assert done.err == "suivi: other.toml: cannot be read: No such file or directory\n"


def test_a_failure_nobody_foresaw_is_told_without_its_text() -> None:
    with pytest.raises(KeyError) as failure:
        {"a": 1}["the words of a leader"]
    told = one_line(failure.value)
    place = "tests.command_line.test_doors.test_a_failure_nobody_foresaw"
    assert told.startswith(f"unexpected failure: KeyError in {place}")
    assert "leader" not in told


def test_whatever_is_told_is_one_line_without_a_token() -> None:
    assert one_line(RefusalError(f"two\nlines of {TOKEN}")) == "two lines of [token]"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "config.toml: telegram.token is missing"),
        ({"telegram": 'tokn = "x"'}, "config.toml: telegram.tokn is no setting; did you mean telegram.token?"),
    ],
)
def test_run_refuses_settings_in_one_line(terminal: Terminal, settings: dict[str, str], words: str) -> None:
    terminal.configure(**settings)
    done = terminal.give_outside("run")
    assert done.code == 1
    assert done.err.startswith(f"suivi: {words}")
    assert done.err.count("\n") == 1
