"""The service's store, kept in the journal."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import msgspec

from contract.ids import CommandId, DeviceId, EpochMs, TicketId
from contract.messages.answers import AnyAnswer
from contract.messages.base import encode, kind_of
from contract.messages.commands import VisitorCard
from coordinator.domain.events import AnyEvent, DayBegan
from coordinator.service.ports import (
    Batch,
    CommandKey,
    Record,
    StoreUnavailable,
    Superseded,
    VisitorKey,
)
from journal import AnswerRow, EventRow, Journal, JournalError, PositionTaken, VisitorRow

ANSWERS_KEPT_MS: Final = 2 * 24 * 3600 * 1000
"""Long after every command has expired, its first answer can be forgotten."""
_DAY_BEGAN: Final = kind_of(DayBegan)
_EVENTS: Final = msgspec.json.Decoder[AnyEvent](AnyEvent)
_ANSWERS: Final = msgspec.json.Decoder[AnyAnswer](AnyAnswer)


class JournalStore:
    """A `Store` on a `Journal`."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def load(self) -> Iterator[Record]:
        """Return the records since the last change of the day, that one included."""
        with _translated():
            day_began = self._journal.last_position(kind=_DAY_BEGAN)
            for row in self._journal.load(after_position=max(0, day_began - 1)):
                yield _record(row)

    def append(self, batch: Batch) -> None:
        """Commit the batch, all or nothing."""
        with _translated():
            self._journal.append(
                [_event_row(record) for record in batch.records],
                [_answer_row(key, answer) for key, answer in batch.answers.items()],
                [
                    VisitorRow(key, card.masked_name, card.document_tail, erase_after_ms)
                    for key, card, erase_after_ms in batch.visitors
                ],
            )

    def try_to_write(self) -> None:
        """Write something that changes nothing."""
        with _translated():
            self._journal.try_to_write()

    def answers(self, keys: Collection[CommandKey]) -> Mapping[CommandKey, AnyAnswer]:
        """Return the first answers of those of these commands that have had one."""
        with _translated():
            found = self._journal.answers(keys)
        return {
            CommandKey(DeviceId(device), CommandId(command)): _ANSWERS.decode(answer)
            for (device, command), answer in found.items()
        }

    def visitors(self) -> Mapping[VisitorKey, VisitorCard]:
        """Return the visitors not yet erased."""
        with _translated():
            rows = self._journal.visitors()
        return {
            TicketId(row.ticket_id): VisitorCard(
                masked_name=row.masked_name, document_tail=row.document_tail
            )
            for row in rows
        }

    def erase_due(self, now_ms: EpochMs) -> int:
        """Erase visitors whose end has come, and answers too old to be asked for."""
        with _translated():
            return self._journal.erase(
                visitors_due_ms=now_ms, answers_before_ms=now_ms - ANSWERS_KEPT_MS
            )


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
