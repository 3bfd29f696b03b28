"""What becomes of appointments."""

from typing import Final

from coordinator.adapters.reading.rows import Cell, Means, Rows
from coordinator.domain.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEvent,
    AppointmentMissed,
    AppointmentMoved,
    AppointmentPlaced,
)
from coordinator.service.ports import Record
from journal import ReadRow


def _booked(_: Record, event: AppointmentBooked) -> Rows:
    about: dict[str, Cell] = {"item_id": event.item_id, "booked_at_ms": event.at_ms}
    yield ReadRow("appointments", _which(event), {**about, **_place(event)}, "new")


def _moved(_: Record, event: AppointmentMoved) -> Rows:
    yield ReadRow("appointments", _which(event), _place(event))


def _arrived(_: Record, event: AppointmentArrived) -> Rows:
    columns: dict[str, Cell] = {
        "ticket_id": event.ticket_id,
        "arrival": event.arrival,
        "arrived_at_ms": event.at_ms,
        "ended": None,
        "ended_at_ms": None,
    }
    yield ReadRow("appointments", _which(event), columns)


def _cancelled(_: Record, event: AppointmentCancelled) -> Rows:
    yield ReadRow("appointments", _which(event), {"ended": "cancelled", "ended_at_ms": event.at_ms})


def _missed(_: Record, event: AppointmentMissed) -> Rows:
    yield ReadRow("appointments", _which(event), {"ended": "missed", "ended_at_ms": event.at_ms})


def _which(event: AppointmentEvent) -> dict[str, Cell]:
    return {"appointment_id": event.appointment_id}


def _place(event: AppointmentPlaced) -> dict[str, Cell]:
    return {
        "day": event.day,
        "group_id": event.group_id,
        "slot_at_ms": event.slot_at_ms,
        "slot_ends_ms": event.slot_ends_ms,
    }


MEANS: Final[Means] = {
    AppointmentBooked: _booked,
    AppointmentMoved: _moved,
    AppointmentArrived: _arrived,
    AppointmentCancelled: _cancelled,
    AppointmentMissed: _missed,
}
