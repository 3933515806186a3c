"""Codes in one order."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("person", "cooperative", "action", "video", "guide_section", "event")


def upgrade() -> None:
    """Bring the schema to this revision: PostgreSQL sorts codes by their letters' numbers, as SQLite always does."""
    _sort_by("C")


def downgrade() -> None:
    """Take this revision back."""
    _sort_by("default")


def _sort_by(collation: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.alter_column(table, "code", type_=sa.String(40, collation=collation), existing_type=sa.String(40))
