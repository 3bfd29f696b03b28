"""What devices have done, counted: for the technician who changes rolls and cleans readers.

Kept in a small database beside the program's other state, so that a command of the technician can
set a counter back while the program runs. A file that fails costs what was counted since, no more.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

import structlog

log = structlog.get_logger("counters")

PERIOD_S: Final = 10.0
BUSY_TIMEOUT_S: Final = 1.0
STOP_TIMEOUT_S: Final = 5.0
HIDDEN: Final = "_"
"""How a name begins that is remembered, and not told."""

Values: TypeAlias = Mapping[str, int]

_TABLE: Final = "CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"
_SET: Final = (
    "INSERT INTO counter (name, value) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_ADD: Final = (
    "INSERT INTO counter (name, value) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET value = value + excluded.value"
)


class Counters:
    """`add`, `set` and `get` are for any thread and never wait for a disk.

    Args:
        path: the file; None: nothing outlives the program.
        publish: told what has changed, on a thread of our own, once a period at most.
    """

    def __init__(
        self, path: Path | None, publish: Callable[[Values], None], *, period_s: float = PERIOD_S
    ) -> None:
        self._path = path
        self._publish = publish
        self._period_s = period_s
        self._lock = threading.Lock()
        self._values: dict[str, int] = {}
        self._set: dict[str, int] = {}
        self._added: Counter[str] = Counter()
        self._published: Values = {}
        self._file_fails = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="counters", daemon=True)

    def start(self) -> None:
        """Read the file, and begin to keep it."""
        self._exchange()
        self._thread.start()

    def stop(self) -> None:
        """Write what is not written yet."""
        self._stopping.set()
        self._thread.join(STOP_TIMEOUT_S)

    def add(self, name: str, by: int = 1) -> None:
        """Count one more."""
        with self._lock:
            self._values[name] = self._values.get(name, 0) + by
            self._added[name] += by

    def set(self, name: str, value: int) -> None:
        """Begin again at `value`."""
        with self._lock:
            self._values[name] = self._set[name] = value
            del self._added[name]

    def get(self, name: str) -> int:
        """Return how often; 0 for what was never counted."""
        with self._lock:
            return self._values.get(name, 0)

    def _run(self) -> None:
        while not self._stopping.wait(self._period_s):
            self._exchange()
        self._exchange()

    def _exchange(self) -> None:
        """Write what is new, read what others have set, and tell what has changed."""
        with self._lock:
            new, added = self._set, self._added
            self._set, self._added = {}, Counter()
        if self._path is not None:
            self._keep(self._path, new, added)
        with self._lock:
            told = {name: v for name, v in self._values.items() if not name.startswith(HIDDEN)}
        if told != self._published:
            self._published = told
            self._publish(told)

    def _keep(self, path: Path, new: Values, added: Counter[str]) -> None:
        try:
            stored = _exchanged(path, new, added)
        except (sqlite3.Error, OSError) as error:
            if not self._file_fails:
                log.warning("counters.not_kept", why=str(error))
            self._file_fails = True
            with self._lock:  # once more, the next time
                self._set = {**new, **self._set}
                self._added.update(added)
            return
        self._file_fails = False
        with self._lock:
            stored.update(self._set)
            for name, by in self._added.items():
                stored[name] = stored.get(name, 0) + by
            self._values = stored


def set_counter(path: Path, name: str, value: int) -> None:
    """Set a counter from outside; the program that counts sees it soon. Raises `OSError`."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there")
    try:
        _exchanged(path, {name: value}, Counter())
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


def _exchanged(path: Path, new: Values, added: Counter[str]) -> dict[str, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as database:
        database.execute("PRAGMA synchronous = OFF")  # a count may be lost, a disk is worn by each
        with database:
            database.execute(_TABLE)
            database.executemany(_SET, new.items())
            database.executemany(_ADD, added.items())
        return dict(database.execute("SELECT name, value FROM counter"))
