"""Whether a database holds anything: what is written into as a whole must be free for it."""

from sqlalchemy import Connection, inspect, select

from storage.tables import metadata

#: Where the migrations note which schema a database is at.
_REVISION_TABLE = "alembic_version"


def what_is_there(connection: Connection) -> str | None:
    """The name of a table that has rows of ours or is none of ours; None for an empty database or an empty schema."""
    there = set(inspect(connection).get_table_names()) - {_REVISION_TABLE}
    for name in sorted(there):
        table = metadata.tables.get(name)
        if table is None or connection.execute(select(*table.primary_key).limit(1)).first() is not None:
            return name
    return None
