"""Events, stored answers, visitors beside them, and whose database this is."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "events",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("device_id", sa.String(40), nullable=False),
        sa.Column("command_id", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("events_of_kind", "events", ["hall", "kind", "position"])
    op.create_index("events_of_day", "events", ["hall", "day", "position"])
    op.create_table(
        "commands",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("device_id", sa.String(40), primary_key=True),
        sa.Column("command_id", sa.String(64), primary_key=True),
        sa.Column("answered_at_ms", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
    op.create_index("commands_by_age", "commands", ["hall", "answered_at_ms"])
    op.create_table(
        "visitors",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("ticket_id", sa.String(40), primary_key=True),
        sa.Column("masked_name", sa.String(200), nullable=False),
        sa.Column("document_tail", sa.String(4), nullable=False),
        sa.Column("erase_after_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("visitors_by_end", "visitors", ["hall", "erase_after_ms"])
    op.create_table(
        "meta",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
    )
