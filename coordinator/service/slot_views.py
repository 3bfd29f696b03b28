"""Appointments as messages: what can be booked, and what a booking says. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from contract.hall.slots import slots
from contract.ids import EpochMs, GroupId
from contract.messages.answers import AppointmentSlip
from contract.messages.state import FreeSlot, SlotsState
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.events import Arrival
from coordinator.domain.hall import Hall

SHOWN_MAX: Final = 1000


def slots_state(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> SlotsState:
    """Return what can be booked of a group now."""
    return SlotsState(
        group_id=group_id,
        slot_min=hall.file.appointments.slot_min,
        slots=tuple(islice(_open_slots(hall, group_id, now_ms), SHOWN_MAX)),
    )


def appointment_slip(appointment: Appointment, arrival: Arrival | None = None) -> AppointmentSlip:
    """Return what the citizen of a booking is told."""
    return AppointmentSlip(
        appointment_id=appointment.id,
        code=appointment.code,
        group_id=appointment.group_id,
        item_id=appointment.item_id,
        day=appointment.day,
        slot_at_ms=appointment.slot_at_ms,
        slot_ends_ms=appointment.slot_ends_ms,
        arrival=arrival,
    )


def _open_slots(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> Iterator[FreeSlot]:
    if not hall.day.date:
        return
    today = date.fromisoformat(hall.day.date)
    for ahead in range(hall.file.appointments.days_ahead + 1):
        day = today + timedelta(days=ahead)
        booked = hall.appointments.of_group(day.isoformat(), group_id)
        taken = Counter(each.slot_at_ms for each in booked)
        for slot in slots(hall.file, group_id, day):
            if slot.begins_ms > now_ms:
                free = max(0, slot.places - taken[slot.begins_ms])
                yield FreeSlot(at_ms=slot.begins_ms, free=free)
