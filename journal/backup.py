"""Copies a hall's journal into another database, while its coordinator goes on.

A backup is a database like every other: an SQLite file, wherever the journal itself lives. So it
can be verified, replayed and read, and restored into either kind of database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlalchemy import URL, Connection, Engine, Select, Table, delete, insert, inspect, select

from journal import schema, sqlite
from journal.databases import (
    reading_engine,
    take_time,
    translated,
    writing_engine,
)
from journal.errors import JournalError, JournalUnavailable, NotEmpty, Unreadable
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
    target = writing_engine(url)
    try:
        with _backup_at(path) as source:
            return _restored(source, target)
    except Unreadable as error:
        raise Unreadable(f"the backup {path} cannot be read: {error}") from error
    finally:
        target.dispose()


def copy_to_file(source: Engine, path: Path, hall: str = "", choose: Choose = whole) -> Verdict:
    """Copy into a new SQLite file, which has its name only when it is whole."""
    if path.exists():
        raise NotEmpty(f"{path} is there already; it is never written over")
    if remains := sqlite.remains_of(path):
        raise NotEmpty(
            f"{remains} is there still: it belongs to the database that was at {path}; "
            "move it to where that is now, or away"
        )
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    target = writing_engine(URL.create("sqlite", database=str(unfinished)))
    try:
        unfinished.touch(mode=0o600)
        verdict = copy(source, target, hall, choose)
        sqlite.settle(target)
        target.dispose()
        unfinished.rename(path)
    except OSError as error:
        raise JournalUnavailable(f"cannot write {path}: {error.strerror}") from None
    except Unreadable:
        raise
    except JournalUnavailable as error:  # a full disk, say
        raise JournalUnavailable(f"{error} (while it was copied into {path})") from error
    finally:
        target.dispose()
        unfinished.unlink(missing_ok=True)
    return verdict


def copy(source: Engine, target: Engine, hall: str = "", choose: Choose = whole) -> Verdict:
    """Copy what is a hall's, in one transaction on each side."""
    with _reading(source) as here, translated(), target.begin() as there:
        with _of_source():
            hall = schema.hall_of(here, hall)
        _refuse_to_write_over(there, hall)
        take_time(there)
        schema.bring_up(there, hall)
        there.execute(delete(heads).where(heads.c.hall == hall))
        for table in of_a_hall():
            for rows in _chunks(here, choose(table, hall)):
                there.execute(insert(table), rows)
        return verified(there, hall)


def _restored(source: Engine, target: Engine) -> Verdict:
    file = sqlite.file_of(target.url)
    if file is None:
        return copy(source, target)
    lock = sqlite.WriterLock(file)
    try:
        return copy_to_file(source, file)
    finally:
        lock.release()


@contextmanager
def _backup_at(path: Path) -> Iterator[Engine]:
    """Open a backup, once it is known to be one. Raises `JournalError`, with its name."""
    try:
        source = reading_engine(URL.create("sqlite", database=str(path)))
    except JournalUnavailable as error:
        raise Unreadable(str(error)) from error
    try:
        with _reading(source) as here:
            _know(here, path)
        yield source
    finally:
        source.dispose()


def _know(backup: Connection, path: Path) -> None:
    try:
        with _of_source():
            schema.hall_of(backup)
    except Unreadable:
        raise
    except JournalError as error:
        raise type(error)(f"the backup {path} cannot be used: {error}") from error


@contextmanager
def _reading(source: Engine) -> Iterator[Connection]:
    with _of_source():
        here = source.connect()
    try:
        with _of_source():
            take_time(here)
        yield here
    finally:
        here.close()


@contextmanager
def _of_source() -> Iterator[None]:
    """Say of the source, and not of the target, that it is damaged or away."""
    try:
        with translated():
            yield
    except JournalUnavailable as error:
        raise Unreadable(str(error)) from error


def _refuse_to_write_over(there: Connection, hall: str) -> None:
    tables = inspect(there).get_table_names()
    if tables and there.dialect.name == "sqlite":
        raise NotEmpty("the database is not empty; it is never written over")
    if heads.name in tables and there.scalar(select(heads.c.hall).where(heads.c.hall == hall)):
        raise NotEmpty(f'the database has a hall "{hall}" already; it is never written over')


def _chunks(
    here: Connection, query: Select[*tuple[object, ...]]
) -> Iterator[Sequence[Mapping[str, Any]]]:
    with _of_source():
        rows = here.execution_options(yield_per=CHUNK_ROWS).execute(query).mappings()
        for chunk in rows.partitions(CHUNK_ROWS):
            yield [dict(row) for row in chunk]
