"""The writer's side of the journal: open, append a batch, look up answers, erase visitors."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Self, TypeAlias

from sqlalchemy import (
    Engine,
    Table,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from journal import fence as fences
from journal import queries, read_tables, schema, sqlite, tables
from journal.chain import Head, chained
from journal.databases import (
    doubled_in,
    first_line,
    take_time,
    translated,
    writing_engine,
)
from journal.errors import JournalUnavailable, PositionTaken
from journal.fence import Fence
from journal.prepared import run
from journal.rows import AnswerRow, EventRow, ReadRow, VisitorRow
from journal.snapshots import SnapshotRows, Snapshots
from journal.together import Outcome, Write, together

_INSERTS: Final = {
    table.name: insert(table) for table in (tables.events, tables.commands, tables.visitors)
}
_MOVE_HEAD: Final = (
    update(tables.heads)
    .where(tables.heads.c.hall == bindparam("of_hall"), tables.heads.c.position == bindparam("old"))
    .values(position=bindparam("position"), chain=bindparam("chain"))
)
_FORGET_VISITOR: Final = delete(tables.visitors).where(
    tables.visitors.c.hall == bindparam("of_hall"),
    tables.visitors.c.about_id == bindparam("of_about_id"),
)
_commands: Final = tables.commands.c
_OF_HALL: Final = _commands.hall == bindparam("of_hall")
_ANSWER: Final = select(_commands.answer).where(
    _OF_HALL,
    _commands.device_id == bindparam("device_id"),
    _commands.command_id == bindparam("command_id"),
)

Meaning: TypeAlias = Callable[[Iterable[EventRow]], Iterable[ReadRow]]
"""What events mean for the read tables; called with them in order, some at a time."""


class Journal:
    """The journal of one hall, open for writing. One a hall at a time."""

    def __init__(self, engine: Engine, hall: str, lock: sqlite.WriterLock | None) -> None:
        self.engine: Final = engine
        self.hall: Final = hall
        self.fence: Fence | None = None
        """Under which lease we write; None if there are none."""
        self._lock = lock
        self._head: Head | None = None
        """Where the next event is chained on; None if the fate of a commit may be open."""
        self._log_holds_erased = False
        self._snapshots: Final = Snapshots(engine, hall)

    @classmethod
    def open(cls, url: str, hall: str) -> Self:
        """Open the journal of `hall` at a database URL, as "sqlite:///hall.db"; make it if need be.

        Raises:
            JournalUnavailable, AlreadyOpen, DatabaseNewer, DatabaseOfAnotherHall
        """
        engine = writing_engine(url)
        path = sqlite.file_of(engine.url)
        journal = cls(engine, hall, sqlite.WriterLock(path) if path else None)
        try:
            with translated(), engine.begin() as connection:
                schema.bring_up(connection, hall)
        except BaseException:
            journal.close()
            raise
        return journal

    @classmethod
    def shared(cls, url: str, hall: str, fence: Fence) -> Self:
        """Open the journal of `hall` on a server, whose tables were brought up before.

        Raises `JournalUnavailable`.
        """
        journal = cls(writing_engine(url), hall, None)
        journal.fence = fence
        return journal

    @property
    def is_on_server(self) -> bool:
        """Whether a server may keep us waiting, which a file does not."""
        return self.engine.dialect.name != "sqlite"

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def load(self, *, after_position: int = 0) -> Iterator[EventRow]:
        """Yield the events after a position, oldest first.

        Raises `JournalUnavailable`, also if some are missing: the others would not say what is so.
        """
        with translated():
            self._head = end = queries.settled_head(self.engine, self.hall)
            last = after_position
            for row in queries.load(self.engine, self.hall, after_position=after_position):
                if last:  # or what comes first may follow an archive
                    _refuse_gap(last, row.position - 1)
                last = row.position
                yield row
            _refuse_gap(last, end.position)

    def last_position(self, *, kind: str | None = None) -> int:
        """Return the position of the last event (of a kind), or 0."""
        with translated():
            return queries.last_position(self.engine, self.hall, kind=kind)

    def append(
        self,
        events: Sequence[EventRow],
        answers: Sequence[AnswerRow] = (),
        visitors: Sequence[VisitorRow] = (),
        meaning: Iterable[ReadRow] = (),
    ) -> None:
        """Commit all of it or nothing, durably.

        Raises:
            PositionTaken: another writer was there first, or has the lease; this one must stop.
            JournalUnavailable: nothing was written (or, if the line to a database server broke
                during the commit, nobody knows: read the journal again before going on).
        """
        before, self._head = self._head or self.head(), None
        self._check_follows(before, events)
        with translated(), self.engine.begin() as connection:
            try:
                with together(connection) as write:
                    head, moved = self._chain(write, before, events)
                    self._insert(write, tables.commands, answers)
                    self._replace_visitors(write, visitors)
                    read_tables.write(write, connection.dialect.name, self.hall, meaning)
            except IntegrityError as error:
                if doubled_in(error) not in (tables.events.name, tables.commands.name):
                    raise
                raise PositionTaken(
                    f"another coordinator writes for {self.hall}: {first_line(error)}"
                ) from None
            if moved is not None and moved.rowcount != 1:
                raise self._does_not_follow(events)
            if self.fence is not None:
                if moved is None:
                    fences.hold(connection, self.hall)
                fences.stop_unless(connection, self.hall, self.fence)
        self._head = head

    def head(self) -> Head:
        """Return the place and chain of the last event, once no earlier append is under way."""
        with translated():
            return queries.settled_head(self.engine, self.hall)

    def try_to_write(self) -> None:
        """Write durably what stands there already. Raises `JournalUnavailable` if that fails."""
        with translated(), self.engine.begin() as connection:
            connection.execute(update(tables.meta).values(value=tables.meta.c.value))

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return the stored answers to these commands, each named by (device_id, command_id)."""
        found: dict[tuple[str, str], str] = {}
        with translated(), self.engine.connect() as connection:
            for (
                device_id,
                command_id,
            ) in keys:  # asked for all at once, SQLite reads the whole table
                of = {"of_hall": self.hall, "device_id": device_id, "command_id": command_id}
                if row := run(connection, _ANSWER, [of]).first():
                    found[device_id, command_id] = row[0]
        return found

    def answered(self, *, after: tuple[str, str], limit: int) -> list[tuple[str, str]]:
        """Return the next commands that have an answer, by (device_id, command_id), in order."""
        key = tuple_(_commands.device_id, _commands.command_id)
        query = (
            select(_commands.device_id, _commands.command_id)
            .where(_commands.hall == self.hall, key > after)
            .order_by(_commands.device_id, _commands.command_id)
            .limit(limit)
        )
        with translated(), self.engine.connect() as connection:
            return [(device_id, command_id) for device_id, command_id in connection.execute(query)]

    def visitors(self, *, since_day: str = "") -> list[VisitorRow]:
        """Return what is known of visitors of a day and of later ones, and not yet erased."""
        with translated():
            return queries.visitors_since(self.engine, self.hall, since_day)

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
        self._log_holds_erased |= bool(erased)
        if self._log_holds_erased:
            with translated():
                self._log_holds_erased = not sqlite.forget_erased(self.engine)
        return erased

    def snapshot(self, form: str) -> SnapshotRows | None:
        """Return what the events up to some position amount to, if it is known in this form."""
        with translated():
            return self._snapshots.read(form)

    def keep_snapshot(
        self, position: int, form: str, piece: bytes, rest: bytes | None, *, anew: bool
    ) -> None:
        """Add a piece to the snapshot, and the rest if it is whole now.

        Raises:
            PositionTaken: the journal does not end at `position`.
            JournalUnavailable: nothing was written, or nobody knows; begin anew.
        """
        head = self._head or self.head()
        if head.position != position:
            raise PositionTaken(f"the journal of {self.hall} does not end at {position}")
        with translated():
            self._snapshots.write(head, form, piece, rest, anew=anew, fence=self.fence)

    def read_form(self) -> int:
        """Return which form of the read tables all events were read into; 0 if none."""
        with translated():
            return queries.read_form(self.engine, self.hall)

    def rebuild(self, meaning: Meaning, *, form: int) -> int:
        """Make the read tables again, from all events there are; return how many.

        Rows of days whose events are in an archive stay as they are.
        """
        with translated(), self.engine.begin() as connection:
            take_time(connection)
            of_hall = tables.heads.c.hall == self.hall
            # First of all, so that no coordinator on a database server appends meanwhile.
            connection.execute(update(tables.heads).where(of_hall).values(read_form=form))
            read_tables.make_missing(connection)
            read_tables.forget(
                connection, self.hall, since_day=queries.day_after_archive(connection, self.hall)
            )
            count = 0
            for chunk in queries.chunks(connection, self.hall):
                with together(connection) as write:
                    read_tables.write(write, connection.dialect.name, self.hall, meaning(chunk))
                count += len(chunk)
        return count

    def _chain(
        self, write: Write, before: Head, events: Sequence[EventRow]
    ) -> tuple[Head, Outcome | None]:
        """Insert the events, each chained to the one before; return the new head, and what came of
        moving there, if it is another."""
        if not events:
            return before, None
        rows, head = [], before
        for event in events:
            head = Head(event.position, chained(head.chain, self.hall, event))
            rows.append({"hall": self.hall, **event._asdict(), "chain": head.chain})
        write(_INSERTS[tables.events.name], rows)
        of = {"of_hall": self.hall, "old": before.position}
        return head, write(_MOVE_HEAD, [{**of, **head._asdict()}])

    def _check_follows(self, before: Head, events: Sequence[EventRow]) -> None:
        if events and before.position != events[0].position - 1:
            raise self._does_not_follow(events)

    def _does_not_follow(self, events: Sequence[EventRow]) -> PositionTaken:
        return PositionTaken(
            f"another coordinator writes for {self.hall}: its journal does not end "
            f"at {events[0].position - 1}"
        )

    def _replace_visitors(self, write: Write, visitors: Sequence[VisitorRow]) -> None:
        """Insert them; of whom something is known already, that is forgotten."""
        if visitors:
            known = [{"of_hall": self.hall, "of_about_id": row.about_id} for row in visitors]
            write(_FORGET_VISITOR, known)
            self._insert(write, tables.visitors, visitors)

    def _insert(
        self, write: Write, table: Table, rows: Sequence[AnswerRow] | Sequence[VisitorRow]
    ) -> None:
        if rows:
            write(_INSERTS[table.name], [{"hall": self.hall, **row._asdict()} for row in rows])


def _refuse_gap(last: int, until: int) -> None:
    if last < until:
        raise JournalUnavailable(
            f"the journal lacks events from {last + 1} to {until}: hallcall verify says what was "
            "done to it; go on with the last backup"
        )
