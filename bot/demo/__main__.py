"""``python -m bot.demo --port N``: the demo without the command line of the whole program."""

import argparse

from bot.demo.command import run_demo


def main() -> None:
    """Runs the demo until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo", description="Suivi with phones in the browser")
    parser.add_argument("--port", type=int, default=8080, help="0 takes any free port")
    run_demo(parser.parse_args().port)


if __name__ == "__main__":
    main()
