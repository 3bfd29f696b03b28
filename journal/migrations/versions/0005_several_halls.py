"""A database server may hold several halls, and several processes may stand ready for each."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note the hall by its head rather than in `meta`, but in a file; add who owns which hall."""
    op.execute(
        "INSERT INTO heads (hall, position, chain) SELECT value, 0, '' FROM meta"
        " WHERE name = 'hall' AND value NOT IN (SELECT hall FROM heads)"
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DELETE FROM meta WHERE name = 'hall'")
    op.create_table(
        "leases",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("since_ms", sa.BigInteger, nullable=False),
        sa.Column("expires_ms", sa.BigInteger, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "coordinators",
        sa.Column("process", sa.String(40), primary_key=True),
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("reaches_broker", sa.Boolean, nullable=False),
        sa.Column("since_ms", sa.BigInteger, nullable=False),
        sa.Column("seen_ms", sa.BigInteger, nullable=False),
    )
