"""`simulate`."""

from pathlib import Path
from typing import Annotated

import typer


def simulate(
    months: Annotated[int, typer.Option(min=1, help="How long it lasts.")] = 6,
    cooperatives: Annotated[int | None, typer.Option(min=1, help="How many; all of the sample if not given.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed plays the same story.")] = 1,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for the report.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Play a whole programme through the real bot in fast time and compare its summaries with what was done."""
    from bot.simulation.command import run_simulation

    raise typer.Exit(run_simulation(months, cooperatives, seed, report, as_json))
