"""Let no index but a key begin with the hall: see `journal.tables`."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES = (
    ("commands_by_age", "commands", "answered_at_ms"),
    ("visitors_by_end", "visitors", "erase_after_ms"),
    ("visitors_by_person", "visitors", "person"),
    *(
        (f"{table}_by_{column}", table, column)
        for table, columns in (
            ("tickets", ("day",)),
            ("services", ("day", "ticket_id", "after_service_id")),
            ("visits", ("ticket_id",)),
            ("ratings", ("day",)),
            ("shifts", ("day", "ended_at_ms")),
            ("alarms", ("day",)),
            ("appointments", ("day",)),
        )
        for column in columns
    ),
)


def upgrade() -> None:
    """Make the indexes again, the other way round."""
    for name, table, column in _INDEXES:
        op.drop_index(name, table)
        op.create_index(name, table, [column, "hall"])
