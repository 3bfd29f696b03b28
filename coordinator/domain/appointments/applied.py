"""What the events of appointments do to a hall."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from coordinator.domain.appointments.book import Appointment
from coordinator.domain.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEvent,
    AppointmentMissed,
    AppointmentMoved,
    Event,
)
from coordinator.domain.hall import Hall


def _booked(hall: Hall, event: AppointmentBooked) -> None:
    hall.day.bookings += 1
    hall.appointments.put(
        Appointment(
            id=event.appointment_id,
            code=event.code,
            group_id=event.group_id,
            item_id=event.item_id,
            day=event.day,
            slot_at_ms=event.slot_at_ms,
            slot_ends_ms=event.slot_ends_ms,
            person=event.person,
        )
    )


def _moved(hall: Hall, event: AppointmentMoved) -> None:
    _change(
        hall,
        event,
        day=event.day,
        slot_at_ms=event.slot_at_ms,
        slot_ends_ms=event.slot_ends_ms,
        person=event.person,
    )


def _cancelled(hall: Hall, event: AppointmentCancelled) -> None:
    hall.appointments.remove(event.appointment_id)


def _arrived(hall: Hall, event: AppointmentArrived) -> None:
    _change(hall, event, status="arrived", ticket_id=event.ticket_id)


def _missed(hall: Hall, event: AppointmentMissed) -> None:
    _change(hall, event, status="missed")


def _change(hall: Hall, event: AppointmentEvent, **now: Any) -> None:
    found = hall.appointments.find(event.appointment_id)
    if found is not None:
        hall.appointments.put(replace(found, **now))


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    AppointmentBooked: _booked,
    AppointmentMoved: _moved,
    AppointmentCancelled: _cancelled,
    AppointmentArrived: _arrived,
    AppointmentMissed: _missed,
}
