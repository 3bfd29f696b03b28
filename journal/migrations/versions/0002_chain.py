"""Each event gets its chain, each hall its head; the events there are, too."""

import sqlalchemy as sa
from alembic import op

from journal.chain import START, Head, chained
from journal.rows import EventRow

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHUNK_ROWS = 1000


def upgrade() -> None:
    """Add the columns, then chain every hall's events in their order."""
    op.add_column("events", sa.Column("chain", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "heads",
        sa.Column("hall", sa.String(40), primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("archived_position", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("archived_chain", sa.String(64), nullable=False, server_default=""),
        sa.Column("read_form", sa.Integer, nullable=False, server_default="0"),
    )
    connection = op.get_bind()
    for hall in connection.scalars(sa.text("SELECT DISTINCT hall FROM events")).all():
        head = _chain(connection, hall)
        connection.execute(
            sa.text("INSERT INTO heads (hall, position, chain) VALUES (:hall, :position, :chain)"),
            {"hall": hall, **head._asdict()},
        )


def _chain(connection: sa.Connection, hall: str) -> Head:
    head = START
    while True:
        rows = connection.execute(
            sa.text(
                f"SELECT {', '.join(EventRow._fields)} FROM events"  # noqa: S608 - our own names
                " WHERE hall = :hall AND position > :position ORDER BY position LIMIT :rows"
            ),
            {"hall": hall, "position": head.position, "rows": CHUNK_ROWS},
        ).all()
        if not rows:
            return head
        chains = []
        for row in map(EventRow._make, rows):
            head = Head(row.position, chained(head.chain, hall, row))
            chains.append({"hall": hall, **head._asdict()})
        connection.execute(
            sa.text("UPDATE events SET chain = :chain WHERE hall = :hall AND position = :position"),
            chains,
        )
