"""Personal data for whoever must change it while the coordinator goes on: new keys, and erasure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias

from sqlalchemy import Engine, and_, bindparam, or_, update

from journal import queries, schema, sqlite
from journal.databases import refuse_no_file, translated, writing_engine
from journal.errors import KeysInvalid
from journal.keys import Sealed
from journal.rows import VisitorRow
from journal.tables import visitors

Reseal: TypeAlias = Callable[[VisitorRow], Sealed]
"""Seals a row anew. Raises `KeysInvalid` if it does not open."""


class VisitorFile:
    """The visitors of one hall. What is written here is whole, whoever else writes."""

    def __init__(self, engine: Engine, hall: str = "") -> None:
        """Raises `JournalUnavailable`, `DatabaseNewer`, `DatabaseOfAnotherHall`, `HallUnclear`."""
        self._engine: Final = engine
        self.is_left_in_log = False
        """Whether what was overwritten last stands in the write-ahead log still."""
        with translated(), engine.connect() as connection:
            self.hall: Final = schema.hall_of(connection, hall)

    @classmethod
    @contextmanager
    def open(cls, url: str, hall: str = "") -> Iterator["VisitorFile"]:
        """Open the database at a URL, and let go of it afterwards.

        Args:
            hall: which one, if the database holds several.
        """
        with _opened(url) as engine:
            yield cls(engine, hall)

    @classmethod
    @contextmanager
    def of_all_halls(cls, url: str) -> Iterator[Sequence["VisitorFile"]]:
        """Open the database at a URL for each hall that it holds."""
        with _opened(url) as engine:
            with translated(), engine.connect() as connection:
                halls = schema.halls_of(connection)
            yield [cls(engine, hall) for hall in halls]

    def rows(self) -> list[VisitorRow]:
        """Return what is known of visitors, and not yet erased."""
        with translated():
            return queries.visitors_since(self._engine, self.hall)

    def reseal(self, reseal: Reseal, *, key_id: str) -> tuple[int, int]:
        """Seal every row under the key `key_id` that is not.

        Twice, since a coordinator may have sealed one while it was about to see the new key.

        Returns how many were changed, and how many do not open and stay as they are.
        """
        changed = closed = 0
        for _ in range(2):
            old = [row for row in self.rows() if row.key_id != key_id]
            pairs = [(row, sealed) for row in old if (sealed := _resealed(reseal, row))]
            changed, closed = changed + len(pairs), len(old) - len(pairs)
            self._replace(pairs)
        self._empty_log()
        return changed, closed

    def erase(self, persons: Collection[str] = (), about: Collection[str] = ()) -> int:
        """Overwrite what is known of these people, tickets or bookings; return how many rows.

        The empty rows go with the coordinator's next erasure, which makes it forget them, too.
        """
        known = and_(visitors.c.hall == self.hall, visitors.c.key_id != "")
        theirs = or_(visitors.c.person.in_(persons), visitors.c.about_id.in_(about))
        with translated(), self._engine.begin() as connection:
            erased = connection.execute(
                update(visitors)
                .where(known, theirs)
                .values(person="", key_id="", sealed=b"", erase_after_ms=0)
            ).rowcount
        self._empty_log()
        return erased

    def _empty_log(self) -> None:
        with translated():
            self.is_left_in_log = not sqlite.forget_erased(self._engine)

    def _replace(self, pairs: Sequence[tuple[VisitorRow, Sealed]]) -> None:
        if not pairs:
            return
        is_it = and_(
            visitors.c.hall == self.hall,
            visitors.c.about_id == bindparam("of"),
            visitors.c.key_id == bindparam("old_key"),  # or it was erased meanwhile
        )
        with translated(), self._engine.begin() as connection:
            connection.execute(
                update(visitors).where(is_it),
                [
                    {
                        "of": row.about_id,
                        "old_key": row.key_id,
                        "key_id": sealed.key_id,
                        "sealed": sealed.data,
                    }
                    for row, sealed in pairs
                ],
            )


def _resealed(reseal: Reseal, row: VisitorRow) -> Sealed | None:
    try:
        return reseal(row)
    except KeysInvalid:
        return None


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = writing_engine(url)
    refuse_no_file(engine.url)
    try:
        yield engine
    finally:
        engine.dispose()
