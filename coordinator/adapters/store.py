"""The service's store, kept in the journal."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import msgspec
import structlog

from contract.ids import CommandId, DeviceId, EpochMs
from contract.messages.answers import AnyAnswer
from contract.messages.base import EXPIRES_AHEAD_MS_MAX, encode, kind_of
from contract.messages.commands import GivenCard
from coordinator.adapters.form import snapshot_form
from coordinator.adapters.known_commands import KnownCommands
from coordinator.adapters.reading import FORM, Reading
from coordinator.adapters.visitors import CurrentKeys, Visitors
from coordinator.domain.events import AnyEvent, DayBegan
from coordinator.service.ports import (
    Batch,
    CommandKey,
    Record,
    StoreUnavailable,
    Superseded,
    VisitorKey,
)
from coordinator.service.snapshots import Piece, Snapshot
from journal import AnswerRow, EventRow, Journal, JournalError, PositionTaken

log = structlog.get_logger("coordinator")

ANSWERS_KEPT_MS: Final = EXPIRES_AHEAD_MS_MAX
"""After every command has expired, its first answer can be forgotten."""
_DAY_BEGAN: Final = kind_of(DayBegan)
_EVENTS: Final = msgspec.json.Decoder[AnyEvent](AnyEvent)
_ANSWERS: Final = msgspec.json.Decoder[AnyAnswer](AnyAnswer)


class JournalStore:
    """A `Store` on a `Journal`."""

    def __init__(self, journal: Journal, keys: CurrentKeys | None = None) -> None:
        """Without keys, nothing is stored of visitors."""
        self._journal: Final = journal
        self._visitors: Final = Visitors(keys)
        self._reading = Reading()
        self._known = KnownCommands(journal)

    def load(self, *, after_position: int = 0) -> Iterator[Record]:
        """Return the records since the last change of the day, that one included."""
        self._known = KnownCommands(self._journal)  # somebody else may have written meanwhile
        with _translated():
            after = max(after_position, self._journal.last_position(kind=_DAY_BEGAN) - 1)
            for row in self._journal.load(after_position=after):
                yield _record(row)

    def snapshot(self, file_digest: str) -> Snapshot | None:
        """Return what the day's records amount to up to some position, if that is known."""
        with _translated():
            day_began = self._journal.last_position(kind=_DAY_BEGAN)
            found = self._journal.snapshot(snapshot_form(file_digest))
        if found is None or found.position < day_began:
            return None
        return Snapshot(*found)

    def keep(self, piece: Piece, file_digest: str) -> None:
        """Add a piece to the snapshot."""
        position, anew, tickets, rest = piece
        with _translated():
            form = snapshot_form(file_digest)
            self._journal.keep_snapshot(position, form, tickets, rest, anew=anew)

    def append(self, batch: Batch) -> None:
        """Commit the batch, all or nothing."""
        with self._read_again_if_lost(), _translated():
            self._journal.append(
                [_event_row(record) for record in batch.records],
                [_answer_row(key, answer) for key, answer in batch.answers.items()],
                self._visitors.rows(batch.visitors),
                self._reading.rows(batch.records),
            )
        self._known.note(batch.answers)

    def try_to_write(self) -> None:
        """Write something that changes nothing."""
        with _translated():
            self._journal.try_to_write()

    def answers(self, keys: Collection[CommandKey]) -> Mapping[CommandKey, AnyAnswer]:
        """Return the first answers of those of these commands that have had one."""
        with _translated():
            asked = self._known.perhaps(keys)
            found = self._journal.answers(asked) if asked else {}
        return {
            CommandKey(DeviceId(device), CommandId(command)): _ANSWERS.decode(answer)
            for (device, command), answer in found.items()
        }

    def learn(self) -> None:
        """Learn some more of what was answered before the start, while there is time."""
        with _translated():
            self._known.learn()

    def visitors(self, since_day: str) -> Mapping[VisitorKey, GivenCard]:
        """Return the visitors of a business day and of later ones who are not yet erased."""
        with _translated():
            return self._visitors.cards(self._journal.visitors(since_day=since_day))

    def erase_due(self, now_ms: EpochMs) -> int:
        """Erase visitors whose end has come, and answers too old to be asked for."""
        with _translated():
            erased = self._journal.erase(
                visitors_due_ms=now_ms, answers_before_ms=now_ms - ANSWERS_KEPT_MS
            )
        return erased + self._visitors.forget(now_ms)

    @contextmanager
    def _read_again_if_lost(self) -> Iterator[None]:
        """What a failed commit would have noted must be noted again."""
        try:
            yield
        except BaseException:
            self._reading = Reading()
            raise


def read_anew_if_due(journal: Journal) -> None:
    """Make the read tables again if an older hallcall has written them, or none."""
    if journal.read_form() != FORM:
        log.info("journal.read_anew", events=read_anew(journal))


def read_anew(journal: Journal) -> int:
    """Make the read tables of a journal again from its events; return how many those are."""
    reading = Reading()
    return journal.rebuild(lambda rows: reading.rows(map(_record, rows)), form=FORM)


def _record(row: EventRow) -> Record:
    try:
        event = _EVENTS.decode(row.body)
    except msgspec.MsgspecError as error:
        raise StoreUnavailable(
            f"event {row.position} of the journal cannot be read ({error}): "
            "a newer hallcall has written it, or the database is damaged"
        ) from None
    return Record(row.position, row.day, DeviceId(row.device_id), CommandId(row.command_id), event)


def _event_row(record: Record) -> EventRow:
    position, day, device_id, command_id, event = record
    body = encode(event).decode()
    return EventRow(position, event.at_ms, day, kind_of(event), device_id, command_id, body)


def _answer_row(key: CommandKey, answer: AnyAnswer) -> AnswerRow:
    return AnswerRow(*key, answer.answered_at_ms, encode(answer).decode())


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PositionTaken as error:
        raise Superseded(str(error)) from error
    except JournalError as error:
        raise StoreUnavailable(str(error)) from error
