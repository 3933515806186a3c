"""`simulate`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import database_at


def simulate(
    months: Annotated[int, typer.Option(min=1, help="How long it lasts.")] = 6,
    cooperatives: Annotated[int | None, typer.Option(min=1, help="How many; all of the sample if not given.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed plays the same story.")] = 1,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for the report.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
    database: Annotated[
        str, typer.Option(metavar="URL", help="An empty database, which keeps what was played; else a passing one.")
    ] = "",
) -> None:
    """Play a whole programme through the real bot in fast time and compare its summaries with what was done."""
    url = database_at(database).url.get_secret_value() if database else None
    from bot.simulation.command import run_simulation

    raise typer.Exit(run_simulation(months, cooperatives, seed, report, as_json, url))
