"""The writer's side of the journal: open, append a batch, look up answers, erase visitors."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from sqlalchemy import (
    Connection,
    Engine,
    delete,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from journal import queries, schema, sqlite, tables
from journal.databases import engine_of, translated
from journal.errors import PositionTaken
from journal.rows import AnswerRow, EventRow, VisitorRow

LOOKUP_ROWS: Final = 400
"""Rows asked for in one SELECT; SQLite and others limit the parameters of a statement."""


class Journal:
    """The journal of one hall, open for writing. One a hall at a time."""

    def __init__(self, engine: Engine, hall: str, lock: sqlite.WriterLock | None) -> None:
        self.engine: Final = engine
        self.hall: Final = hall
        self._lock = lock

    @classmethod
    def open(cls, url: str, hall: str) -> Self:
        """Open the journal of `hall` at a database URL, as "sqlite:///hall.db"; make it if need be.

        Raises:
            JournalUnavailable, AlreadyOpen, DatabaseNewer, DatabaseOfAnotherHall
        """
        engine, lock = _engine(url)
        journal = cls(engine, hall, lock)
        try:
            with translated(), engine.begin() as connection:
                schema.bring_up(connection, hall)
        except BaseException:
            journal.close()
            raise
        return journal

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def load(self, *, after_position: int = 0) -> Iterator[EventRow]:
        """Yield the events after a position, oldest first."""
        with translated():
            yield from queries.load(self.engine, self.hall, after_position=after_position)

    def last_position(self, *, kind: str | None = None) -> int:
        """Return the position of the last event (of a kind), or 0."""
        with translated():
            return queries.last_position(self.engine, self.hall, kind=kind)

    def append(
        self,
        events: Sequence[EventRow],
        answers: Sequence[AnswerRow] = (),
        visitors: Sequence[VisitorRow] = (),
    ) -> None:
        """Commit all of it or nothing, durably.

        Raises:
            PositionTaken: another writer was there first; this one must stop.
            JournalUnavailable: nothing was written (or, if the line to a database server broke
                during the commit, nobody knows: read the journal again before going on).
        """
        with translated(), self.engine.begin() as connection:
            try:
                self._insert(connection, tables.events, events)
                self._insert(connection, tables.commands, answers)
            except IntegrityError as error:
                raise PositionTaken(
                    f"another coordinator writes for {self.hall}: {error}"
                ) from None
            self._insert(connection, tables.visitors, visitors)

    def try_to_write(self) -> None:
        """Write durably what stands there already. Raises `JournalUnavailable` if that fails."""
        with translated(), self.engine.begin() as connection:
            connection.execute(update(tables.meta).values(value=tables.meta.c.value))

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return the stored answers to these commands, each named by (device_id, command_id)."""
        table, wanted = tables.commands, list(keys)
        found: dict[tuple[str, str], str] = {}
        with translated(), self.engine.connect() as connection:
            for start in range(0, len(wanted), LOOKUP_ROWS):
                query = select(table.c.device_id, table.c.command_id, table.c.answer).where(
                    table.c.hall == self.hall,
                    tuple_(table.c.device_id, table.c.command_id).in_(
                        wanted[start : start + LOOKUP_ROWS]
                    ),
                )
                for device_id, command_id, answer in connection.execute(query):
                    found[device_id, command_id] = answer
        return found

    def visitors(self) -> list[VisitorRow]:
        """Return what is known of visitors, and not yet erased."""
        table = tables.visitors
        columns = [table.c[name] for name in VisitorRow._fields]
        with translated(), self.engine.connect() as connection:
            rows = connection.execute(select(*columns).where(table.c.hall == self.hall))
            return [VisitorRow._make(row) for row in rows]

    def erase(self, *, visitors_due_ms: int, answers_before_ms: int) -> int:
        """Erase visitors whose end has come, and answers nobody will ask for again.

        Returns the number of visitors erased.
        """
        visitors, commands = tables.visitors, tables.commands
        with translated(), self.engine.begin() as connection:
            erased = connection.execute(
                delete(visitors).where(
                    visitors.c.hall == self.hall, visitors.c.erase_after_ms <= visitors_due_ms
                )
            ).rowcount
            connection.execute(
                delete(commands).where(
                    commands.c.hall == self.hall, commands.c.answered_at_ms < answers_before_ms
                )
            )
        if erased and self.engine.dialect.name == "sqlite":
            with translated():
                sqlite.forget_erased(self.engine)
        return erased

    def _insert(self, connection: Connection, table: Any, rows: Sequence[NamedTuple]) -> None:
        if rows:
            connection.execute(
                insert(table), [{"hall": self.hall, **row._asdict()} for row in rows]
            )


def _engine(url: str) -> tuple[Engine, sqlite.WriterLock | None]:
    engine, parsed = engine_of(url)
    if parsed.get_backend_name() != "sqlite":
        return engine, None
    sqlite.prepare(engine)
    if parsed.database in (None, "", ":memory:"):
        return engine, None
    return engine, sqlite.WriterLock(Path(str(parsed.database)))
