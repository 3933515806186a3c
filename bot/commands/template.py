"""`template`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.refusal import RefusalError


def template(file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook to write.")]) -> None:
    """Write an empty programme workbook with drop-downs and examples."""
    from storage.workbook.template import write_template

    if file.exists():
        raise RefusalError(f"{file} is there already, and may have been filled in: give another name")
    write_template(file)
    typer.echo(f"{file} written: fill it in, then check it with `import {file}`.")
