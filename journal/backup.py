"""Copies a whole database into a new one, while its coordinator goes on.

A backup is a database like every other: an SQLite file, wherever the journal itself lives. So it
can be verified, replayed and read, and restored into either kind of database.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import URL, Connection, Engine, Select, Table, insert, inspect, select

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
from journal.tables import metadata
from journal.verify import Verdict, verified

CHUNK_ROWS: Final = 1000

Choose: TypeAlias = Callable[[Table], Select[*tuple[object, ...]]]
"""Which rows of a table are to be copied."""


def back_up(url: str, path: Path) -> Verdict:
    """Write a backup of the database at `url` into a new file, and verify what was written.

    Raises:
        NotEmpty: the file is there already.
        JournalError: one of the two cannot be used; no file is left.
    """
    source = reading_engine(url)
    try:
        return copy_to_file(source, path)
    finally:
        source.dispose()


def restore(path: Path, url: str) -> Verdict:
    """Write a backup into an empty database, and verify what was written.

    Raises:
        NotEmpty: there is something in the database.
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


def copy_to_file(source: Engine, path: Path, choose: Choose = select) -> Verdict:
    """Copy into a new SQLite file, which has its name only when it is whole."""
    if path.exists():
        raise NotEmpty(f"{path} is there already; it is never written over")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    target = writing_engine(URL.create("sqlite", database=str(unfinished)))
    try:
        unfinished.touch(mode=0o600)
        verdict = copy(source, target, choose)
        target.dispose()  # which empties the write-ahead log into the file
        unfinished.rename(path)
    except OSError as error:
        raise JournalUnavailable(f"cannot write {path}: {error.strerror}") from None
    finally:
        target.dispose()
        unfinished.unlink(missing_ok=True)
    return verdict


def copy(source: Engine, target: Engine, choose: Choose = select) -> Verdict:
    """Copy all tables, in one transaction on each side."""
    with translated(), source.connect() as here, target.begin() as there:
        schema.hall_of(here)
        if inspect(there).get_table_names():
            raise NotEmpty("the database is not empty; it is never written over")
        take_time(there)
        schema.make(there)
        for table in metadata.sorted_tables:
            _copy_rows(here, there, table, choose(table))
        return verified(there)


def _copy_rows(
    here: Connection, there: Connection, table: Table, query: Select[*tuple[object, ...]]
) -> None:
    rows = here.execution_options(yield_per=CHUNK_ROWS).execute(query).mappings()
    for chunk in rows.partitions(CHUNK_ROWS):
        there.execute(insert(table), [dict(row) for row in chunk])
