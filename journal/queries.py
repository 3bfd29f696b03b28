"""Reading the journal. Every reader sees committed rows only, in order of position."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Engine, Select, select

from journal.rows import EventRow
from journal.tables import events

CHUNK_ROWS: Final = 1000
_COLUMNS: Final = tuple(events.c[name] for name in EventRow._fields)


def load(engine: Engine, hall: str, *, after_position: int = 0) -> Iterator[EventRow]:
    """Yield the events of `hall` after a position, oldest first."""
    return _rows(engine, _events(hall).where(events.c.position > after_position))


def events_of_day(engine: Engine, hall: str, day: str) -> Iterator[EventRow]:
    """Yield the events of a business day, as "2026-11-22", oldest first."""
    return _rows(engine, _events(hall).where(events.c.day == day))


def days(engine: Engine, hall: str) -> list[str]:
    """Return the business days the journal knows, oldest first."""
    query = select(events.c.day).where(events.c.hall == hall).distinct().order_by(events.c.day)
    with engine.connect() as connection:
        return list(connection.scalars(query))


def last_position(engine: Engine, hall: str, *, kind: str | None = None) -> int:
    """Return the position of the last event (of a kind), or 0."""
    query = select(events.c.position).where(events.c.hall == hall)
    if kind is not None:
        query = query.where(events.c.kind == kind)
    with engine.connect() as connection:
        return connection.scalar(query.order_by(events.c.position.desc()).limit(1)) or 0


def _events(hall: str) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS).where(events.c.hall == hall).order_by(events.c.position)


def _rows(engine: Engine, query: Select[*tuple[object, ...]]) -> Iterator[EventRow]:
    with engine.connect() as connection:
        for row in connection.execution_options(yield_per=CHUNK_ROWS).execute(query):
            yield EventRow._make(row)
