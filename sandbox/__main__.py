"""``python -m sandbox --port N [--state DIR]``: the local Telegram on its own."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from sandbox.app import create_app
from sandbox.serving import PortTakenError, serve
from sandbox.state import State


def main() -> int:
    """Serve until interrupted; exit code 0 when stopped, 1 when it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free port")
    parser.add_argument("--state", type=Path, help="folder to start from and to store into at the end")
    options = parser.parse_args()
    try:
        state = _open(options.state)
        server = serve(create_app(state), options.port)
    except (PortTakenError, ValueError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 1
    sys.stdout.write(f"The local Telegram listens on {server.url} (phones: {server.url}/)\n")
    sys.stdout.flush()
    over = threading.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: over.set())
    over.wait()
    server.stop()
    if options.state is not None:
        state.save(options.state)
    return 0


def _open(folder: Path | None) -> State:
    """The state stored in ``folder``, or a fresh one when nothing is there yet."""
    if folder is None:
        return State()
    try:
        return State.load(folder)
    except FileNotFoundError:
        return State()


if __name__ == "__main__":
    sys.exit(main())
