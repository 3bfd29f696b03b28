"""What is read most often, in tables of its own. The coordinator fills them at its next start."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _table(
        "tickets",
        sa.Column("ticket_id", sa.String(64), primary_key=True),
        text="number series_id group_id item_id priority_id language issued_by paper"
        " first_window_id first_clerk_id ended",
        count="ahead",
        at_ms="issued_at_ms told_wait_ms told_bound_ms ended_at_ms",
        by="day",
    )
    _table(
        "services",
        sa.Column("service_id", sa.String(64), primary_key=True),
        text="ticket_id after_service_id group_id item_id window_id clerk_id why ended outcome_id"
        " note_ids",
        count="calls",
        at_ms="waits_from_ms called_at_ms wait_ms started_at_ms ended_at_ms",
        by="day ticket_id after_service_id",
    )
    _table(
        "visits",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        text="ticket_id service_id step window_id clerk_id device_id",
        at_ms="at_ms",
        by="ticket_id",
    )
    _table(
        "ratings",
        sa.Column("service_id", sa.String(64), primary_key=True),
        text="ticket_id group_id window_id clerk_id source reason lapsed answered_by corrected_by",
        count="level",
        at_ms="at_ms case_due_at_ms answered_at_ms corrected_at_ms",
        by="day",
    )
    _table(
        "shifts",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        text="window_id clerk_id ended",
        at_ms="began_at_ms ended_at_ms",
        by="day ended_at_ms",
    )
    _table(
        "alarms",
        sa.Column("alarm_id", sa.String(64), primary_key=True),
        text="alarm subject acknowledged_at acknowledged_by cleared_for",
        count="value",
        at_ms="raised_at_ms acknowledged_at_ms cleared_at_ms",
        by="day",
    )
    _table(
        "devices",
        sa.Column("device_id", sa.String(64), primary_key=True),
        at_ms="first_at_ms down_since_ms last_down_at_ms",
    )
    _table(
        "appointments",
        sa.Column("appointment_id", sa.String(64), primary_key=True),
        text="group_id item_id ticket_id arrival ended",
        at_ms="slot_at_ms slot_ends_ms booked_at_ms arrived_at_ms ended_at_ms",
        by="day",
    )


def _table(
    name: str, key: sa.Column[object], *, text: str = "", count: str = "", at_ms: str, by: str = ""
) -> None:
    op.create_table(
        name,
        sa.Column("hall", sa.String(40), primary_key=True),
        key,
        sa.Column("day", sa.String(10)),
        *(sa.Column(column, sa.Text) for column in text.split()),
        *(sa.Column(column, sa.Integer) for column in count.split()),
        *(sa.Column(column, sa.BigInteger) for column in at_ms.split()),
    )
    for column in by.split():
        op.create_index(f"{name}_by_{column}", name, ["hall", column])
