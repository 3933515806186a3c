"""`demo`."""

from typing import Annotated

import typer


def demo(port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8080) -> None:
    """Try it on this machine: no token, no network, phones in the browser."""
    from bot.demo.command import run_demo

    run_demo(port)
