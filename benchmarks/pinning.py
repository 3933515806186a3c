"""Programs of a benchmark on cores of their own, where the machine has them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any

ROOT = Path(__file__).parents[1]


def cores() -> tuple[int, int]:
    """The core of the bot that is measured, and that of all others; the same one where there is only one."""
    if not hasattr(os, "sched_getaffinity"):
        return 0, 0
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


def pin(core: int, process: int = 0) -> None:
    """From now on a process (this one) runs on that core alone, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process, {core})


class Program:
    """A program that takes and gives lines of JSON on its standard streams."""

    def __init__(self, module: str, *arguments: str, core: int) -> None:
        """Starts it; it pins itself to the core given as its first argument."""
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, "-m", module, str(core), *arguments],
            stdin=PIPE,
            stdout=PIPE,
            text=True,
            bufsize=1,
            cwd=ROOT,
        )

    @property
    def process_id(self) -> int:
        """As the system knows it."""
        return self._process.pid

    def ask(self, **question: Any) -> Any:
        """One line out, one line back."""
        assert self._process.stdin is not None
        print(json.dumps(question), file=self._process.stdin)
        return self.hear()

    def hear(self) -> Any:
        """The next line. Raises RuntimeError if the program has ended."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} has ended")
        return json.loads(line)

    def end(self) -> str:
        """Ends it and waits for that; gives what it still said."""
        self._process.terminate()
        return str(self._process.communicate()[0])


@contextmanager
def program(module: str, *arguments: str, core: int) -> Iterator[Program]:
    """A program for the length of a block."""
    started = Program(module, *arguments, core=core)
    try:
        yield started
    finally:
        started.end()


def cpu_seconds_of(process: int) -> float:
    """The processor time a process has taken so far, as Linux says."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def tell(**answer: Any) -> None:
    """One line to whoever has started this program."""
    print(json.dumps(answer), flush=True)
