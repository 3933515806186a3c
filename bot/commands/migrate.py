"""`migrate`."""

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of


def migrate(config: ConfigFile = DEFAULT_FILE) -> None:
    """Bring the database to the schema of this version of the program, or make it."""
    from bot.commands.database import migrated

    before, after = migrated(settings_of(config))
    typer.echo(f"The schema is at {after} already." if before == after else f"Schema {before or 'empty'} → {after}.")
