"""Copies a hall's journal into another database, while its coordinator goes on.

A backup is a database like every other: an SQLite file, wherever the journal itself lives. So it
can be verified, replayed and read, and restored into either kind of database.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import URL, Connection, Engine, Select, Table, delete, insert, inspect, select

from journal import schema
from journal.databases import (
    file_of,
    reading_engine,
    take_time,
    translated,
    writing_engine,
)
from journal.errors import JournalUnavailable, NotEmpty
from journal.sqlite import WriterLock
from journal.tables import heads, of_a_hall
from journal.verify import Verdict, verified

CHUNK_ROWS: Final = 1000

Choose: TypeAlias = Callable[[Table, str], Select[*tuple[object, ...]]]
"""Which rows of a table are to be copied, of a hall."""


def whole(table: Table, hall: str) -> Select[*tuple[object, ...]]:
    """Choose all that is the hall's."""
    return select(table).where(table.c.hall == hall)


def back_up(url: str, path: Path, *, hall: str = "") -> Verdict:
    """Write a backup of the hall in the database at `url` into a new file, and verify that.

    Args:
        hall: which one, if the database holds several.

    Raises:
        NotEmpty: the file is there already.
        JournalError: one of the two cannot be used; no file is left.
    """
    source = reading_engine(url)
    try:
        return copy_to_file(source, path, hall)
    finally:
        source.dispose()


def restore(path: Path, url: str) -> Verdict:
    """Write a backup into a new file, or into a server's database, and verify what was written.

    Raises:
        NotEmpty: the file is there already, or the database knows that hall.
        JournalError: one of the two cannot be used; nothing was written.
    """
    source, target = reading_engine(URL.create("sqlite", database=str(path))), writing_engine(url)
    file = file_of(target.url)
    try:
        if file is None:
            return copy(source, target)
        lock = WriterLock(file)
        try:
            return copy_to_file(source, file)
        finally:
            lock.release()
    finally:
        source.dispose()
        target.dispose()


def copy_to_file(source: Engine, path: Path, hall: str = "", choose: Choose = whole) -> Verdict:
    """Copy into a new SQLite file, which has its name only when it is whole."""
    if path.exists():
        raise NotEmpty(f"{path} is there already; it is never written over")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    target = writing_engine(URL.create("sqlite", database=str(unfinished)))
    try:
        unfinished.touch(mode=0o600)
        verdict = copy(source, target, hall, choose)
        target.dispose()  # which empties the write-ahead log into the file
        unfinished.rename(path)
    except OSError as error:
        raise JournalUnavailable(f"cannot write {path}: {error.strerror}") from None
    except JournalUnavailable as error:  # a full disk, say: whose, the database does not tell
        raise JournalUnavailable(f"{error} (while it was copied into {path})") from error
    finally:
        target.dispose()
        unfinished.unlink(missing_ok=True)
    return verdict


def copy(source: Engine, target: Engine, hall: str = "", choose: Choose = whole) -> Verdict:
    """Copy what is a hall's, in one transaction on each side."""
    with translated(), source.connect() as here, target.begin() as there:
        take_time(here)
        hall = schema.hall_of(here, hall)
        _refuse_to_write_over(there, hall)
        take_time(there)
        schema.bring_up(there, hall)
        there.execute(delete(heads).where(heads.c.hall == hall))
        for table in of_a_hall():
            _copy_rows(here, there, table, choose(table, hall))
        return verified(there, hall)


def _refuse_to_write_over(there: Connection, hall: str) -> None:
    tables = inspect(there).get_table_names()
    if tables and there.dialect.name == "sqlite":
        raise NotEmpty("the database is not empty; it is never written over")
    if heads.name in tables and there.scalar(select(heads.c.hall).where(heads.c.hall == hall)):
        raise NotEmpty(f'the database has a hall "{hall}" already; it is never written over')


def _copy_rows(
    here: Connection, there: Connection, table: Table, query: Select[*tuple[object, ...]]
) -> None:
    rows = here.execution_options(yield_per=CHUNK_ROWS).execute(query).mappings()
    for chunk in rows.partitions(CHUNK_ROWS):
        there.execute(insert(table), [dict(row) for row in chunk])
