"""The tables, as the newest migration leaves them."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, MetaData, String, Table, Text

metadata: Final = MetaData()

events: Final = Table(
    "events",
    metadata,
    Column("hall", String(40), primary_key=True),
    # Unique in its hall, which is the fence: of two coordinators only one can write a position.
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("day", String(10), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("device_id", String(40), nullable=False),
    Column("command_id", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Index("events_of_kind", "hall", "kind", "position"),
    Index("events_of_day", "hall", "day", "position"),
)

commands: Final = Table(
    "commands",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("device_id", String(40), primary_key=True),
    Column("command_id", String(64), primary_key=True),
    Column("answered_at_ms", BigInteger, nullable=False),
    Column("answer", Text, nullable=False),
    Index("commands_by_age", "hall", "answered_at_ms"),
)

visitors: Final = Table(
    "visitors",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("ticket_id", String(40), primary_key=True),
    Column("masked_name", String(200), nullable=False),
    Column("document_tail", String(4), nullable=False),
    Column("erase_after_ms", BigInteger, nullable=False),
    Index("visitors_by_end", "hall", "erase_after_ms"),
)

meta: Final = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
