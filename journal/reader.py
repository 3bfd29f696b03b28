"""The journal for whoever only reads it: its own connection, no lock, nothing written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine

from journal import queries, schema
from journal.databases import reading_engine, translated
from journal.rows import EventRow


class JournalReader:
    """A journal that a coordinator may be writing at the same time."""

    def __init__(self, engine: Engine, hall: str = "") -> None:
        """Raises `JournalUnavailable`, `DatabaseNewer`, `DatabaseOfAnotherHall`, `HallUnclear`."""
        self._engine: Final = engine
        with translated(), engine.connect() as connection:
            self.hall: Final = schema.hall_of(connection, hall)
            """Whose journal it is."""

    @classmethod
    @contextmanager
    def open(cls, url: str, hall: str = "") -> Iterator["JournalReader"]:
        """Open the database at a URL, as "sqlite:///hall.db", and let go of it afterwards.

        Args:
            hall: which one, if the database holds several.
        """
        engine = reading_engine(url)
        try:
            yield cls(engine, hall)
        finally:
            engine.dispose()

    def days(self) -> list[str]:
        """Return the business days the journal knows, oldest first."""
        with translated():
            return queries.days(self._engine, self.hall)

    def events_of_day(self, day: str) -> Iterator[EventRow]:
        """Yield the events of a business day, as "2026-11-22", oldest first."""
        with translated():
            yield from queries.events_of_day(self._engine, self.hall, day)
