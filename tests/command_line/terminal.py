"""Commands as people give them: in a process of their own, or through the same door in this one."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "content" / "programme.xlsx"
_PATIENCE_SECONDS = 15
TOKEN = "123456:TEST-token_for_the_local_telegram"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Terminal:
    """A folder with a `config.toml` in it, in which commands are given."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def database(self) -> Path:
        return self.folder / "suivi.db"

    def configure(self, **more: str) -> None:
        """Writes the settings: those of every test, and more by section."""
        sections = {"database": f'url = "sqlite:///{self.database}"', **more}
        text = "\n".join(f"[{name}]\n{lines}" for name, lines in sections.items())
        (self.folder / "config.toml").write_text(text)

    def give(self, *arguments: str) -> Done:
        """Carries out a command in this process."""
        self.capture.readouterr()
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        else:
            code = 0
        said = self.capture.readouterr()
        return Done(code, said.out, said.err)

    def give_outside(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Done:
        """Carries out a command in a process of its own, as somebody at a terminal."""
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=_environment(environment or {}),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def running(self) -> Iterator["RunningBot"]:
        """A bot in a process of its own; it is told to end at the latest when the block does."""
        command = [sys.executable, "-m", "bot", "run"]
        with subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=self.folder, env=_environment({}), stderr=subprocess.PIPE, text=True
        ) as process:
            # A bot that has nothing to say would be waited for without end.
            patience = threading.Timer(_PATIENCE_SECONDS, process.kill)
            patience.start()
            bot = RunningBot(process)
            try:
                yield bot
            finally:
                bot.stop()
                patience.cancel()


@dataclass(slots=True)
class RunningBot:
    """A process of `run`; `log` holds the lines read so far."""

    process: "subprocess.Popen[str]"
    log: list[str] = field(default_factory=list)

    def line_with(self, words: str) -> str:
        """The next logged line that holds these words."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line)
            if words in line:
                return line
        raise AssertionError(f"no {words!r} in the log: {self.log}")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to end, if it has not; gives its exit code."""
        self.process.send_signal(by)
        assert self.process.stderr is not None
        self.log.extend(self.process.stderr)
        return self.process.wait(_PATIENCE_SECONDS)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}
