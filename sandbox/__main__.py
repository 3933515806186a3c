"""``python -m sandbox --port N [--state DIR]``: the local Telegram on its own."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from sandbox.app import create_app
from sandbox.serving import PortTakenError, serve
from sandbox.state import State


def main() -> int:
    """Serve until interrupted; exit code 0 when stopped, 1 when it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free port")
    options = parser.parse_args()
    try:
        server = serve(create_app(State()), options.port)
    except PortTakenError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 1
    print(f"The local Telegram listens on {server.url} (phones: {server.url}/)", flush=True)
    over = threading.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: over.set())
    over.wait()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
