"""What is read most often, in tables of its own: written with the events, made from nothing else.

Whoever writes the events says what they mean for these tables; the journal only keeps them. Each
has its hall, the id of what it is about, and the business day. Times are UTC milliseconds.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Executable,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    delete,
    update,
)

from journal import postgres, sqlite
from journal.rows import How, ReadRow, Value
from journal.tables import metadata
from journal.together import Write

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as ServersInsert
    from sqlalchemy.dialects.sqlite import Insert as FilesInsert

_Insert: TypeAlias = "FilesInsert | ServersInsert"


def _id(name: str) -> Column[Any]:
    return Column(name, String(64), primary_key=True)


def _position() -> Column[Any]:
    return Column("position", BigInteger, primary_key=True, autoincrement=False)


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _count(*names: str) -> list[Column[Any]]:
    return [Column(name, Integer) for name in names]


def _ms(*names: str) -> list[Column[Any]]:
    return [Column(name, BigInteger) for name in names]


def _table(
    name: str, key: Column[Any], *columns: list[Column[Any]], by: Sequence[str] = ()
) -> Table:
    return Table(
        name,
        metadata,
        Column("hall", String(40), primary_key=True),
        key,
        Column("day", String(10)),
        *(column for group in columns for column in group),
        *(Index(f"{name}_by_{column}", column, "hall") for column in by),
    )


TABLES: Final = {
    table.name: table
    for table in (
        # A ticket is one citizen's visit; `ended` is NULL while it goes on.
        _table(
            "tickets",
            _id("ticket_id"),
            _text("number", "series_id", "group_id", "item_id", "priority_id", "language"),
            _text("issued_by", "paper", "first_window_id", "first_clerk_id", "ended"),
            _count("ahead"),
            _ms("issued_at_ms", "told_wait_ms", "told_bound_ms", "ended_at_ms"),
            by=["day"],
        ),
        # A service of a visit; one that is still to come has no `waits_from_ms`.
        _table(
            "services",
            _id("service_id"),
            _text("ticket_id", "after_service_id", "group_id", "item_id", "window_id", "clerk_id"),
            _text("why", "ended", "outcome_id", "note_ids"),
            _count("calls"),
            _ms("waits_from_ms", "called_at_ms", "wait_ms", "started_at_ms", "ended_at_ms"),
            by=["day", "ticket_id", "after_service_id"],
        ),
        # Everything that happened to a ticket; the key is the position of the event that says so.
        _table(
            "visits",
            _position(),
            _text("ticket_id", "service_id", "step", "window_id", "clerk_id", "device_id"),
            _ms("at_ms"),
            by=["ticket_id"],
        ),
        # One finished service, rated or not (`level` is NULL), and the case a bad rating opened.
        _table(
            "ratings",
            _id("service_id"),
            _text("ticket_id", "group_id", "window_id", "clerk_id", "source", "reason", "lapsed"),
            _text("answered_by", "corrected_by"),
            _count("level"),
            _ms("at_ms", "case_due_at_ms", "answered_at_ms", "corrected_at_ms"),
            by=["day"],
        ),
        # A clerk at a window; the key is the position of the event that began it.
        _table(
            "shifts",
            _position(),
            _text("window_id", "clerk_id", "ended"),
            _ms("began_at_ms", "ended_at_ms"),
            by=["day", "ended_at_ms"],
        ),
        _table(
            "alarms",
            _id("alarm_id"),
            _text("alarm", "subject", "acknowledged_at", "acknowledged_by", "cleared_for"),
            _count("value"),
            _ms("raised_at_ms", "acknowledged_at_ms", "cleared_at_ms"),
            by=["day"],
        ),
        # `day` and `first_at_ms` are of what it first did, or was first found to be down.
        _table(
            "devices",
            _id("device_id"),
            _ms("first_at_ms", "down_since_ms", "last_down_at_ms"),
        ),
        # `day` is that of the slot.
        _table(
            "appointments",
            _id("appointment_id"),
            _text("group_id", "item_id", "ticket_id", "arrival", "ended"),
            _ms("slot_at_ms", "slot_ends_ms", "booked_at_ms", "arrived_at_ms", "ended_at_ms"),
            by=["day"],
        ),
    )
}

_BLANK: Final[dict[str, dict[str, Value]]] = {
    name: {column.name: None for column in table.columns if not column.primary_key}
    for name, table in TABLES.items()
}
_KEYS: Final = {name: list(table.primary_key.columns)[1].name for name, table in TABLES.items()}
_INSERT: Final[dict[str, Callable[[Table], "_Insert"]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgres.insert,
}

_Name: TypeAlias = tuple[str, Value]
"""A table, and the key of a row in it."""

_Shape: TypeAlias = tuple[str, How, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Rows of one shape are written by one statement: table, how, and the columns that say which row,
that must be NULL there, and that are written."""


def write(execute: Write, dialect: str, hall: str, rows: Iterable[ReadRow]) -> None:
    """Write what events mean, with one statement for all rows that are written alike."""
    write_all = partial(_write_all, execute, dialect, hall)
    first: dict[_Name, ReadRow] = {}
    known: dict[_Name, ReadRow] = {}
    for row in rows:
        name = row.table, row.where.get(_KEYS[row.table])
        if row.how == "first":
            first.setdefault(name, row)
        elif len(row.where) == 1 and name[1] is not None:
            known[name] = _merged(known.get(name), row)
        else:  # it may change any of those before it
            for before in (first, known):
                write_all(before.values())
                before.clear()
            write_all([row])
    write_all(first.values())
    write_all(known.values())


def make_missing(connection: Connection) -> None:
    """Make those of the tables again that somebody has dropped."""
    metadata.create_all(connection, tables=[*TABLES.values()])


def forget(connection: Connection, hall: str, *, since_day: str | None) -> None:
    """Delete the rows of these days, to make them again; without a day, all of them."""
    for table in TABLES.values():
        rows = delete(table).where(table.c.hall == hall)
        connection.execute(rows if since_day is None else rows.where(table.c.day >= since_day))


def _merged(before: ReadRow | None, row: ReadRow) -> ReadRow:
    """Return as one row what happens to it in one transaction."""
    if before is None or row.how == "new":
        return row
    return before._replace(columns={**before.columns, **row.columns})


def _write_all(execute: Write, dialect: str, hall: str, rows: Iterable[ReadRow]) -> None:
    alike: dict[_Shape, list[dict[str, Value]]] = {}
    for row in rows:
        columns = row.columns if row.how == "change" else {**_BLANK[row.table], **row.columns}
        given = {name: value for name, value in row.where.items() if value is not None}
        empty = tuple(name for name in row.where if name not in given)
        shape = row.table, row.how, tuple(given), empty, tuple(columns)
        which = {f"of_{name}": value for name, value in given.items()}
        alike.setdefault(shape, []).append({"of_hall": hall, **which, **columns})
    for shape, values in alike.items():
        execute(_statement(dialect, shape), values)


@cache
def _statement(dialect: str, shape: _Shape) -> Executable:
    name, how, given, empty, columns = shape
    table, which = TABLES[name], ("hall", *given)
    if how == "change":
        those = [table.c[column] == bindparam(f"of_{column}") for column in which]
        those += [table.c[column].is_(None) for column in empty]
        return update(table).where(*those).values({at: bindparam(at) for at in columns})
    names = {column: f"of_{column}" for column in which} | {column: column for column in columns}
    statement = _INSERT[dialect](table).values({at: bindparam(name) for at, name in names.items()})
    if how == "first":
        return statement.on_conflict_do_nothing(index_elements=which)
    written = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=which, set_=written)
