"""All commands under one name."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import (
    copy,
    deadletters,
    demo,
    doctor,
    import_programme,
    invite,
    migrate,
    run,
    simulate,
    status,
    summary,
    template,
)
from bot.commands.options import DEFAULT_FILE

app = typer.Typer(
    name="suivi",
    help="Suivi: the remote follow-up of cooperatives on Telegram, twice a month.",
    no_args_is_help=True,
    add_completion=False,
    # A traceback with local variables would show tokens and people's words.
    pretty_exceptions_enable=False,
)


@app.callback()
def _shared(
    config: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="The settings of the command.")
    ] = DEFAULT_FILE,
) -> None:
    """Suivi: the remote follow-up of cooperatives on Telegram, twice a month."""


app.command("demo")(demo.demo)
app.command("run")(run.run)
app.command("import")(import_programme.import_programme)
app.command("template")(template.template)
app.command("invite")(invite.invite)
app.command("summary")(summary.summary)
app.command("simulate")(simulate.simulate)
app.command("status")(status.status)
app.add_typer(deadletters.deadletters, name="deadletters")
app.command("migrate")(migrate.migrate)
app.command("copy")(copy.copy)
app.command("doctor")(doctor.doctor)
