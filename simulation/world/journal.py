"""The coordinator's journal on a disk that fails and on a machine that loses its power.

`ModelJournal` keeps rows as the real one does, in memory. `Disk` stands before either of the two
and brings the faults.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import takewhile
from typing import Final, Protocol

from journal import (
    AnswerRow,
    EventRow,
    JournalUnavailable,
    PositionTaken,
    ReadRow,
    SnapshotRows,
    VisitorRow,
)
from simulation.world.clock import MachineClock


class Rows(Protocol):
    """What `JournalStore` needs of a `Journal`."""

    def load(self, *, after_position: int = 0) -> Iterator[EventRow]: ...

    def last_position(self, *, kind: str | None = None) -> int: ...

    def append(
        self,
        events: Sequence[EventRow],
        answers: Sequence[AnswerRow] = (),
        visitors: Sequence[VisitorRow] = (),
        meaning: Iterable[ReadRow] = (),
    ) -> None: ...

    def snapshot(self, form: str) -> SnapshotRows | None: ...

    def keep_snapshot(
        self, position: int, form: str, piece: bytes, rest: bytes | None, *, anew: bool
    ) -> None: ...

    def try_to_write(self) -> None: ...

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]: ...

    def answered(self, *, after: tuple[str, str], limit: int) -> list[tuple[str, str]]: ...

    def visitors(self, *, since_day: str = "") -> list[VisitorRow]: ...

    def erase(self, *, visitors_due_ms: int, answers_before_ms: int) -> int: ...


class ModelJournal:
    """The rows of one hall, under the rules of the real tables."""

    def __init__(self) -> None:
        self._events: list[EventRow] = []
        self._last_of_kind: dict[str, int] = {}
        self._answers: dict[tuple[str, str], AnswerRow] = {}
        self._answered: list[tuple[str, str]] = []
        """Their keys, sorted, as an index has them: each start reads all of them."""
        self._visitors: dict[str, VisitorRow] = {}
        self._pieces: list[bytes] = []
        self._snapshot: tuple[str, SnapshotRows | None] = ("", None)

    def load(self, *, after_position: int = 0) -> Iterator[EventRow]:
        """Yield the events after a position, oldest first."""
        yield from self._events[after_position:]

    def last_position(self, *, kind: str | None = None) -> int:
        """Return the position of the last event (of a kind), or 0."""
        return len(self._events) if kind is None else self._last_of_kind.get(kind, 0)

    def append(
        self,
        events: Sequence[EventRow],
        answers: Sequence[AnswerRow] = (),
        visitors: Sequence[VisitorRow] = (),
        meaning: Iterable[ReadRow] = (),
    ) -> None:
        """Commit all of it or nothing, without read tables. Raises `PositionTaken`."""
        del meaning
        first = len(self._events) + 1
        expected = range(first, first + len(events))
        keys = {(row.device_id, row.command_id) for row in answers}
        if [row.position for row in events] != [*expected]:
            raise PositionTaken(f"position {first} was expected")
        if len(keys) < len(answers) or any(key in self._answers for key in keys):
            raise PositionTaken("a command has two answers")
        self._events += events
        self._last_of_kind |= {row.kind: row.position for row in events}
        self._answers |= {(row.device_id, row.command_id): row for row in answers}
        for key in keys:
            insort(self._answered, key)
        self._visitors |= {row.about_id: row for row in visitors}

    def snapshot(self, form: str) -> SnapshotRows | None:
        """Return the snapshot, if there is one of this form; the next piece is added to it."""
        of_form, snapshot = self._snapshot
        found = snapshot if of_form == form else None
        self._pieces = [*found.pieces] if found else []
        return found

    def keep_snapshot(
        self, position: int, form: str, piece: bytes, rest: bytes | None, *, anew: bool
    ) -> None:
        """Add a piece to the snapshot, and the rest if it is whole now."""
        if anew:
            self._pieces, self._snapshot = [], ("", None)
        self._pieces.append(piece)
        if rest is not None:
            self._snapshot = form, SnapshotRows(position, [*self._pieces], rest)

    def try_to_write(self) -> None:
        """Write what changes nothing."""

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return the stored answers to these commands."""
        return {key: self._answers[key].answer for key in keys if key in self._answers}

    def answered(self, *, after: tuple[str, str], limit: int) -> list[tuple[str, str]]:
        """Return the next commands that have an answer, in order of their names."""
        first = bisect_right(self._answered, after)
        return self._answered[first : first + limit]

    def visitors(self, *, since_day: str = "") -> list[VisitorRow]:
        """Return what is known of visitors of a day and of later ones, and not yet erased."""
        return [row for row in self._visitors.values() if row.day >= since_day]

    def erase(self, *, visitors_due_ms: int, answers_before_ms: int) -> int:
        """Erase visitors whose end has come, and old answers; return the number of visitors."""
        oldest_first = self._answers.items()
        too_old = takewhile(lambda item: item[1].answered_at_ms < answers_before_ms, oldest_first)
        old = [key for key, _ in too_old]
        for key in old:
            del self._answers[key]
        if old:
            self._answered = sorted(self._answers)
        due = [k for k, row in self._visitors.items() if row.erase_after_ms <= visitors_due_ms]
        for about_id in due:
            del self._visitors[about_id]
        return len(due)


class PowerCut(Exception):
    """The machine is off. Whoever runs on it ends here and now."""


class Fate(Enum):
    """What becomes of the next commit."""

    FAILS = auto()
    """Nothing is written, and the writer is told."""
    UNKNOWN = auto()
    """It is written, and the writer is told that it failed."""
    CUT_BEFORE = auto()
    """The power goes while it is written, so that nothing of it remains."""
    CUT_AFTER = auto()
    """The power goes once it is written, before anybody hears of it."""


class Witness(Protocol):
    """Sees what is truly on the disk."""

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None: ...


class Disk:
    """Passes on to a journal, unless something befalls it.

    Attributes:
        next_commit: what becomes of the next commit, once.
        full: no commit succeeds.
        away: it cannot even be read.
        slow_ms: so long whatever is asked of it takes, as on a server that is stopped.
        written_by: the clock of the machine that has written last, where several do.
    """

    def __init__(self, rows: Rows, witness: Witness) -> None:
        self.next_commit: Fate | None = None
        self.full = False
        self.away = False
        self.slow_ms = 0
        self.written_by: MachineClock | None = None
        self._rows: Final = rows
        self._witness: Final = witness

    def load(self, *, after_position: int = 0) -> Iterator[EventRow]:
        self._check_there()
        return self._rows.load(after_position=after_position)

    def last_position(self, *, kind: str | None = None) -> int:
        self._check_there()
        return self._rows.last_position(kind=kind)

    def append(
        self,
        events: Sequence[EventRow],
        answers: Sequence[AnswerRow] = (),
        visitors: Sequence[VisitorRow] = (),
        meaning: Iterable[ReadRow] = (),
        *,
        fence: Callable[[], object] | None = None,
    ) -> None:
        """Commit, unless the `fence` raises, which is asked in the same transaction."""
        fate, self.next_commit = self.next_commit, None
        self._check_writable()
        if fate is Fate.FAILS:
            raise JournalUnavailable("input/output error")
        if fate is Fate.CUT_BEFORE:
            raise PowerCut
        if fence is not None:
            fence()
        self._rows.append(events, answers, visitors, meaning)
        self._witness.committed(events, answers)
        if fate is Fate.UNKNOWN:
            raise JournalUnavailable("the line to the database broke")
        if fate is Fate.CUT_AFTER:
            raise PowerCut

    def snapshot(self, form: str) -> SnapshotRows | None:
        self._check_there()
        return self._rows.snapshot(form)

    def keep_snapshot(
        self, position: int, form: str, piece: bytes, rest: bytes | None, *, anew: bool
    ) -> None:
        self._check_writable()
        self._rows.keep_snapshot(position, form, piece, rest, anew=anew)

    def try_to_write(self) -> None:
        self._check_writable()
        self._rows.try_to_write()

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        self._check_there()
        return self._rows.answers(keys)

    def answered(self, *, after: tuple[str, str], limit: int) -> list[tuple[str, str]]:
        self._check_there()
        return self._rows.answered(after=after, limit=limit)

    def visitors(self, *, since_day: str = "") -> list[VisitorRow]:
        self._check_there()
        return self._rows.visitors(since_day=since_day)

    def erase(self, *, visitors_due_ms: int, answers_before_ms: int) -> int:
        self._check_writable()
        return self._rows.erase(
            visitors_due_ms=visitors_due_ms, answers_before_ms=answers_before_ms
        )

    def _check_there(self) -> None:
        if self.away:
            raise JournalUnavailable("no such device")

    def _check_writable(self) -> None:
        self._check_there()
        if self.full:
            raise JournalUnavailable("no space left on device")
