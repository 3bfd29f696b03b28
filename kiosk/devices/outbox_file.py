"""The kiosk's outbox on its disk: an SQLite database with one table of records."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kiosk.core.ports import StoreFailed

RECORDS_BYTES_MAX: Final = 64 * 1024 * 1024
"""Far more than a day's tickets; a file that has grown beyond it is not ours."""
BUSY_TIMEOUT_S: Final = 1.0
_TABLE: Final = "CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, body BLOB NOT NULL)"
_PUT: Final = (
    "INSERT INTO record (key, body) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET body = excluded.body"
)
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class OutboxFile:
    """A `Store`. It opens the file when it is first needed, and again after a failure."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def load(self) -> Mapping[str, bytes]:
        """Return all records; the whole file is checked, once."""
        try:
            connection = self._open()
            [verdict] = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise self._failed(verdict, damaged=True)
            [(size,)] = connection.execute("SELECT total(length(body)) FROM record")
            if size > RECORDS_BYTES_MAX:
                raise self._failed("it is too large", damaged=True)
            return {
                str(key): bytes(body) for key, body in connection.execute("SELECT * FROM record")
            }
        except (sqlite3.Error, OSError) as error:
            raise self._given_up(error) from error

    def save(self, changes: Mapping[str, bytes | None]) -> None:
        """Keep all these records, or nothing of it."""
        try:
            connection = self._open()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for key, body in changes.items():
                    if body is None:
                        connection.execute("DELETE FROM record WHERE key = ?", (key,))
                    else:
                        connection.execute(_PUT, (key, body))
        except (sqlite3.Error, OSError) as error:
            raise self._given_up(error) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            made = sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
            try:
                made.execute("PRAGMA locking_mode = EXCLUSIVE")  # one program has these numbers
                made.execute("PRAGMA journal_mode = WAL")
                made.execute("PRAGMA synchronous = FULL")
                made.execute(_TABLE)
            except sqlite3.Error:
                made.close()
                raise
            self._connection = made
        return self._connection

    def _given_up(self, error: Exception) -> StoreFailed:
        """Close the file, whose state is not known, and say what is wrong with it."""
        self.close()
        code = getattr(error, "sqlite_errorcode", None)
        return self._failed(
            str(error), damaged=code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        )

    def _failed(self, why: str, *, damaged: bool) -> StoreFailed:
        return StoreFailed(f"{self._path}: {why}", damaged=damaged)
