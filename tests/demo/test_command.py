"""The command as people start and stop it: another process, over a snapshot that is there."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.demo.command import ROOT


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`demo` in a folder of its own; what it keeps goes to `var/demo` there."""
    command: Sequence[str] = (sys.executable, "-m", "bot", "demo", *arguments)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def welcome_of(process: subprocess.Popen[str]) -> str:
    """What the demo prints once it answers, to its last line."""
    assert process.stdout is not None
    lines: list[str] = []
    while not (lines and "Ctrl-C" in lines[-1]) and (line := process.stdout.readline()):
        lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_the_pages_address_answers_there_and_stops_cleanly(
    snapshot: Path, tmp_path: Path, wanted: signal.Signals
) -> None:
    shutil.copytree(snapshot, tmp_path / "var" / "demo" / "snapshot")
    process = start(tmp_path, "--port", "0")
    welcome = welcome_of(process)
    address = re.search(r"http://127\.0\.0\.1:\d+/\?leader=\d+&consultant=\d+&staff=\d+", welcome)
    assert address is not None, process.communicate()

    with urllib.request.urlopen(address[0], timeout=10) as page:  # noqa: S310 - our own address
        assert b"<html" in page.read()
    process.send_signal(wanted)
    _, complaints = process.communicate(timeout=20)

    assert process.returncode == 0
    assert complaints == ""
    for name in ("Mariem Jabri", "Hassan Miftah", "Leïla Mouhsine"):
        assert name in welcome
    assert [one.name for one in (tmp_path / "var" / "demo").iterdir()] == ["snapshot"]


def test_a_taken_port_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said, complaints = (process := start(tmp_path, "--port", str(port))).communicate(timeout=30)

    assert process.returncode == 1
    assert (said, complaints.count("\n")) == ("", 1)
    assert str(port) in complaints


def test_a_folder_that_cannot_be_written_to_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder is wanted")

    said, complaints = (process := start(tmp_path, "--port", "0")).communicate(timeout=30)

    assert process.returncode == 1
    assert (said, complaints.count("\n")) == ("", 1)
    assert "var/demo" in complaints
