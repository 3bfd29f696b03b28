"""The appointments of a day and what became of them, from the journal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from contract.ids import AppointmentId, EpochMs, GroupId, ItemId
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMissed,
    AppointmentMoved,
    DayBegan,
    Event,
)

STATUSES: Final = ("booked", "in_time", "early", "late", "missed", "cancelled")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One appointment. `status` says how its citizen came, or that nobody did."""

    id: AppointmentId
    code: str
    group_id: GroupId
    item_id: ItemId | None
    day: str
    slot_at_ms: EpochMs
    status: str
    number: str = ""


Register: TypeAlias = Mapping[AppointmentId, Entry]


def register(events: Iterable[Event]) -> Register:
    """Return the appointments that these events of a day know, from its first event on."""
    found: dict[AppointmentId, Entry] = {}
    for event in events:
        match event:
            case DayBegan(appointments=carried):
                found |= {each.id: _entry(each) for each in carried}
            case AppointmentBooked():
                found[event.appointment_id] = Entry(
                    id=event.appointment_id,
                    code=event.code,
                    group_id=event.group_id,
                    item_id=event.item_id,
                    day=event.day,
                    slot_at_ms=event.slot_at_ms,
                    status="booked",
                )
            case AppointmentMoved(appointment_id=name, day=day, slot_at_ms=at_ms):
                found[name] = replace(found[name], day=day, slot_at_ms=at_ms)
            case AppointmentArrived(appointment_id=name, arrival=arrival, ticket_id=ticket_id):
                number = ticket_id.partition(".")[2]
                found[name] = replace(found[name], status=arrival, number=number)
            case AppointmentMissed(appointment_id=name):
                found[name] = replace(found[name], status="missed")
            case AppointmentCancelled(appointment_id=name):
                found[name] = replace(found[name], status="cancelled")
    return found


def counted(entries: Iterable[Entry]) -> dict[GroupId, Counter[str]]:
    """Return for each group how many have which status."""
    counts: dict[GroupId, Counter[str]] = {}
    for entry in entries:
        counts.setdefault(entry.group_id, Counter())[entry.status] += 1
    return counts


def _entry(appointment: Appointment) -> Entry:
    return Entry(
        id=appointment.id,
        code=appointment.code,
        group_id=appointment.group_id,
        item_id=appointment.item_id,
        day=appointment.day,
        slot_at_ms=appointment.slot_at_ms,
        status=appointment.status,
    )
