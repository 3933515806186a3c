"""What to tell of a database's failure."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


def first_line(error: SQLAlchemyError) -> str:
    """The reason in the database's own words, without the statement and its values: they are people's."""
    told = str(error.orig).strip() if isinstance(error, DBAPIError) else ""
    return told.splitlines()[0] if told else type(error).__name__
