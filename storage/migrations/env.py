"""Alembic's entry: runs the migrations on the connection it is handed (storage/schema.py)."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.types import TypeDecorator

from storage.tables import metadata


def _render_plainly(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Write our own column types as the database's: a migration must not change when our code does."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.load_dialect_impl(DefaultDialect())!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_render_plainly,
)
context.run_migrations()
