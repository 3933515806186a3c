"""`python -m storage.migrations.new NUMBER "What changes"`: writes the migration from the last schema to the tables."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.engine import writing_engine
from storage.schema import alembic_config, migrate


def main(number: str, title: str) -> None:
    """Build the newest schema in an empty database and compare the declared tables with it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = writing_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
        if number != "0001":
            migrate(engine)
        with engine.connect() as connection, connection.begin():
            command.revision(alembic_config(connection), message=title, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:3])
