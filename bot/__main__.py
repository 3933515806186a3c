"""`python -m bot COMMAND`, also installed as `suivi`. Exit code 0 done, 1 refused or failed in one line, 2 usage."""

import sys
from collections.abc import Sequence

from bot.commands.app import app
from bot.commands.refusal import one_line


def main(arguments: Sequence[str] | None = None) -> None:
    """Carries out a command and ends with its exit code; what goes wrong is one line on the standard error stream."""
    try:
        app(arguments)
    except Exception as error:  # noqa: BLE001 - the last door: nothing may leave as a traceback with people's words
        sys.stderr.write(f"suivi: {one_line(error)}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
