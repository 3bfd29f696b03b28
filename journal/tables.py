"""The tables of the record itself, as the newest migration leaves them.

What is read most often stands beside it in `journal.read_tables`, and can be made from it again.

Where rows are changed by their key, no other index begins with the hall. While a table is nearly
empty, PostgreSQL finds all such indexes alike, may choose another than the key's, and keeps to it:
each change goes through all rows of the hall, until it counts them again a minute later.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

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
    # Over the chain of the row before and this row: see `journal.chain`.
    Column("chain", String(64), nullable=False, server_default=""),
    Index("events_of_kind", "hall", "kind", "position"),
    Index("events_of_day", "hall", "day", "position"),
)

heads: Final = Table(
    "heads",
    metadata,
    Column("hall", String(40), primary_key=True),
    # The last event, and its chain: without them nobody would miss rows cut off the end.
    Column("position", BigInteger, nullable=False),
    Column("chain", String(64), nullable=False),
    # The last event that is in an archive and no longer here, and its chain.
    Column("archived_position", BigInteger, nullable=False, server_default="0"),
    Column("archived_chain", String(64), nullable=False, server_default=""),
    # Which form of the read tables these events were read into; 0 for none.
    Column("read_form", Integer, nullable=False, server_default="0"),
)

commands: Final = Table(
    "commands",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("device_id", String(40), primary_key=True),
    Column("command_id", String(64), primary_key=True),
    Column("answered_at_ms", BigInteger, nullable=False),
    Column("answer", Text, nullable=False),
    Index("commands_by_age", "answered_at_ms", "hall"),
)

visitors: Final = Table(
    "visitors",
    metadata,
    Column("hall", String(40), primary_key=True),
    # The ticket, or the booking, behind which the visitor is.
    Column("about_id", String(64), primary_key=True),
    Column("day", String(10), nullable=False),
    # A keyed hash of the document, if there was one, to find a person's rows by.
    Column("person", String(64), nullable=False),
    # Which key the rest is sealed with: see `journal.keys`.
    Column("key_id", String(40), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("erase_after_ms", BigInteger, nullable=False),
    Index("visitors_by_end", "erase_after_ms", "hall"),
    Index("visitors_by_person", "person", "hall"),
)

snapshots: Final = Table(
    "snapshots",
    metadata,
    Column("hall", String(40), primary_key=True),
    # 0 says that the pieces from 1 on are whole, up to which, and is written anew with the last.
    Column("piece", Integer, primary_key=True, autoincrement=False),
    # The event up to which they say what all amounts to, and its chain.
    Column("position", BigInteger, nullable=False),
    Column("chain", String(64), nullable=False),
    # What has written them, and under which hall file.
    Column("form", String(64), nullable=False),
    # Over this piece and the seal of the one before: see `journal.snapshots`.
    Column("seal", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    # It says nothing the events do not say, so no backup needs it.
    info={"passing": True},
)

leases: Final = Table(
    "leases",
    metadata,
    Column("hall", String(40), primary_key=True),
    # The process that decides in this hall; empty if nobody does.
    Column("owner", String(40), nullable=False),
    # Counts the owners: who has an older one owns the hall no more.
    Column("epoch", BigInteger, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    # By the server's clock, which alone decides.
    Column("expires_ms", BigInteger, nullable=False),
    # Why this owner took it, for the technician.
    Column("why", Text, nullable=False),
    info={"passing": True},
)

coordinators: Final = Table(
    "coordinators",
    metadata,
    Column("process", String(40), primary_key=True),
    # A hall that this process could own.
    Column("hall", String(40), primary_key=True),
    # Its machine and process number, for the technician.
    Column("place", Text, nullable=False),
    Column("reaches_broker", Boolean, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    info={"passing": True},
)

meta: Final = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)


def of_a_hall() -> list[Table]:
    """Return the tables that hold what is a hall's for ever, or as long as it says."""
    return [
        table
        for table in metadata.sorted_tables
        if "hall" in table.c and not table.info.get("passing")
    ]
