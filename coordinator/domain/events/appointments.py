"""Appointments are booked, moved and given up; their citizens come, or do not."""

from typing import Literal, TypeAlias

from contract.codes import AppointmentCode
from contract.ids import AppointmentId, EpochMs, GroupId, ItemId, PersonHash, TicketId
from coordinator.domain.events.base import Event

Arrival: TypeAlias = Literal["in_time", "early", "late"]


class AppointmentEvent(Event, frozen=True):
    appointment_id: AppointmentId
    group_id: GroupId
    slot_at_ms: EpochMs


class AppointmentPlaced(AppointmentEvent, frozen=True):
    """It has a place in a slot of a day. `person` is a hash of that day, or nobody's."""

    day: str
    slot_ends_ms: EpochMs
    person: PersonHash


class AppointmentBooked(AppointmentPlaced, frozen=True, tag="appointment_booked"):
    code: AppointmentCode
    item_id: ItemId | None = None


class AppointmentMoved(AppointmentPlaced, frozen=True, tag="appointment_moved"):
    pass


class AppointmentCancelled(AppointmentEvent, frozen=True, tag="appointment_cancelled"):
    reason: str = ""


class AppointmentArrived(AppointmentEvent, frozen=True, tag="appointment_arrived"):
    """Its citizen has checked in; the ticket is issued in the same commit."""

    ticket_id: TicketId
    arrival: Arrival


class AppointmentMissed(AppointmentEvent, frozen=True, tag="appointment_missed"):
    """Its time is over and nobody has come; who comes later all the same is late."""
