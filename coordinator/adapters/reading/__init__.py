"""What events mean for the journal's read tables.

It follows from the events alone: so the tables can be made again from them at any time, and a row
is the same whichever way it was made. An event that no module names changes no table; but every
event of a ticket is a step of its visit.
"""

from collections.abc import Iterable
from typing import Final

from contract.messages.base import kind_of
from coordinator.adapters.reading import appointments, hall, services, tickets
from coordinator.adapters.reading.rows import Cell, Means, Rows
from coordinator.domain.events import TicketEvent
from coordinator.service.ports import Record
from journal import ReadRow

FORM: Final = 1
"""Raised whenever the rows of old events would be others: the coordinator makes them again."""

_MEANS: Final[Means] = {
    **tickets.MEANS,
    **services.MEANS,
    **hall.MEANS,
    **appointments.MEANS,
}


class Reading:
    """Reads records in their order."""

    def __init__(self) -> None:
        self._seen: Final[set[str]] = set()
        """Devices that need not be noted again."""

    def rows(self, records: Iterable[Record]) -> Rows:
        """Yield the rows that these records bring and change."""
        for record in records:
            if record.device_id not in self._seen:
                self._seen.add(record.device_id)
                yield _device(record)
            if isinstance(record.event, TicketEvent):
                yield _step(record, record.event)
            if mean := _MEANS.get(type(record.event)):
                yield from mean(record, record.event)


def _device(record: Record) -> ReadRow:
    columns: dict[str, Cell] = {"day": record.day, "first_at_ms": record.event.at_ms}
    return ReadRow("devices", {"device_id": record.device_id}, columns, "first")


def _step(record: Record, event: TicketEvent) -> ReadRow:
    columns: dict[str, Cell] = {
        "day": record.day,
        "ticket_id": event.ticket_id,
        "service_id": getattr(event, "service_id", None),
        "step": kind_of(event),
        "window_id": getattr(event, "window_id", None),
        "clerk_id": getattr(event, "clerk_id", None),
        "device_id": record.device_id,
        "at_ms": event.at_ms,
    }
    return ReadRow("visits", {"position": record.position}, columns, "new")
