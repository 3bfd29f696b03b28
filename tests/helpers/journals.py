"""Journals with something in them."""

from sqlalchemy import create_engine

from journal import EventRow, Journal
from journal.read_tables import TABLES

HALL = "small"


def event(position: int, *, day: str = "2026-11-22", body: str = '{"a":"张"}') -> EventRow:
    return EventRow(position, 1000 + position, day, "ticket_issued", "k1", f"c{position}", body)


def journal_of(url: str, events: int, *, days: int = 1) -> str:
    """Write so many events a day into a new journal, some at a time; return its URL."""
    journal = Journal.open(url, HALL)
    for day in range(days):
        for start in range(0, events, 7):
            positions = range(start, min(start + 7, events))
            rows = [event(day * events + n + 1, day=f"2026-11-{22 + day}") for n in positions]
            journal.append(rows)
    journal.close()
    return url


def read_rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all read tables."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            name: [tuple(row) for row in connection.execute(table.select().order_by(*table.c))]
            for name, table in TABLES.items()
        }
    engine.dispose()
    return rows
