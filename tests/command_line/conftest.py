"""A terminal in a folder of its own, a local Telegram that lets one token in, a database with the programme."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from sandbox import Server, State, create_app, serve
from tests.command_line.terminal import TOKEN, Terminal


@pytest.fixture(scope="session")
def telegram() -> Iterator[Server]:
    """A local Telegram that knows one bot."""
    with serve(create_app(State(tokens=[TOKEN]))) as server:
        yield server


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal; what a command does to the logs and finds in the environment ends with the test."""
    monkeypatch.chdir(tmp_path)
    for name in [one for one in os.environ if one.startswith("SUIVI_")]:
        monkeypatch.delenv(name)
    handlers, level, configuration = list(logging.root.handlers), logging.root.level, structlog.get_config()
    terminal = Terminal(tmp_path, capsys)
    terminal.configure()
    yield terminal
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.configure(**configuration)


@pytest.fixture
def online(terminal: Terminal, telegram: Server) -> Terminal:
    """A terminal whose settings lead to the local Telegram."""
    terminal.configure(telegram=f'token = "{TOKEN}"\nbase_url = "{telegram.url}"', polling="seconds = 1")
    return terminal


@pytest.fixture
def imported(terminal: Terminal, programme_template: Path) -> Terminal:
    """A terminal whose database holds the sample programme."""
    shutil.copy(programme_template, terminal.database)
    return terminal
