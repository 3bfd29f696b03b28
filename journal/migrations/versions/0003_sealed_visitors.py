"""Visitors are sealed. Those kept in plain text are erased: they would have been tonight."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the table."""
    op.drop_table("visitors")
    op.create_table(
        "visitors",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("about_id", sa.String(64), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("erase_after_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("visitors_by_end", "visitors", ["hall", "erase_after_ms"])
    op.create_index("visitors_by_person", "visitors", ["hall", "person"])
