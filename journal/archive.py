"""Moves days that are long over out of a hall's database, into a file of their own.

The file is a journal that ends where the database now begins: each is verified by itself, and the
head of the one is what the other was chained to. The read tables stay where they are.
"""

from pathlib import Path

from sqlalchemy import Engine, Select, Table, delete, false, literal, select, update

from journal import schema
from journal.backup import Choose, copy_to_file
from journal.chain import Head
from journal.databases import refuse_no_file, take_time, translated, writing_engine
from journal.sqlite import WriterLock, file_of
from journal.tables import events, heads
from journal.verify import Verdict


def archive(url: str, path: Path, *, before: str, hall: str = "") -> Verdict | None:
    """Move the events of the days before a day, as "2026-11-22", into a new file.

    The last day always stays: the coordinator begins with it. With SQLite the coordinator must
    not run. Returns None if there are no such days.

    Args:
        hall: which one, if the database holds several.

    Raises:
        NotEmpty: the file is there already.
        JournalError: one of the two cannot be used; nothing was moved.
    """
    engine = writing_engine(url)
    refuse_no_file(engine.url)
    file = file_of(engine.url)
    lock = WriterLock(file) if file else None
    try:
        with translated(), engine.connect() as connection:
            hall = schema.hall_of(connection, hall)
        last = _last_before(engine, hall, before)
        if last is None:
            return None
        verdict = copy_to_file(engine, path, hall, _only_to(last))
        if not verdict.faults:
            _remove(engine, hall, last)
        return verdict
    finally:
        engine.dispose()
        if lock is not None:
            lock.release()


def _last_before(engine: Engine, hall: str, before: str) -> Head | None:
    of_hall = events.c.hall == hall
    by_position = events.c.position.desc()
    with translated(), engine.connect() as connection:
        today = connection.scalar(
            select(events.c.day).where(of_hall).order_by(by_position).limit(1)
        )
        if today is None:
            return None
        row = connection.execute(
            select(events.c.position, events.c.chain)
            .where(of_hall, events.c.day < min(before, today))
            .order_by(by_position)
            .limit(1)
        ).one_or_none()
    return Head._make(row) if row else None


def _only_to(last: Head) -> Choose:
    """Choose the events up to the last one, and a head that says so."""

    def choose(table: Table, hall: str) -> Select[*tuple[object, ...]]:
        if table is events:
            return select(table).where(table.c.hall == hall, table.c.position <= last.position)
        if table is heads:
            end = {"position": last.position, "chain": last.chain, "read_form": 0}
            columns = (literal(end[c.name]).label(c.name) if c.name in end else c for c in table.c)
            return select(*columns).where(table.c.hall == hall)
        return select(table).where(false())

    return choose


def _remove(engine: Engine, hall: str, last: Head) -> None:
    with translated(), engine.begin() as connection:
        take_time(connection)
        connection.execute(
            update(heads)
            .where(heads.c.hall == hall)
            .values(archived_position=last.position, archived_chain=last.chain)
        )
        connection.execute(
            delete(events).where(events.c.hall == hall, events.c.position <= last.position)
        )
