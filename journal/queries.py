"""Reading the journal. Every reader sees committed rows only, in order of position."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Engine, Select, select

from journal.chain import START, Head
from journal.rows import EventRow, VisitorRow
from journal.tables import events, heads, visitors

CHUNK_ROWS: Final = 1000
_NO_DAY: Final = "9999-12-31"
_COLUMNS: Final = tuple(events.c[name] for name in EventRow._fields)
_VISITOR_COLUMNS: Final = tuple(visitors.c[name] for name in VisitorRow._fields)


def load(engine: Engine, hall: str, *, after_position: int = 0) -> Iterator[EventRow]:
    """Yield the events of `hall` after a position, oldest first."""
    return _rows(engine, _events(hall).where(events.c.position > after_position))


def events_of_day(engine: Engine, hall: str, day: str) -> Iterator[EventRow]:
    """Yield the events of a business day, as "2026-11-22", oldest first."""
    return _rows(engine, _events(hall).where(events.c.day == day))


def chunks(connection: Connection, hall: str) -> Iterator[list[EventRow]]:
    """Yield all events of `hall`, oldest first, some at a time, while others are written to."""
    position = 0
    while True:
        query = _events(hall).where(events.c.position > position).limit(CHUNK_ROWS)
        rows = [EventRow._make(row) for row in connection.execute(query)]
        if not rows:
            return
        yield rows
        position = rows[-1].position


def day_after_archive(connection: Connection, hall: str) -> str | None:
    """Return the first day whose events are here; None if none are in an archive."""
    of_hall = heads.c.hall == hall
    if not connection.scalar(select(heads.c.archived_position).where(of_hall)):
        return None
    query = select(events.c.day).where(events.c.hall == hall).order_by(events.c.position).limit(1)
    return connection.scalar(query) or _NO_DAY


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


def settled_head(engine: Engine, hall: str) -> Head:
    """Return where the next event is chained on, once no append is under way any more.

    A line may break while a server commits, and a process be killed. Such a commit holds the head's
    row, so whoever has got that row reads the journal as it will stay.
    """
    query = select(heads.c.position, heads.c.chain).where(heads.c.hall == hall)
    with engine.begin() as connection:
        row = connection.execute(query.with_for_update()).one_or_none()
    return Head._make(row) if row else START


def read_form(engine: Engine, hall: str) -> int:
    """Return which form of the read tables all events were read into; 0 if none."""
    with engine.connect() as connection:
        return connection.scalar(select(heads.c.read_form).where(heads.c.hall == hall)) or 0


def visitors_since(engine: Engine, hall: str, day: str = "") -> list[VisitorRow]:
    """Return what is known of visitors of a day and of later ones, and not yet erased."""
    query = select(*_VISITOR_COLUMNS).where(
        visitors.c.hall == hall,
        visitors.c.key_id != "",
        visitors.c.day >= day,
    )
    with engine.connect() as connection:
        return [VisitorRow._make(row) for row in connection.execute(query)]


def _events(hall: str) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS).where(events.c.hall == hall).order_by(events.c.position)


def _rows(engine: Engine, query: Select[*tuple[object, ...]]) -> Iterator[EventRow]:
    with engine.connect() as connection:
        streaming = connection.execution_options(yield_per=CHUNK_ROWS)
        with streaming.execute(query) as rows:  # closed even if the reader gives up
            for row in rows:
                yield EventRow._make(row)
