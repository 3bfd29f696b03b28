"""All that is SQLite's own: durability, erasing, and one writer a file."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, Table, event
from sqlalchemy.dialects import sqlite

from journal.errors import AlreadyOpen, JournalUnavailable

BUSY_TIMEOUT_MS: Final = 2000
_MEMORY: Final = (None, "", ":memory:")
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an answered ticket outlives a power cut
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA secure_delete=ON",  # an erased name is overwritten, not only unlinked
)


def insert(table: Table) -> sqlite.Insert:
    """Return an insert that may meet a row that is there already."""
    return sqlite.insert(table)


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database; None if it has none."""
    if url.get_backend_name() != "sqlite" or url.database in _MEMORY:
        return None
    return Path(str(url.database))


def prepare(engine: Engine) -> None:
    """Have every new connection of `engine` commit durably, and begin its transactions itself."""
    place = _Place(file_of(engine.url))

    @event.listens_for(engine, "do_connect")
    def refuse_new_file(*_: object) -> None:
        place.check()

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        # The driver would commit before each CREATE TABLE: a kill could leave half a migration.
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            for pragma in _PRAGMAS:
                cursor.execute(pragma)
        finally:
            cursor.close()
        place.note()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        place.check()
        connection.exec_driver_sql("BEGIN")


class _Place:
    """Which file stands where ours was opened. One that is deleted can be written all the same, and
    everything in it is gone when we end."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: tuple[int, int] | None = None

    def note(self) -> None:
        """The file is open now."""
        if self._path is not None and self._file is None:
            self._file = _file_at(self._path)

    def check(self) -> None:
        """Raises `JournalUnavailable` if another file stands there now, or none."""
        if self._path is not None and self._file not in (None, _file_at(self._path)):
            raise JournalUnavailable(
                f"{self._path} was deleted, moved or replaced while it was in use; "
                "move it back, or end this program and restore the last backup"
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def only_read(engine: Engine) -> None:
    """Let no connection of `engine` write, and all that one transaction reads be of one moment."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def settle(engine: Engine) -> None:
    """Leave one file that needs no others beside it: so it can be read where nothing is written."""
    connection = engine.raw_connection()  # outside a transaction
    try:
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def remains_of(database: Path) -> Path | None:
    """Return what is left of a database that was at this path. A new one there would take it in."""
    beside = (database.with_name(database.name + tail) for tail in ("-wal", "-journal"))
    return next((path for path in beside if path.exists()), None)


def read_all_texts(engine: Engine) -> None:
    """Read what is not UTF-8 too, as what no text is: it shall be named, and not stop us."""

    @event.listens_for(engine, "connect")
    def set_factory(connection: Any, _record: Any) -> None:
        connection.text_factory = lambda written: written.decode("utf-8", "surrogateescape")


def forget_erased(engine: Engine) -> bool:
    """Empty the write-ahead log, if it is SQLite, in which erased rows would live on a while.

    Returns whether that could be done: not on a full disk, nor while somebody reads.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()  # outside a transaction, which a checkpoint wants
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout=0")  # a backup reads for minutes
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchall()[0][0]
    except sqlite3.Error:
        return False
    else:
        return not is_busy
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        connection.close()


class WriterLock:
    """Keeps a second coordinator off a database file; gone with the process, however it dies.

    It is an exclusive transaction on a small SQLite file beside the database: the one kind of
    lock that is the same on Linux and Windows and leaves nothing to tidy up after a kill.
    """

    def __init__(self, database: Path) -> None:
        if not database.parent.is_dir():
            raise JournalUnavailable(f"there is no folder {database.parent}")
        path = database.with_name(database.name + ".lock")
        try:
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise JournalUnavailable(f"{path}: {error}") from None
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._connection.close()
            if "locked" in str(error):
                raise AlreadyOpen(f"another coordinator is running on {database}") from None
            raise JournalUnavailable(f"{path}: {error}") from None

    def release(self) -> None:
        """Let the next writer in."""
        self._connection.close()
