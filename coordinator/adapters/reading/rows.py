"""Rows that several events bring or change."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from contract.ids import ServiceId, TicketId
from coordinator.domain.events import AtWindow, Event, Step, TicketEvent
from coordinator.service.ports import Record
from journal import ReadRow

Rows: TypeAlias = Iterator[ReadRow]
Means: TypeAlias = Mapping[type[Event], Callable[[Record, Any], Rows]]
"""What events of each type bring and change."""

Cell: TypeAlias = str | int | None


def ticket(event: TicketEvent, **columns: Cell) -> ReadRow:
    """Change the visit."""
    return ReadRow("tickets", {"ticket_id": event.ticket_id}, columns)


def service(service_id: ServiceId, **columns: Cell) -> ReadRow:
    """Change a service of a visit."""
    return ReadRow("services", {"service_id": service_id}, columns)


def at_window(event: AtWindow, **columns: Cell) -> ReadRow:
    """Change the present service, and note where, and by whom."""
    here = {"window_id": event.window_id, "clerk_id": event.clerk_id}
    return service(event.service_id, **here, **columns)


def new_service(record: Record, ticket_id: TicketId, step: Step, **columns: Cell) -> ReadRow:
    """Add a service to a visit; without `waits_from_ms` it is still to come."""
    about = {
        "day": record.day,
        "ticket_id": ticket_id,
        "group_id": step.group_id,
        "item_id": step.item_id,
    }
    return ReadRow("services", {"service_id": step.service_id}, {**about, **columns}, "new")
